import type { Highlight } from '@lectern/protocol'
import type { PassageRow } from './passages-rows.ts'
import { resemblance } from './resemblance.ts'
import type { Term } from './terms.ts'
import { wordsOf, type Word } from '../../platform/words.ts'

export interface WeighedTerm extends Term {
  /** No readable text has it. */
  isUnknown: boolean
  weight: number
}

/** The weight of a word that is only in a heading. */
const HEADING = 0.85
const TITLE = 0.6
/** The extra weight of a word that is in a heading as well. */
const ALSO_ABOVE = 0.2
/** The extra weight of two neighbouring words of the question that are also neighbours in the text. */
const FOLLOWS = 0.3
/** The extra weight of a repeated word. */
const AGAIN = 0.05
const MAX_AGAIN = 3
/** A word with less resemblance is not marked. */
const MARKED = 0.6

export interface WeighedPassage {
  relevance: number
  highlights: Highlight[]
}

interface Best {
  value: number
  words: Word[]
}

/** How much of the question a passage covers, and the matching places. */
export const weigh = (row: PassageRow, terms: readonly WeighedTerm[]): WeighedPassage => {
  const text = wordsOf(row.text)
  const above = wordsOf((JSON.parse(row.headings) as string[]).join('\n'))
  const title = wordsOf(row.title)
  const total = terms.reduce((sum, { weight }) => sum + weight, 0)
  const inText = terms.map((term) => findBest(term, text))
  const covered = terms.reduce((sum, term, index) => {
    const { value, words } = inText[index] ?? NOTHING
    const heading = findBest(term, above).value
    const named = findBest(term, title).value
    const again = AGAIN * Math.min(MAX_AGAIN, Math.max(0, words.length - 1))
    const own = Math.max(value + again, HEADING * heading, TITLE * named)
    return sum + term.weight * (own + ALSO_ABOVE * Math.max(heading, named))
  }, 0)
  const highlights = inText
    .flatMap(({ words, value }, index) => (value >= MARKED ? words.map(marking(row.text, terms[index])) : []))
    .sort((a, b) => a.start - b.start)
  const relevance = total === 0 ? 0 : covered / total + FOLLOWS * measureFollowing(inText, text)
  return {
    relevance,
    highlights: highlights.filter(({ start }, index) => start !== highlights[index - 1]?.start),
  }
}

/** Without spaces a word is a whole sentence: marks only the matching part. */
const marking =
  (text: string, term: WeighedTerm | undefined) =>
  ({ start, end }: Word): Highlight => {
    const at = term?.spaceless ? text.indexOf(term.text, start) : -1
    return term && at >= 0 && at < end ? { start: at, end: at + term.text.length } : { start, end }
  }

const NOTHING: Best = { value: 0, words: [] }

/** The words that resemble the term most. */
const findBest = (term: WeighedTerm, words: readonly Word[]): Best => {
  let found = NOTHING
  for (const word of words) {
    const value = resemblance(term, word, term.isUnknown)
    if (value === 0) continue
    if (value > found.value) found = { value, words: [word, ...found.words] }
    else found.words.push(word)
  }
  return found
}

/** The share of the question's neighbouring words that are neighbours in the text. */
const measureFollowing = (found: readonly Best[], text: readonly Word[]): number => {
  if (found.length < 2) return 0
  const places = new Map(text.map((word, index) => [word, index]))
  const pairs = found.slice(1).filter(({ words }, index) => {
    const before = new Set(found[index]?.words.map((word) => places.get(word)))
    return words.some((word) => before.has((places.get(word) ?? 0) - 1))
  })
  return pairs.length / (found.length - 1)
}
