// The assistant's own texts in German.
import type { Messages } from './messages.ts'

export const de: Messages = {
  greeting:
    'Hallo! Frag mich alles zu diesem Kurs. Ich antworte aus seinen Unterlagen und sage, wo es steht; was ich dort nicht finde, gebe ich an deine Lehrkraft weiter.',
  thanks: 'Gern geschehen. Frag jederzeit wieder.',
  danger:
    'Das nehme ich ernst. Damit soll niemand allein sein: Sprich bitte jetzt mit jemandem, dem du vertraust – einer Lehrkraft, deiner Familie, einer Freundin oder einem Freund, einer Ärztin oder einem Arzt. Wenn gerade jemand in Gefahr ist, ruf den Notruf deines Landes und bleib bei anderen Menschen.',
  staffTold:
    'Ich habe den Menschen an deiner Schule Bescheid gegeben, die dabei helfen, und sonst niemandem. Sie melden sich bei dir.',
  organisation: 'Das können nur die sagen, die diesen Kurs leiten.',
  organisationFound: 'Das steht dazu in den Unterlagen des Kurses selbst; es gilt, was deine Lehrkraft sagt:',
  feeling:
    'Danke, dass du es mir sagst. Ich bin nur ein Programm, das die Unterlagen dieses Kurses liest; ein Mensch ist hier besser: deine Lehrkraft oder jemand, dem du vertraust. Wenn es am Stoff liegt, frag mich danach, in kleinen Schritten.',
  insult:
    'Ich war wohl keine Hilfe. Deine Lehrkraft kann dir helfen; und ich versuche es noch einmal, wenn du mich nach dem Stoff fragst.',
  arithmetic:
    'Ich rechne nicht: Ein Taschenrechner ist sicherer. Frag mich zum Kurs, dann sehe ich in seinen Unterlagen nach.',
  unclear: 'Ich habe nicht verstanden, was du wissen möchtest. Frag mich etwas zum Kurs, in einem Satz.',
  noFormer: 'Ich weiß nicht, worum es geht. Bitte stell die ganze Frage und nenne, was du meinst.',
  nothingOffered: 'Ich habe gerade nichts angeboten. Was möchtest du wissen?',
  declined: 'In Ordnung. Frag jederzeit wieder.',
  found: 'Das sagen die Unterlagen des Kurses:',
  vouched:
    '{answers, select, true {{author} hat das hier schon einmal beantwortet:} other {{author} hat hier geschrieben, und es wurde angeheftet:}}',
  hints: 'Verraten will ich es nicht, aber hier lohnt es sich nachzulesen:',
  hint: '{hasSection, select, true {**{title}**, Abschnitt „{section}“} other {**{title}**}}',
  askedBefore:
    '{hasQuestion, select, true {die beantwortete Frage „{question}“, auf die {author} geantwortet hat} other {was {author} hier geschrieben hat: Es ist angeheftet}}',
  guide:
    '{words, plural, =0 {Lies mit dieser Frage: Was ist gegeben, und was ist gesucht?} one {Lies mit dieser Frage: Was steht dort über „{first}“, und was davon weißt du schon?} other {Lies mit dieser Frage: Was steht dort über „{first}“ und „{second}“, und was davon weißt du schon?}}',
  tryFirst: 'Versuch es zuerst damit. Wo kommst du nicht weiter?',
  more: 'Wenn das nicht gemeint war, frag mich mit anderen Worten.',
  section: '„{name}“',
  nearest:
    'Eine klare Antwort habe ich nicht gefunden. Das kommt ihr in den Unterlagen des Kurses am nächsten; vielleicht beantwortet es deine Frage nicht:',
  moreAbout: 'Mehr aus den Unterlagen des Kurses zu deiner Frage „{question}“:',
  nothingMore: 'Mehr steht dazu nicht in den Unterlagen. Frag mit anderen Worten, oder frag deine Lehrkraft.',
  chooseWhom:
    'Gut. Drück „Lehrkraft fragen“ unter meiner letzten Antwort: So geht deine Frage an die Person, die du wählst.',
  nothing: 'Dazu habe ich in den Unterlagen dieses Gesprächs nichts gefunden, und raten möchte ich nicht.',
  passedOn: 'Deine Lehrkraft kann es beantworten: Ich habe deine Frage weitergegeben.',
  passOn: 'Deine Lehrkraft kann es beantworten: Soll ich deine Frage weitergeben?',
  noQuestion: 'Ich kann bisher nur Text lesen. Bitte schreib deine Frage in Worten.',
  overspent:
    '{by, select, user {Du hast mich innerhalb einer Stunde {limit}-mal gefragt} other {Hier wurde ich innerhalb einer Stunde {limit}-mal gefragt}}, mehr darf ich nicht beantworten. Bitte frag in etwa {minutes} Min. wieder.',
}
