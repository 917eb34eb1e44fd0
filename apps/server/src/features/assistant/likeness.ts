// How much two questions ask the same: by the words that say what they are about, however they are bent or mistyped.
import { resemblance } from '../documents/resemblance.ts'
import { readTerms, type Term } from '../documents/terms.ts'
import { wordsOf, type Word } from '../documents/words.ts'

/** Fewer words say too little to call two questions the same. */
const TELLING = 2
/** All of the one is in the other, and most of the other in the one. */
const ALL = 0.8
const MOST = 0.6
/** What merely has a word inside is another word: cosine is no sine. */
const NEAR = 0.7
const TYPED = 0.6
const MEANT = 0.3

/** The share of the terms that a text has, each by as much as its nearest word there is it. */
const covers = (terms: readonly Term[], words: readonly Word[]): number => {
  if (terms.length === 0) return 0
  const best = terms.map((term) => Math.max(0, ...words.map((word) => resemblance(term, word, true))))
  return best.reduce((sum, value) => sum + (value >= NEAR ? value : 0), 0) / terms.length
}

/** Whether somebody asks again what they asked, perhaps with a word more or less. */
export const isSameQuestion = (a: string, b: string): boolean => {
  if (numbersIn(a) !== numbersIn(b)) return false
  const [ofA, ofB] = [readTerms(a), readTerms(b)]
  if (ofA.length < TELLING || ofB.length < TELLING) return fold(a) === fold(b) && fold(a) !== ''
  const shares = [covers(ofA, wordsOf(b)), covers(ofB, wordsOf(a))]
  return Math.max(...shares) >= ALL && Math.min(...shares) >= MOST
}

/** Exercise 2 is not exercise 3. */
const numbersIn = (text: string): string => (text.match(/\p{N}+/gu) ?? []).sort().join(' ')

const fold = (text: string): string =>
  wordsOf(text)
    .map((word) => word.text)
    .join(' ')

/**
 * How near a question is to what somebody writes, from 0 to 1; 0 also where they have too little in common. What is
 * still being written has less to say than what is finished, so that it counts more that its own words are there.
 */
export const nearness = (written: string, question: string): number => {
  const typed = readTerms(written)
  if (typed.length < TELLING) return 0
  const forth = covers(typed, wordsOf(question))
  if (forth < TYPED) return 0
  const back = covers(readTerms(question), wordsOf(written))
  return back >= MEANT ? (2 * forth + back) / 3 : 0
}
