import { isSpaceless, trigramsOf, type Word } from './words.ts'
import type { Term } from './terms.ts'

/** Mistyped words of this length may differ in one letter, from `TWO_MISTAKES` in two. */
const ONE_MISTAKE = 4
const TWO_MISTAKES = 8

/** How well a word of a text matches a term: 1 is equal, 0 is different. */
export const resemblance = ({ text, stem }: Term, word: Word, isUnknown: boolean): number => {
  if (word.text === text) return 1
  if (word.stem === stem) return 0.9
  if (word.text.startsWith(stem)) return 0.75
  if (stem.length >= 4 && word.text.includes(stem)) return 0.6
  if (isSpaceless(text)) return sharedTrigrams(text, word.text)
  return isUnknown && isMistyped(text, word.text) ? 0.7 : 0
}

/** The share of common trigrams, or of characters in short words. */
const sharedTrigrams = (term: string, text: string): number => {
  const grams = trigramsOf(term)
  const parts = grams.length > 0 ? grams : [term]
  return parts.filter((part) => text.includes(part)).length / parts.length
}

const isMistyped = (typed: string, meant: string): boolean => {
  const length = Math.max(typed.length, meant.length)
  if (length < ONE_MISTAKE || typed[0] !== meant[0]) return false
  const limit = length < TWO_MISTAKES ? 1 : 2
  return Math.abs(typed.length - meant.length) <= limit && mistakes(typed, meant) <= limit
}

/** Letters inserted, deleted, replaced or swapped with the next (optimal string alignment). */
const mistakes = (a: string, b: string): number => {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1))
      row.push(isSwapped ? Math.min(best, at(before, j - 2) + 1) : best)
    }
    before = last
    last = row
  }
  return at(last, b.length)
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity
