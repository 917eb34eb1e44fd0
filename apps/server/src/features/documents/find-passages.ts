// Finds passages for a question in plain words. The index offers passages with any of its words, with parts of
// words or, for an unknown word, with similar ones; these are then ranked by how much of the question they
// cover. Rare words weigh more, and headings and titles count as well.
import type { DocumentState, Passage } from '@lectern/protocol'
import type { Context } from '../context.ts'
import type { Reader } from '../../records/documents.ts'
import { countPassages, findMatchingPassages, findPassagesWith, type PassageRow } from './passages-rows.ts'
import { weigh, type WeighedTerm } from './relevance.ts'
import type { Scope } from './scope.ts'
import { foldForSearch } from '../../platform/words.ts'
import { gramMatch, readTerms, readTokens, wordMatch, type Term } from './terms.ts'

const LIMIT = 8
/** The number of candidates from each index. */
const OFFERED = 80
const SHORTEST_GRAM = 3
/** A passage that covers less than this share of the best one is dropped. */
const WORTH = 0.3

export interface FindPassages {
  limit?: number
  /** Only passages that this conversation may cite. */
  conversation_id?: string
}

/** A passage with its relevance, between 0 and about 1.5; only comparable within one search. */
export type FoundPassage = Passage & { relevance: number; together: number }

/**
 * Published passages that `viewer` may read, the most relevant first. The assistant searches with it as its
 * asker.
 */
export const findPassages = (
  ctx: Pick<Context, 'db'>,
  viewer: Reader,
  question: string,
  { limit = LIMIT, conversation_id }: FindPassages = {},
): Promise<FoundPassage[]> => {
  const states: DocumentState[] = ['published']
  return searchPassages(ctx, { reader: viewer, states, citable_in: conversation_id }, question, limit)
}

export const searchPassages = async (
  { db }: Pick<Context, 'db'>,
  scope: Scope,
  question: string,
  limit: number,
): Promise<FoundPassage[]> => {
  const sought = await weighTerms(db.read, scope, readTerms(question))
  const rows = await offered(db.read, scope, sought)
  const terms = weighTokens(readTokens(question), sought, rows)
  const found = withDocuments(
    rows.map((row) => ({ row, ...weigh(row, terms) })).filter(({ relevance }) => relevance > 0),
  ).sort((a, b) => b.rank - a.rank || a.row.id - b.row.id)
  const worth = WORTH * Math.max(0, ...found.map(({ relevance }) => relevance))
  return found
    .filter(({ relevance }) => relevance >= worth)
    .slice(0, limit)
    .map(({ row, highlights, relevance, together }) => ({
      ...toPassage(row),
      highlights,
      relevance,
      together,
    }))
}

/** How much the best passages of a document say for each of its passages. */
const PRIOR = 0.3
const BEST_OF_DOCUMENT = 3

interface Ranked {
  row: PassageRow
  rank: number
}

/** A document with several good passages is about it. */
const withDocuments = <T extends Ranked>(found: readonly T[]): T[] => {
  const prior = new Map<string, number>()
  for (const [id, of] of Map.groupBy(found, ({ row }) => row.document_id)) {
    const best = of.map(({ rank }) => rank).sort((a, b) => b - a)
    prior.set(id, best.slice(0, BEST_OF_DOCUMENT).reduce((sum, rank) => sum + rank, 0) / BEST_OF_DOCUMENT)
  }
  return found.map((each) => ({ ...each, rank: each.rank + PRIOR * (prior.get(each.row.document_id) ?? 0) }))
}

/** Pairs of characters are in no index of words: they weigh by how many of the offered passages have them. */
const weighTokens = (
  tokens: readonly Term[],
  sought: readonly WeighedTerm[],
  rows: readonly PassageRow[],
): WeighedTerm[] => {
  const known = new Map(sought.map((term) => [term.text, term]))
  const folded = tokens.some(({ spaceless }) => spaceless) ? rows.map(({ text }) => foldForSearch(text)) : []
  return tokens.map((token) => {
    const word = known.get(token.text)
    if (word && !token.spaceless) return word
    const having = folded.filter((text) => text.includes(token.text)).length
    return { ...token, isUnknown: false, weight: weightOf(having, rows.length) }
  })
}

/** A word in few passages weighs more. */
const weightOf = (having: number, all: number): number => Math.log(1 + (all - having + 0.5) / (having + 0.5))

type Query = Context['db']['read']

/** A word without matches may be mistyped; a word in few passages weighs more. */
const weighTerms = async (query: Query, scope: Scope, terms: Term[]): Promise<WeighedTerm[]> => {
  const { all, having } = await countPassages(query, scope, terms.map(wordMatch))
  return terms.map((term, index) => {
    const count = having[index] ?? 0
    return { ...term, isUnknown: count === 0, weight: weightOf(count, all) }
  })
}

const offered = async (query: Query, scope: Scope, terms: WeighedTerm[]): Promise<PassageRow[]> => {
  const offers = [
    { index: 'passage_words', alternatives: terms.map((term) => ({ ...term, text: wordMatch(term) })) },
    {
      index: 'passage_grams',
      alternatives: terms.flatMap((term) =>
        gramMatch(term, term.isUnknown).map((text) => ({ text, weight: term.weight })),
      ),
    },
  ] as const
  const short = terms.filter(({ text, spaceless }) => spaceless && Array.from(text).length < SHORTEST_GRAM)
  const rows: PassageRow[] = []
  for (const offer of offers.filter(({ alternatives }) => alternatives.length > 0))
    rows.push(...(await findMatchingPassages(query, scope, { ...offer, limit: OFFERED })))
  for (const { text } of short) rows.push(...(await findPassagesWith(query, scope, { text, limit: OFFERED })))
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

const toPassage = (row: PassageRow): Passage => {
  const headings = JSON.parse(row.headings) as string[]
  return {
    document_id: row.document_id,
    version: row.version,
    title: row.title,
    span: { start: row.start, end: row.end, sha256: row.sha256 },
    excerpt: row.text,
    ...(headings.length > 0 && { headings }),
    ...(row.page !== null && { page: row.page }),
    ...(row.lang !== null && { lang: row.lang }),
  }
}
