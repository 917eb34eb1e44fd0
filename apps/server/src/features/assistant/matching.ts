import { STOP_WORDS } from '../../platform/stop-words.ts'
import { wordsOf } from '../../platform/words.ts'

/** The stems of the content words of a question. */
export const terms = (question: string): ReadonlySet<string> => {
  const words = wordsOf(question)
  const telling = words.filter(({ text }) => !STOP_WORDS.has(text))
  return new Set((telling.length > 0 ? telling : words).map(({ stem }) => stem))
}

/** The share of the terms that a text contains. */
export const measureCoverage = (text: string, looked: ReadonlySet<string>): number => {
  if (looked.size === 0) return 0
  const stems = new Set(wordsOf(text).map(({ stem }) => stem))
  return [...looked].filter((term) => stems.has(term)).length / looked.size
}
