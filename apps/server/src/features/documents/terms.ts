// A question as search understands it: the words that say what it is about, and how to ask the index for them.
import { STOP_WORDS } from './stop-words.ts'
import { isSpaceless, trigramsOf, wordsOf } from './words.ts'

/** A pasted page is no question; its first words say enough. */
const MAX_TERMS = 24

export interface Term {
  /** Folded. */
  text: string
  stem: string
  /** Of a script without spaces: its parts are what is looked for. */
  spaceless: boolean
}

/** Without what says nothing, unless nothing else is said. */
export const readTerms = (question: string): Term[] => {
  const words = new Map(wordsOf(question).map((word) => [word.text, word]))
  const telling = [...words.values()].filter(({ text }) => !STOP_WORDS.has(text))
  const chosen = telling.length > 0 ? telling : [...words.values()]
  return chosen.slice(0, MAX_TERMS).map(({ text, stem }) => ({ text, stem, spaceless: isSpaceless(text) }))
}

/** MATCH is a language of its own: what people write comes in quotes. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** Every word that begins like it. */
export const wordMatch = ({ stem }: Term): string => `${quoted(stem)}*`

/** Every text with it inside; in one that is not known, or has no spaces, any three characters of it. */
export const gramMatch = (term: Term, isUnknown: boolean): string[] => {
  const grams = trigramsOf(term.stem)
  if (grams.length === 0) return []
  return isUnknown || term.spaceless ? grams.map(quoted) : [quoted(term.stem)]
}
