// How similar two questions are: by their content words, with inflections and typing errors.
import { resemblance } from '../documents/resemblance.ts'
import { readTerms, type Term } from '../documents/terms.ts'
import { wordsOf, type Word } from '../documents/words.ts'

/** With fewer content words two questions do not count as the same. */
const TELLING = 2
/** All words of the one are in the other, and most of the other's in the one. */
const ALL = 0.8
const MOST = 0.6
/** A word that merely contains the other is another word, as cosine and sine. */
const NEAR = 0.7
const TYPED = 0.6
const MEANT = 0.3
/** A question is asked at its beginning. Hundreds are compared while others wait. */
const COMPARED = 600

/** The share of the terms that a text contains; each counts by its most similar word. */
const measureCoverage = (terms: readonly Term[], words: readonly Word[]): number => {
  if (terms.length === 0) return 0
  const best = terms.map((term) => Math.max(0, ...words.map((word) => resemblance(term, word, true))))
  return best.reduce((sum, value) => sum + (value >= NEAR ? value : 0), 0) / terms.length
}

/** Whether a question repeats another, perhaps with a word more or less. */
export const isSameQuestion = (a: string, b: string): boolean => {
  if (numbersIn(a) !== numbersIn(b)) return false
  const [ofA, ofB] = [readTerms(a), readTerms(b)]
  if (ofA.length < TELLING || ofB.length < TELLING) return fold(a) === fold(b) && fold(a) !== ''
  const shares = [measureCoverage(ofA, wordsOf(b)), measureCoverage(ofB, wordsOf(a))]
  return Math.max(...shares) >= ALL && Math.min(...shares) >= MOST
}

/** Exercise 2 is not exercise 3. */
const numbersIn = (text: string): string => (text.match(/\p{N}+/gu) ?? []).sort().join(' ')

const fold = (text: string): string =>
  wordsOf(text)
    .map((word) => word.text)
    .join(' ')

/**
 * How similar a question is to a text in progress, from 0 to 1; 0 also if they have too little in common. A
 * text in progress has fewer words than a finished one, so the share of its own words counts more.
 */
export const nearness = (written: string, question: string): number => {
  const [ofWritten, ofQuestion] = [written.slice(0, COMPARED), question.slice(0, COMPARED)]
  const typed = readTerms(ofWritten)
  if (typed.length < TELLING) return 0
  const forth = measureCoverage(typed, wordsOf(ofQuestion))
  if (forth < TYPED) return 0
  const back = measureCoverage(readTerms(ofQuestion), wordsOf(ofWritten))
  return back >= MEANT ? (2 * forth + back) / 3 : 0
}
