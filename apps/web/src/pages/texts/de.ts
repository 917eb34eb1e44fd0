// Texts that the first visit goes without, in German.
import type { Messages } from './messages.ts'

export const de: Messages = {
  push: {
    choice: 'Meldungen auch, wenn Lectern geschlossen ist',
    hint: 'Sie kommen über den Dienst deines Browser-Herstellers, verschlüsselt für dieses Gerät.',
    support: {
      install:
        'Auf iPhone und iPad: Lege Lectern auf den Home-Bildschirm („Teilen“, „Zum Home-Bildschirm“) und öffne es dort. Dann kannst du es hier wählen.',
      missing: 'Dieser Browser kann keine empfangen, während die Seite geschlossen ist.',
    },
    failed: 'Der Browser hat seinen Push-Dienst nicht erreicht. Versuche es später noch einmal.',
    test: 'Probe senden',
    tested: 'Gesendet: Gleich sollte sie erscheinen.',
  },
  policy: {
    title: 'Wer wem schreiben darf',
    hint: 'Für die ganze Schule. Eine Änderung gilt sofort.',
    saved: 'Für die ganze Schule geändert.',
    names: {
      students_reach: 'Lernende dürfen direkt schreiben an',
      groups: 'Gruppen beginnen darf',
      courses: 'Kurse beginnen darf',
      adding: 'Personen hinzufügen darf',
      notice_text: 'Texte von Nachrichten in Benachrichtigungen',
    },
    values: {
      students_reach: {
        nobody: 'Niemanden außer der KI',
        staff: 'Lehrkräfte und Verwaltung',
        shared: 'Lehrkräfte, Verwaltung und Lernende aus gemeinsamen Gruppen und Kursen',
        everybody: 'Alle',
      },
      groups: { staff: 'Lehrkräfte und Verwaltung', everybody: 'Alle' },
      courses: { admins: 'Verwaltung', staff: 'Lehrkräfte und Verwaltung' },
      notice_text: {
        nowhere: 'Nur in der App',
        devices: 'Auch auf Geräten, auf denen die App geschlossen ist, unterwegs verschlüsselt',
        everywhere: 'Auch in E-Mails, die andere unverschlüsselt befördern',
      },
      adding: {
        staff: 'Lehrkräfte und Verwaltung',
        creator: 'Lehrkräfte, Verwaltung und wer das Gespräch begonnen hat',
      },
    },
  },
  concerns: {
    title: 'Wenn jemand in Gefahr sein könnte',
    hint: 'Die KI bemerkt Worte der Gefahr, etwa von Suizid oder Gewalt. Sie antwortet sofort mit Worten der Hilfe und sagt in einer Meldung der Verwaltung, den Lehrkräften des Gesprächs und der Kontaktperson Bescheid. Sie ersetzt keine Menschen, die aufeinander achten.',
    where: 'Die KI achtet darauf in',
    places: {
      asked: 'Nachrichten an die KI, auch wo sie ausgeschaltet ist',
      present: 'Allen Nachrichten in Gesprächen mit der KI',
      nowhere: 'Keiner Nachricht',
    },
    contact: 'Wer außer der Verwaltung von allem erfährt',
    nobodyElse: 'Sonst niemand',
    unknownContact: 'Jemand, der keine Lehrkraft mehr ist',
    words: 'Was die KI hinzufügt',
    wordsHint:
      'Wen man an der Schule und im Land anruft und wohin man geht: Nummern, Räume, Namen. Markdown; in allen Sprachen, die gebraucht werden.',
    save: 'Diese Worte sichern',
  },
}
