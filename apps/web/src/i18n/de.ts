// Every text of the app in German.
import type { Texts } from './en.ts'

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

const duration = (ms: number): string => {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return seconds < 90
    ? count(seconds, 'Sekunde', 'Sekunden')
    : count(Math.ceil(seconds / 60), 'Minute', 'Minuten')
}

export const de: Texts = {
  language: 'de',
  direction: 'ltr',
  brand: 'Lectern',
  close: 'Schließen',
  cancel: 'Abbrechen',
  back: 'Zurück',
  undo: 'Rückgängig',
  save: 'Speichern',
  tryAgain: 'Erneut versuchen',
  copied: 'Kopiert',

  signIn: {
    title: 'Anmelden',
    subtitle: 'Willkommen zurück. Deine Gespräche sind da, wo du sie verlassen hast.',
    email: 'E-Mail',
    password: 'Passwort',
    showPassword: 'Passwort zeigen',
    hidePassword: 'Passwort verbergen',
    submit: 'Anmelden',
    submitting: 'Anmeldung läuft …',
    emailMissing: 'Gib deine E-Mail-Adresse ein.',
    passwordMissing: 'Gib dein Passwort ein.',
    wrong:
      'Diese E-Mail-Adresse und dieses Passwort gehören nicht zusammen. Prüfe beides und versuche es erneut.',
    locked: (waitMs) => `Zu viele Versuche. In ${duration(waitMs)} kannst du es wieder versuchen.`,
    unreachable: 'Lectern ist nicht erreichbar. Prüfe deine Verbindung oder versuche es gleich noch einmal.',
    failed: (detail) => `Die Anmeldung hat nicht geklappt: ${detail}`,
    forgotten: 'Passwort vergessen? Wer Lectern an deiner Schule betreibt, kann ein neues setzen.',
    sceneAsk: 'Warum dreht sich das Zeichen um, wenn ich durch −2 teile?',
    sceneAnswer: 'Probier es mit 4 > 2. Was passiert, wenn du beide Seiten durch −2 teilst?',
    sceneReply: '−2 > −1 … oh! Es muss sich umdrehen.',
    sceneCaption: 'Hier werden Fragen beantwortet.',
  },
  again: {
    title: 'Melde dich wieder an',
    expired:
      'Du wurdest abgemeldet, weil dieses Gerät lange weg war. Deine Entwürfe und ungesendeten Nachrichten sind aufgehoben.',
    revoked:
      'Dieses Gerät wurde von einem anderen aus abgemeldet. Deine Entwürfe und ungesendeten Nachrichten bleiben, bis du gehst.',
    otherAccount: 'Anderes Konto verwenden',
  },
  restoring: {
    unreachable: 'Lectern ist nicht erreichbar',
    detail:
      'Du bist weiterhin angemeldet. Wir versuchen es weiter; alles, was du geschrieben hast, bleibt auf diesem Gerät.',
  },
  newVersion: { ready: 'Eine neue Version ist da.', reload: 'Neu laden' },

  shell: {
    skip: 'Zum Gespräch springen',
    copyLink: 'Link kopieren',
    home: 'Lectern, zu den Gesprächen',
    details: 'Einzelheiten',
    showDetails: 'Einzelheiten zeigen',
    hideDetails: 'Einzelheiten verbergen',
    foldList: 'Liste einklappen',
    unfoldList: 'Liste zeigen',
    resizeList: 'Breite der Gesprächsliste',
    resizeDetails: 'Breite der Einzelheiten',
    titleUnread: (unread, title) => (unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${title}` : title),
  },
  account: {
    menu: (name) => `Konto von ${name}`,
    settings: 'Einstellungen',
    keys: 'Tastatur',
    theme: 'Farben',
    signOut: 'Abmelden',
    signOutTitle: 'Mit ungesendeten Nachrichten abmelden?',
    signOutPending: (pending) =>
      `${count(pending, 'Nachricht wurde', 'Nachrichten wurden')} noch nicht gesendet. Ungesendetes bleibt auf diesem Gerät und geht hinaus, wenn du dich hier wieder anmeldest; alles andere, was Lectern hier aufhebt, wird entfernt.`,
    signOutAnyway: 'Abmelden',
    stay: 'Angemeldet bleiben',
    signOutFailed:
      'Hier bist du abgemeldet. Der Server konnte es nicht erfahren; beende die Sitzung auf einem anderen Gerät unter Einstellungen.',
  },
  themes: { light: 'Hell', dark: 'Dunkel', system: 'System' },
  roles: { admin: 'Verwaltung', instructor: 'Lehrkraft', assistant: 'KI-Assistent', student: 'Lernende' },
  kinds: { direct: 'Eine Person', group: 'Gruppe', course: 'Kurs' },

  list: {
    compose: 'Neues Gespräch',
  },
  home: {
    title: 'Beginne mit einer Frage',
    detail: 'Schreib jemandem, und hier beginnt das Gespräch. Es bleibt, bis du es wieder brauchst.',
    compose: 'Neues Gespräch',
    chooseTitle: 'Wähle ein Gespräch',
    choose: (keys) => `Nimm eines aus der Liste oder drücke ${keys}, um direkt hinzugehen.`,
  },
  missing: {
    conversation: 'Dieses Gespräch ist nicht hier',
    conversationDetail:
      'Es gibt es nicht, oder du bist nicht dabei. Bitte die Person, von der du den Link hast, dich hinzuzufügen.',
    unsent: 'Was du hier geschrieben hast und nicht gesendet wurde',
    copy: 'Kopieren',
    page: 'Unter dieser Adresse gibt es nichts',
    pageDetail: 'Vielleicht ist der Link abgeschnitten oder veraltet.',
    home: 'Zu den Gesprächen',
  },
  compose: {
    title: 'Neues Gespräch',
    kind: 'Art',
    people: 'An',
    search: 'Name',
    name: 'Titel',
    nameHint: { direct: '', group: 'Lerngruppe, Woche 4', course: 'Algebra I' },
    searching: 'Suche läuft …',
    nobody: (query) =>
      query === ''
        ? 'Noch gibt es niemanden, dem du schreiben darfst.'
        : `Niemand, dem du schreiben darfst, heißt „${query}“.`,
    remove: (name) => `${name} entfernen`,
    create: 'Beginnen',
    creating: 'Wird begonnen …',
    pickDirect: 'Wähle eine Person, der du schreiben willst.',
    needPeople: 'Wähle mindestens eine Person.',
    needTitle: 'Gib einen Titel, damit es alle finden.',
    chosen: (people) => count(people, 'Person gewählt', 'Personen gewählt'),
  },
  settings: {
    title: 'Einstellungen',
    you: 'Du',
    name: 'Name',
    nameHint: 'So sehen dich die anderen.',
    nameSaved: 'Dein Name wurde geändert.',
    email: 'E-Mail',
    role: 'Rolle',
    appearance: 'Aussehen',
    language: 'Sprache',
    languageAsBrowser: 'Wie im Browser',
    devices: 'Angemeldete Geräte',
    devicesHint: 'Melde ab, was du nicht kennst. Es wirkt innerhalb einer Sekunde.',
    thisDevice: 'Dieses Gerät',
    since: (date) => `Angemeldet seit ${date}`,
    lastUsed: (date) => `Zuletzt benutzt ${date}`,
    revoke: 'Abmelden',
    revokeOf: (device) => `${device} abmelden`,
    revoked: (device) => `${device} wird abgemeldet.`,
    unknownDevice: 'Unbekanntes Gerät',
    keyboard: 'Tastatur',
  },
  switcher: {
    title: 'Gehe zu',
    placeholder: 'Zu einem Gespräch gehen oder etwas tun',
    conversations: 'Gespräche',
    commands: 'Befehle',
    nothing: (query) => `Nichts heißt „${query}“.`,
    hint: 'zum Bewegen',
    open: 'zum Öffnen',
    commandNew: 'Neues Gespräch',
    commandSettings: 'Einstellungen',
    commandKeys: 'Tastenkürzel',
    commandDetails: 'Einzelheiten zeigen oder verbergen',
    commandList: 'Liste ein- oder ausklappen',
    commandTheme: (theme) => `Farben: ${theme}`,
    commandSignOut: 'Abmelden',
    unread: (n) => `${n} ungelesen`,
  },
  keys: {
    anywhere: 'Überall',
    switcher: 'Zu einem Gespräch gehen oder etwas tun',
    help: 'Diese Tasten zeigen (außerhalb eines Texts)',
    next: 'Nächstes oder voriges Gespräch',
    details: 'Einzelheiten zeigen oder verbergen',
  },
  trouble: {
    title: 'Diese Seite hat einen Fehler gemacht',
    happened: 'Beim Anzeigen dieser Seite ist etwas schiefgegangen. Es ist unser Fehler, nicht deiner.',
    kept: 'Deine Nachrichten, Entwürfe und ungesendeten Nachrichten sind aufgehoben.',
    todo: 'Lade die Seite neu. Wenn es wieder passiert, gib die Zeilen unten der Person, die Lectern betreibt.',
    reload: 'Neu laden',
    copy: 'Einzelheiten kopieren',
    requestId: (id) => `Anfrage ${id}`,
    copyId: 'Kennung der Anfrage kopieren',
    unreachable: 'Lectern ist gerade nicht erreichbar. Es wurde nichts geändert.',
  },
}
