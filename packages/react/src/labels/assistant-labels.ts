import type { AssistantMode, HandOverReason, ModelFailure } from '@lectern/protocol'

type ByReason = Record<HandOverReason, string>
type ByFailure = Record<ModelFailure, string>
type ByMode = Record<AssistantMode, string>

/** What components say about the assistant and its answers. */
export const englishAssistantLabels = {
  thinks: (name: string) => `${name} is thinking`,
  stop: 'Stop',
  again: 'Answer again',
  helpful: 'Helpful',
  notHelpful: 'Not helpful',
  stopped: (name?: string) =>
    name === undefined ? 'Stopped: the answer ends here.' : `Stopped by ${name}: the answer ends here.`,
  stoppedByYou: 'You stopped it: the answer ends here.',
  sources: 'Sources',
  source: (number: number, title: string) => `Source ${number}: ${title}`,
  askInstructor: 'Ask the instructor',
  whom: 'Whom do you want to ask?',
  nobody: 'There is no instructor here whom you could ask.',
  passedOn: (name: string) => `Your question was sent to ${name}.`,
  passedOnHere: 'Marked as an open question: your instructor sees it.',
  goThere: 'Go there',
  title: 'AI assistant',
  howMuch: 'How much it says',
  modes: { off: 'Off', hints: 'Hints', explain: 'Explains', full: 'Answers' } satisfies ByMode as ByMode,
  modeMeans: {
    off: 'It answers nobody here, and says so above the message field.',
    hints: 'Students are told where to read and asked a question that leads on; never the answer.',
    explain: 'Students get what the documents say about it, step by step, and find the result themselves.',
    full: 'Students get the whole answer with all its steps.',
  } satisfies ByMode as ByMode,
  modeHere: {
    off: 'AI is switched off here: ask your instructor',
    hints: 'AI gives hints here',
    explain: 'AI explains here',
    full: 'AI answers here',
  } satisfies ByMode as ByMode,
  writingChecked: 'The assistant is writing; staff check the answer first.',
  waiting: 'Waiting for a check by staff',
  waitingForYou: 'A draft waits for you',
  dismissed: (name: string) =>
    `${name} did not let the assistant’s answer through and will see to your question.`,
  dismissedByStaff: (name: string) => `Turned down by ${name}. The question is open.`,
  noDraft: 'The assistant could not write an answer. The question is open: staff see it.',
  draft: 'Draft of the assistant: only staff see it',
  draftFailed: 'The draft could not be loaded.',
  draftFoundNothing: 'It found nothing in the material.',
  approve: 'Approve',
  approveEdited: 'Approve as edited',
  edit: 'Edit',
  dismiss: 'Turn down',
  dismissReason: 'Why? Students read it (optional)',
  decidedMeanwhile: (name: string, approved: boolean) =>
    approved ? `${name} has approved it meanwhile.` : `${name} has turned it down meanwhile.`,
  checkedBy: (name: string) => `Checked by ${name}`,
  checkedAndEditedBy: (name: string) => `Checked and edited by ${name}`,
  whatChanged: 'What was changed',
  asWritten: 'As the assistant wrote it',
  handedOver: {
    asked_again: 'Asked again: the assistant’s answer was not enough',
    unhelpful: 'The assistant’s answer did not help',
    nothing_found: 'The assistant found nothing about it in the material',
  } satisfies ByReason as ByReason,
  seenByStaff: 'Your instructor sees this question.',
  answeredBefore: 'What the assistant had answered',
  goToAnswer: 'Go to that answer',
  failedForStudents: 'The assistant cannot answer at the moment. Try again later, or ask your instructor.',
  failedTooLong: 'The question is too long for the assistant. Ask it in fewer words, or in parts.',
  failures: {
    key: 'The provider of the assistant refuses the key of this server. An administrator has to look at it.',
    model: 'The provider does not know the model that is set. An administrator has to look at it.',
    too_long: 'The question and its sources were more than the model reads.',
    busy: 'The limit at the provider is reached. It answers again later.',
    overloaded: 'The provider is overloaded. It answers again later.',
    unreachable: 'The provider cannot be reached from this server.',
    slow: 'The model was silent for too long.',
    broken_off: 'The provider broke the answer off.',
    unreadable: 'The provider sent something that is no answer. An administrator has to look at it.',
  } satisfies ByFailure as ByFailure,
  review: 'Staff check answers first',
  reviewMeans: 'Its answers come to you as drafts. Students receive nothing before one of you approves.',
  reviewHere: 'Answers are checked by staff first',
  wasSet: (mode: AssistantMode, review: boolean) =>
    `${{ off: 'switched the assistant off', hints: 'set the assistant to hints', explain: 'set the assistant to explain', full: 'set the assistant to answer in full' }[mode]}${review && mode !== 'off' ? '; staff check its answers first' : ''}`,
}

