import type { Highlight } from '@lectern/protocol'
import type { PassageRow } from './passages-rows.ts'
import { resemblance } from './resemblance.ts'
import type { Term } from './terms.ts'
import { tokensOf, type Word } from '../../platform/words.ts'

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
/** More occurrences add nothing. */
const MOST_COUNTED = 8
/** A word with less resemblance is not marked. */
const MARKED = 0.6

export interface WeighedPassage {
  /** For the order of passages of one search. */
  rank: number
  /** How much of the question is covered, from 0 to about 1.5: comparable between searches. */
  relevance: number
  /** The most of it, by weight, that two neighbouring sentences of the text cover, from 0 to 1. */
  together: number
  highlights: Highlight[]
}

interface Best {
  value: number
  words: Word[]
}

/** BM25: how soon another occurrence adds little, and how much a long passage is held against it. */
const SATURATION = 1.2
const LENGTH = 0.5
/** So many words are a passage of ordinary length. */
const ORDINARY_WORDS = 110
/** What a heading and a title add to the occurrences of a word. */
const HEADING_COUNTS = 1
const TITLE_COUNTS = 0.7

/** How much of the question a passage covers, and the matching places. */
export const weigh = (row: PassageRow, terms: readonly WeighedTerm[]): WeighedPassage => {
  const text = tokensOf(row.text)
  const above = tokensOf((JSON.parse(row.headings) as string[]).join('\n'))
  const title = tokensOf(row.title)
  const total = terms.reduce((sum, { weight }) => sum + weight, 0)
  const length = 1 - LENGTH + (LENGTH * text.length) / ORDINARY_WORDS
  let rank = 0
  const inText = terms.map((term) => findBest(term, text))
  const covered = terms.reduce((sum, term, index) => {
    const { value, words } = inText[index] ?? NOTHING
    const heading = findBest(term, above).value
    const named = findBest(term, title).value
    const again = AGAIN * Math.min(MAX_AGAIN, Math.max(0, words.length - 1))
    const count =
      value * Math.min(words.length, MOST_COUNTED) + HEADING_COUNTS * heading + TITLE_COUNTS * named
    rank += (term.weight * count * (SATURATION + 1)) / (count + SATURATION * length)
    const own = Math.max(value + again, HEADING * heading, TITLE * named)
    return sum + term.weight * (own + ALSO_ABOVE * Math.max(heading, named))
  }, 0)
  const highlights = inText
    .flatMap(({ words, value }, index) => (value >= MARKED ? words.map(marking(row.text, terms[index])) : []))
    .sort((a, b) => a.start - b.start)
  const following = measureFollowing(inText, text)
  const relevance = total === 0 ? 0 : covered / total + FOLLOWS * following
  return {
    rank: rank * (1 + FOLLOWS * following),
    relevance,
    together: total === 0 ? 0 : measureTogether(row.text, terms, inText, above) / total,
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

const SENTENCE = /[.!?]\s|[。！？]|\n/g

/** The most weight that is in two neighbouring sentences, or in the headings above them. */
const measureTogether = (
  text: string,
  terms: readonly WeighedTerm[],
  found: readonly Best[],
  above: readonly Word[],
): number => {
  const headed = terms.map((term) => HEADING * findBest(term, above).value)
  const ends = [...text.matchAll(SENTENCE)].map(({ index }) => index)
  let best = 0
  for (let at = 0; at <= ends.length; at++) {
    const [from, to] = [at === 0 ? 0 : (ends[at - 1] ?? 0), ends[at + 1] ?? text.length]
    const weight = terms.reduce((sum, term, index) => {
      const { value, words } = found[index] ?? NOTHING
      const here = words.some(({ start }) => start >= from && start < to) ? value : 0
      return sum + term.weight * Math.max(here, headed[index] ?? 0)
    }, 0)
    best = Math.max(best, weight)
  }
  return best
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
