import type { AssistantMode } from '@lectern/protocol'

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
    hints: 'Lernende erfahren, wo sie nachlesen können, und bekommen eine Frage, die weiterführt; nie die Antwort.',
    explain: 'Lernende bekommen Schritt für Schritt, was die Unterlagen sagen; das Ergebnis finden sie selbst.',
    full: 'Lernende bekommen die ganze Antwort mit allen Schritten.',
  },
  modeHere: {
    off: 'Die KI ist hier ausgeschaltet: Frag deine Lehrkraft',
    hints: 'Die KI gibt hier Hinweise',
    explain: 'Die KI erklärt hier',
    full: 'Die KI antwortet hier',
  },
  review: 'Lehrkräfte prüfen Antworten zuerst',
  reviewMeans:
    'Antworten kommen als Entwürfe zu euch. Lernende erhalten nichts, bevor jemand von euch sie freigibt.',
  reviewHere: 'Lehrkräfte prüfen die Antworten zuerst',
  wasSet: (mode, review) =>
    `${{ off: 'hat den Assistenten ausgeschaltet', hints: 'hat den Assistenten auf Hinweise gestellt', explain: 'hat den Assistenten auf Erklären gestellt', full: 'hat den Assistenten auf ganze Antworten gestellt' }[mode]}${review && mode !== 'off' ? '; Lehrkräfte prüfen seine Antworten zuerst' : ''}`,
}