export const germanAssistantLabels: typeof englishAssistantLabels = {
  thinks: (name) => `${name} denkt nach`,
  stop: 'Anhalten',
  again: 'Noch einmal antworten',
  helpful: 'Hilfreich',
  notHelpful: 'Nicht hilfreich',
  stopped: (name) =>
    name === undefined
      ? 'Angehalten: Die Antwort endet hier.'
      : `Von ${name} angehalten: Die Antwort endet hier.`,
  stoppedByYou: 'Du hast sie angehalten: Die Antwort endet hier.',
  sources: 'Quellen',
  source: (number, title) => `Quelle ${number}: ${title}`,
  askInstructor: 'Lehrkraft fragen',
  whom: 'Wen möchtest du fragen?',
  nobody: 'Hier ist keine Lehrkraft, die du fragen könntest.',
  passedOn: (name) => `Deine Frage ging an ${name}.`,
  passedOnHere: 'Als offene Frage markiert: Deine Lehrkraft sieht sie.',
  goThere: 'Dorthin',
  title: 'KI-Assistent',
  howMuch: 'Wie viel er sagt',
  modes: { off: 'Aus', hints: 'Hinweise', explain: 'Erklärt', full: 'Antwortet' },
  modeMeans: {
    off: 'Er antwortet hier niemandem; das steht über dem Nachrichtenfeld.',
    hints:
      'Lernende erfahren, wo sie nachlesen können, und bekommen eine Frage, die weiterführt; nie die Antwort.',
    explain:
      'Lernende bekommen Schritt für Schritt, was die Unterlagen sagen; das Ergebnis finden sie selbst.',
    full: 'Lernende bekommen die ganze Antwort mit allen Schritten.',
  },
  modeHere: {
    off: 'Die KI ist hier ausgeschaltet: Frag deine Lehrkraft',
    hints: 'Die KI gibt hier Hinweise',
    explain: 'Die KI erklärt hier',
    full: 'Die KI antwortet hier',
  },
  writingChecked: 'Der Assistent schreibt; Lehrkräfte prüfen die Antwort zuerst.',
  waiting: 'Wartet auf Prüfung durch eine Lehrkraft',
  waitingForYou: 'Ein Entwurf wartet auf dich',
  dismissed: (name) =>
    `${name} hat die Antwort des Assistenten nicht freigegeben und kümmert sich um deine Frage.`,
  dismissedByStaff: (name) => `Von ${name} abgelehnt. Die Frage ist offen.`,
  noDraft: 'Der Assistent konnte keine Antwort schreiben. Die Frage ist offen: Lehrkräfte sehen sie.',
  draft: 'Entwurf des Assistenten: nur Lehrkräfte sehen ihn',
  draftFailed: 'Der Entwurf konnte nicht geladen werden.',
  draftFoundNothing: 'In den Unterlagen hat er nichts gefunden.',
  approve: 'Freigeben',
  approveEdited: 'Geändert freigeben',
  edit: 'Bearbeiten',
  dismiss: 'Ablehnen',
  dismissReason: 'Warum? Lernende lesen es (freiwillig)',
  decidedMeanwhile: (name, approved) =>
    approved ? `${name} hat ihn inzwischen freigegeben.` : `${name} hat ihn inzwischen abgelehnt.`,
  checkedBy: (name) => `Geprüft von ${name}`,
  checkedAndEditedBy: (name) => `Geprüft und geändert von ${name}`,
  whatChanged: 'Was geändert wurde',
  asWritten: 'Wie der Assistent es schrieb',
  handedOver: {
    asked_again: 'Noch einmal gefragt: Die Antwort des Assistenten genügte nicht',
    unhelpful: 'Die Antwort des Assistenten half nicht',
    nothing_found: 'Der Assistent fand dazu nichts in den Unterlagen',
  },
  seenByStaff: 'Deine Lehrkraft sieht diese Frage.',
  answeredBefore: 'Was der Assistent geantwortet hatte',
  goToAnswer: 'Zu dieser Antwort',
  failedForStudents:
    'Der Assistent kann gerade nicht antworten. Versuch es später noch einmal oder frag deine Lehrkraft.',
  failedTooLong: 'Die Frage ist zu lang für den Assistenten. Stell sie kürzer oder in Teilen.',
  failures: {
    key: 'Der Anbieter des Assistenten lehnt den Schlüssel dieses Servers ab. Das muss die Verwaltung ansehen.',
    model: 'Der Anbieter kennt das eingestellte Modell nicht. Das muss die Verwaltung ansehen.',
    too_long: 'Frage und Quellen waren mehr, als das Modell liest.',
    busy: 'Das Kontingent beim Anbieter ist erschöpft. Später antwortet er wieder.',
    overloaded: 'Der Anbieter ist überlastet. Später antwortet er wieder.',
    unreachable: 'Der Anbieter ist von diesem Server aus nicht erreichbar.',
    slow: 'Das Modell schwieg zu lange.',
    broken_off: 'Der Anbieter hat die Antwort abgebrochen.',
    unreadable: 'Der Anbieter hat etwas geschickt, das keine Antwort ist. Das muss die Verwaltung ansehen.',
  },
  review: 'Lehrkräfte prüfen Antworten zuerst',
  reviewMeans:
    'Antworten kommen als Entwürfe zu euch. Lernende erhalten nichts, bevor jemand von euch sie freigibt.',
  reviewHere: 'Lehrkräfte prüfen die Antworten zuerst',
  wasSet: (mode, review) =>
    `${{ off: 'hat den Assistenten ausgeschaltet', hints: 'hat den Assistenten auf Hinweise gestellt', explain: 'hat den Assistenten auf Erklären gestellt', full: 'hat den Assistenten auf ganze Antworten gestellt' }[mode]}${review && mode !== 'off' ? '; Lehrkräfte prüfen seine Antworten zuerst' : ''}`,
}
