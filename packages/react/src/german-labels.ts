import type { Labels } from './labels.ts'

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** Every text of the components in German; hand it to `InstructorChatProvider` as `labels`, with `locale="de"`. */
export const germanLabels: Labels = {
  // people
  you: 'Du',
  role: { admin: 'Verwaltung', instructor: 'Lehrkraft', assistant: 'KI', student: 'Lernende' },
  roles: {
    admin: (n) => count(n, 'Verwaltung', 'Verwaltungen'),
    instructor: (n) => count(n, 'Lehrkraft', 'Lehrkräfte'),
    assistant: (n) => (n === 1 ? 'der Assistent' : `${n} Assistenten`),
    student: (n) => count(n, 'Lernende:r', 'Lernende'),
  },
  presence: { online: 'Online', away: 'Abwesend', offline: 'Offline' },
  kind: { direct: 'Gespräch zu zweit', group: 'Gruppe', course: 'Kurs' },
  whoCanRead: (who) => `Wer das lesen kann: ${who}`,
  youAnd: (name) => `Du und ${name}`,
  members: (n) => count(n, 'Person', 'Personen'),
  andMore: (names, more) => `${names} und ${more} weitere`,

  // header
  back: 'Zurück',
  conversationMenu: 'Menü des Gesprächs',
  showDetails: 'Einzelheiten zeigen',
  degraded: 'Langsamere Verbindung',
  degradedWhy:
    'Dieses Netz sperrt die schnelle Verbindung, deshalb brauchen Nachrichten ein paar Sekunden länger. Nichts geht verloren.',

  // history
  messages: 'Nachrichten',
  messageBy: (name, time) => `${name}, ${time}`,
  today: 'Heute',
  yesterday: 'Gestern',
  unreadLine: 'Neu',
  newMessages: (n) => count(n, 'neue Nachricht', 'neue Nachrichten'),
  toNewest: 'Zur neuesten springen',
  loading: 'Wird geladen',
  loadingEarlier: 'Frühere Nachrichten werden geladen',
  earlierFailed: 'Frühere Nachrichten konnten nicht geladen werden.',
  beginning: 'Hier beginnt das Gespräch.',
  historyFailed: 'Dieses Gespräch konnte nicht geladen werden',
  kept: 'Deine Entwürfe und ungesendeten Nachrichten sind aufgehoben.',
  tryAgain: 'Erneut versuchen',
  copyRequestId: (id) => `Kennung der Anfrage kopieren: ${id}`,
  edited: 'bearbeitet',
  editedAt: (time) => `Bearbeitet ${time}`,
  deleted: 'Nachricht gelöscht',
  discarded: 'Nachricht verworfen',
  removed: (name) => `${name} entfernt`,
  undo: 'Rückgängig',
  sealed: 'Diese Nachricht ist versiegelt und kann hier nicht gezeigt werden.',
  writing: 'schreibt',
  interrupted: 'Unterbrochen: Die Antwort endet hier.',
  answerFailed: 'Die Antwort konnte nicht fertiggestellt werden.',
  repliedTo: (name) => `Antwort an ${name}`,
  originalUnavailable: 'Frühere Nachricht',
  showInConversation: 'Zur ursprünglichen Nachricht',
  announceOne: (name, text) => `${name}: ${text}`,
  announceMany: (n, names) => `${n} neue Nachrichten von ${names}`,

  // empty conversation
  emptyDirect: (name) => `Du und ${name}`,
  emptyGroup: (title) => title,
  emptyDirectWhy: 'Ein Ort für Fragen und Antworten zwischen euch beiden. Niemand sonst kann ihn lesen.',
  emptyGroupWhy: 'Alle hier können lesen und beantworten, was geschrieben wird.',
  startersHeading: 'Du weißt nicht, wie du anfangen sollst?',
  starters: {
    student: [
      'Ich komme bei diesem Schritt nicht weiter: ',
      'Kannst du prüfen, ob ich das richtig verstanden habe: ',
      'Wann wäre eine gute Zeit, um zu sprechen über ',
    ],
    staff: [
      'Hallo! Wie kommst du voran mit ',
      'Das machen wir als Nächstes: ',
      'Schick mir bitte deine Frage zu ',
    ],
  },

  // delivery
  sending: 'Wird gesendet',
  sent: 'Gesendet',
  delivered: 'Zugestellt',
  read: 'Gelesen',
  readBy: (name) => `Gelesen von ${name}`,
  readByCount: (read, total) => `Gelesen von ${read} von ${total}`,
  deliveredToCount: (delivered, total) => `Zugestellt an ${delivered} von ${total}`,
  failed: 'Nicht gesendet',
  held: 'Das hat länger als einen Tag gewartet. Ist es noch so gemeint?',
  sendNow: 'Jetzt senden',
  retry: 'Erneut senden',
  edit: 'Bearbeiten',
  copy: 'Kopieren',
  discard: 'Verwerfen',

  // acts on a message
  react: 'Reagieren',
  reply: 'Antworten',
  more: 'Mehr',
  delete: 'Löschen',
  copyText: 'Text kopieren',
  copied: 'Kopiert',
  messageActions: 'Aktionen für diese Nachricht',
  reactedWith: (names, emoji) => `${names}: ${emoji}`,
  addYours: 'Drücke, um auch so zu reagieren',
  takeBack: 'Drücke, um deine Reaktion zurückzunehmen',
  reasons: {
    invalid: () => 'Die Eingabe ist ungültig.',
    unauthorized: () => 'Melde dich wieder an.',
    forbidden: () => 'Das darfst du hier nicht.',
    not_found: () => 'Das gibt es nicht, oder du bist nicht dabei.',
    conflict: () => 'Das passt nicht mehr zum aktuellen Stand.',
    too_large: ({ limit }) =>
      limit === undefined ? 'Das ist zu groß.' : `Das ist zu groß; die Grenze ist ${limit}.`,
    rejected: () => 'Der Inhaltsfilter hat das abgelehnt.',
    rate_limited: () => 'Das war zu viel in kurzer Zeit.',
    internal: () => 'Der Server hat einen Fehler gemacht.',
    unavailable: () => 'Der Server ist gerade nicht erreichbar.',
    storage_full: () => 'Der Speicher des Servers ist voll.',
  },
  notDone: (reason) => `Das hat nicht geklappt: ${reason}`,
  dismiss: 'Ausblenden',

  // text
  copyCode: 'Code kopieren',
  unfold: (lines) => `Alle ${lines} Zeilen zeigen`,
  fold: 'Weniger zeigen',
  quote: 'Zitat',
  formulaWrong: (reason: string) => `Diese Formel lässt sich nicht darstellen: ${reason}`,
  done: 'Erledigt',
  notDoneYet: 'Nicht erledigt',

  // composer
  messageTo: (name) => `Nachricht an ${name}`,
  send: 'Senden',
  save: 'Speichern',
  cancel: 'Abbrechen',
  editingMessage: 'Du bearbeitest deine Nachricht',
  replyingTo: (name) => `Antwort an ${name}`,
  insertEmoji: 'Emoji einfügen',
  charactersLeft: (left) => `Noch ${left} Zeichen`,
  tooLong: (over, limit) =>
    `${over} Zeichen über der Grenze von ${limit}. Dein Text bleibt erhalten: Kürze ihn oder sende ihn in Teilen.`,
  editFailed: (reason) => `Deine Änderung wurde nicht gespeichert: ${reason}`,

  // emoji
  emojiSearch: 'Emoji suchen',
  emojiNone: 'Kein Emoji mit diesem Namen',
  quickReactions: 'Schnelle Reaktionen',
  moreEmoji: 'Mehr Emojis',

  // typing
  isTyping: (name) => `${name} schreibt`,
  areTyping: (names) => `${names} schreiben`,
  manyTyping: 'Mehrere schreiben',
  assistantWrites: (name) => `${name} schreibt eine Antwort`,
  typing: 'schreibt …',

  // conversation list
  conversations: 'Gespräche',
  searchConversations: 'Gespräche suchen',
  clearSearch: 'Suche leeren',
  filter: {
    all: 'Alle',
    unread: 'Ungelesen',
    questions: 'Fragen',
    direct: 'Zu zweit',
    group: 'Gruppen',
    course: 'Kurse',
  },
  filterBy: 'Zeigen',
  unread: (n) => count(n, 'ungelesene Nachricht', 'ungelesene Nachrichten'),
  noMessagesYet: 'Noch keine Nachrichten',
  draft: 'Entwurf:',
  noConversations: 'Noch keine Gespräche',
  noConversationsWhy: 'Nachrichten mit deinen Lehrkräften und Mitlernenden werden hier aufgehoben.',
  startConversation: 'Gespräch beginnen',
  noneMatch: 'Kein Gespräch passt',
  showAll: 'Alle zeigen',
  allRead: 'Du hast alles gelesen',
  listFailed: 'Deine Gespräche konnten nicht geladen werden',
  loadMore: 'Mehr zeigen',

  // details
  details: 'Einzelheiten',
  close: 'Schließen',
  people: 'Personen',
  addPeople: 'Personen hinzufügen',
  findPeople: 'Personen nach Namen suchen',
  nobodyFound: 'Niemand mit diesem Namen kann hinzugefügt werden',
  add: 'Hinzufügen',
  remove: 'Entfernen',
  removePerson: (name) => `${name} entfernen`,
  rename: 'Umbenennen',
  title: 'Titel',
  about: 'Über dieses Gespräch',
  createdOn: (date) => `Begonnen am ${date}`,
  upToDate: 'Hat alles gelesen',
  notYetRead: 'Hat das Neueste noch nicht gelesen',

  // connection
  connection: {
    live: 'Verbunden',
    degraded: 'Verbunden, langsamer als sonst',
    connecting: 'Wird verbunden',
    offline: 'Offline',
    auth_required: 'Melde dich wieder an, um weiterzumachen',
    stopped: 'Getrennt',
  },
  offlineSince: (time) => `Offline seit ${time}.`,
  willBeSent: (n) =>
    n === 1
      ? '1 Nachricht wird gesendet, sobald du wieder da bist.'
      : `${n} Nachrichten werden gesendet, sobald du wieder da bist.`,
  readingStillWorks: 'Du kannst weiter lesen und schreiben.',
  offlineCause: {
    browser_offline: 'Dieses Gerät hat kein Netz.',
    network: 'Lectern ist nicht erreichbar.',
    server: 'Lectern startet neu oder ist beschäftigt.',
  },
  nextAttempt: (seconds) => `Nächster Versuch in ${seconds} s.`,
  tryingNow: 'Wird versucht …',
  tryNow: 'Jetzt versuchen',
}
