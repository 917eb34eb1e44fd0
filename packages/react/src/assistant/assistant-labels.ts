/** What components say about the assistant's answers. */
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
}
