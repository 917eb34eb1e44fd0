// The content words of a question, and what to look for in the index.
import { STOP_WORDS } from '../../platform/stop-words.ts'
import { isSpaceless, tokensOf, trigramsOf, wordsOf, type Word } from '../../platform/words.ts'

/** A pasted page is not a question; its first words are enough. */
const MAX_TERMS = 32

export interface Term {
  /** Folded. */
  text: string
  stem: string
  /** Of a script without spaces: its parts are searched. */
  spaceless: boolean
}

/** Without stop words, unless there are only stop words. */
export const readTerms = (question: string): Term[] => toTerms(wordsOf(question))

/** What passages are weighed by: of a script without spaces each two characters. */
export const readTokens = (question: string): Term[] => toTerms(tokensOf(question))

const toTerms = (found: readonly Word[]): Term[] => {
  const words = new Map(found.map((word) => [word.text, word]))
  const telling = [...words.values()].filter(({ text }) => !STOP_WORDS.has(text))
  const chosen = telling.length > 0 ? telling : [...words.values()]
  return chosen.slice(0, MAX_TERMS).map(({ text, stem }) => ({ text, stem, spaceless: isSpaceless(text) }))
}

/** Found in every word that begins with it. */
export const wordMatch = ({ stem }: Term): string => stem

/** Found in every text that contains it; if it is unknown, or has no spaces, any three of its characters. */
export const gramMatch = (term: Term, isUnknown: boolean): string[] => {
  const grams = trigramsOf(term.stem)
  if (grams.length === 0) return []
  return isUnknown || term.spaceless ? grams : [term.stem]
}
