import { isSpaceless, trigramsOf, type Word } from '../../platform/words.ts'
import type { Term } from './terms.ts'

/** Mistyped words of this length may differ in one letter, from `TWO_MISTAKES` in two. */
const ONE_MISTAKE = 4
const TWO_MISTAKES = 8
/** Nobody types a longer word. */
const LONGEST = 40

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
  if (grams.length === 0) return text.includes(term) ? 1 : 0
  const known = new Set(trigramsOf(text))
  return grams.filter((gram) => known.has(gram)).length / grams.length
}

const isMistyped = (typed: string, meant: string): boolean => {
  const length = Math.max(typed.length, meant.length)
  if (length < ONE_MISTAKE || length > LONGEST || typed[0] !== meant[0]) return false
  const limit = length < TWO_MISTAKES ? 1 : 2
  return Math.abs(typed.length - meant.length) <= limit && mistakes(typed, meant, limit) <= limit
}

/**
 * Letters inserted, deleted, replaced or swapped with the next (optimal string alignment); more than `limit` count as
 * many. With at most `limit` of them no letter is further from its place, so all else is left out: the work grows with
 * the length, not with its square.
 */
const mistakes = (a: string, b: string, limit: number): number => {
  // Of each row the places around its diagonal: `row[k]` is for `j = i + k - limit`.
  const width = 2 * limit + 1
  let before: number[] = []
  let last = Array.from({ length: width }, (_, k) => (k < limit ? Infinity : k - limit))
  let leastBefore = 0
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = []
    let least = Infinity
    for (let k = 0; k < width; k++) {
      const j = i + k - limit
      let best = j === 0 ? i : Infinity
      if (j > 0 && j <= b.length) {
        const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
        best = Math.min(at(last, k) + (isSame ? 0 : 1), at(last, k + 1) + 1, at(row, k - 1) + 1)
        if (!isSame && isSwapped([a, i], [b, j])) best = Math.min(best, at(before, k) + 1)
      }
      row.push(best)
      if (best < least) least = best
    }
    if (least > limit && leastBefore > limit) return Infinity
    leastBefore = least
    before = last
    last = row
  }
  return at(last, b.length - a.length + limit)
}

const isSwapped = ([a, i]: readonly [string, number], [b, j]: readonly [string, number]): boolean =>
  i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity
