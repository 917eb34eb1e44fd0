import { isFull } from '../drawn.ts'
import { measureGrowth, quickest, TEXT_FACTOR, WORK_FACTOR, type Work } from './measure-growth.ts'
import { NASTY_TEXTS, type NastyText } from './nasty-texts.ts'

/** The texts that are timed again, and those whose growth is measured. */
const SLOW = 24
const SLOWEST = 4
/** In a shorter text there is no room for the longest marks. UTF-16 code units. */
const SHORTEST = 1_000

export interface TextWork {
  work: Work
  /** The longest text that it gets; where there is no limit, a length that shows the growth. UTF-16 code units. */
  length: number
  /**
   * Up to this length the work may grow faster than the text, because the number of characters that are read
   * again has a limit.
   */
  bounded?: number
}

/**
 * A text with which the work grows faster than the text; undefined if there is none. All are read once, and
 * those that take longest are measured. Short texts come first: with long ones, bad work would take minutes. Work that
 * grows fast does so from the second length on; `npm run test:full` also measures the longest.
 */
export const findFastGrowth = (
  { work, length, bounded = 0 }: TextWork,
  texts = NASTY_TEXTS,
): string | undefined => {
  const lengths = [TEXT_FACTOR ** 2, TEXT_FACTOR, 1]
    .map((part) => Math.floor(length / part))
    .filter((each) => each > bounded && each >= SHORTEST)
  for (const each of isFull ? lengths : lengths.slice(0, 2)) {
    const found = findAt(each, work, texts)
    if (found !== undefined) return found
  }
  return undefined
}

const findAt = (length: number, work: Work, texts: readonly NastyText[]): string | undefined => {
  const short = Math.floor(length / TEXT_FACTOR)
  const slow = slowestOf(work, short, { texts, keep: SLOW, samples: 1 })
  for (const { name, make } of slowestOf(work, short, { texts: slow, keep: SLOWEST, samples: 3 })) {
    const growth = leastGrowth(work, make(short), make(TEXT_FACTOR * short))
    if (growth > WORK_FACTOR) return `${name}: ${growth.toFixed(1)} times the work`
  }
  return undefined
}

/** What is too much once is measured again: bad work grows each time. */
const ATTEMPTS = 3

const leastGrowth = (work: Work, small: string, large: string): number => {
  let least = Infinity
  for (let attempt = 0; attempt < ATTEMPTS && least > WORK_FACTOR; attempt++)
    least = Math.min(least, measureGrowth(work, small, large))
  return least
}

interface Choice {
  texts: readonly NastyText[]
  keep: number
  samples: number
}

const slowestOf = (work: Work, length: number, { texts, keep, samples }: Choice): NastyText[] =>
  texts
    .map((text) => ({ text, ms: quickest(work, text.make(length), samples) }))
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, keep)
    .map(({ text }) => text)
