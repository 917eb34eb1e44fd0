// How similar two questions are: by their content words, with inflections and typing errors. Others wait for the
// thread, so only beginnings are compared, and the work is counted in characters.
import { resemblance } from '../documents/resemblance.ts'
import { readTerms, type Term } from '../documents/terms.ts'
import { wordsOf, type Word } from '../../platform/words.ts'

/** With fewer content words two questions do not count as the same. */
const TELLING = 2
/** All words of the one are in the other, and most of the other's in the one. */
const ALL = 0.8
const MOST = 0.6
/** A word that merely contains the other is another word, as cosine and sine. */
const NEAR = 0.7
const TYPED = 0.6
const MEANT = 0.3
/** A question is asked at its beginning. */
export const COMPARED_CHARS = 600
/** Words with the same first letter; an ordinary question has fewer. */
const MOST_ALIKE = 24
/** Two long texts whose lengths differ by more than this factor are different, however alike they begin. */
const LONGER = 1.25

/** A question as it is compared with others. */
export interface Wording {
  text: string
  terms: readonly Term[]
  /** Its words without repetitions, by their first character: only those can resemble a term. */
  words: ReadonlyMap<string, readonly Word[]>
}

export const readWording = (question: string): Wording => {
  const text = question.slice(0, COMPARED_CHARS)
  const distinct = new Map(wordsOf(text).map((word) => [word.text, word]))
  const byLetter = Map.groupBy(distinct.values(), (word) => firstOf(word.text))
  const words = new Map([...byLetter].map(([letter, all]) => [letter, all.slice(0, MOST_ALIKE)]))
  return { text, terms: readTerms(text), words }
}

const firstOf = (word: string): string => word.slice(0, 1)

/** Counts the characters that are read to compare. */
export interface Effort {
  chars: number
}

/** A sentence in a script without spaces is one word, in which a term may be anywhere. */
const alike = (term: Term, { words }: Wording): readonly Word[] =>
  term.spaceless ? [...words.values()].flat() : (words.get(firstOf(term.text)) ?? [])

/** The share of the terms that a text contains; each counts by its most similar word. */
const measureCoverage = (terms: readonly Term[], wording: Wording, effort: Effort): number => {
  if (terms.length === 0) return 0
  const best = terms.map((term) => {
    let most = 0
    for (const word of alike(term, wording)) {
      effort.chars += term.text.length + word.text.length
      most = Math.max(most, resemblance(term, word, true))
      if (most === 1) break
    }
    return most >= NEAR ? most : 0
  })
  return best.reduce((sum, value) => sum + value, 0) / terms.length
}

/** Whether a question repeats another, perhaps with a word more or less. */
export const isSameQuestion = (a: string, b: string): boolean => {
  if (numbersIn(a) !== numbersIn(b) || !isAsLong(a, b)) return false
  const [ofA, ofB] = [readWording(a), readWording(b)]
  if (ofA.terms.length < TELLING || ofB.terms.length < TELLING)
    return fold(ofA.text) === fold(ofB.text) && fold(ofA.text) !== ''
  const effort = { chars: 0 }
  const shares = [measureCoverage(ofA.terms, ofB, effort), measureCoverage(ofB.terms, ofA, effort)]
  return Math.max(...shares) >= ALL && Math.min(...shares) >= MOST
}

const isAsLong = (a: string, b: string): boolean => {
  const [shorter, longer] = [Math.min(a.length, b.length), Math.max(a.length, b.length)]
  return longer <= COMPARED_CHARS || longer <= LONGER * shorter
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
export const nearness = (written: Wording, question: Wording, effort: Effort = { chars: 0 }): number => {
  if (written.terms.length < TELLING) return 0
  const forth = measureCoverage(written.terms, question, effort)
  if (forth < TYPED) return 0
  const back = measureCoverage(question.terms, written, effort)
  return back >= MEANT ? (2 * forth + back) / 3 : 0
}
