// The index of the terms of messages, twice: FTS5 on SQLite, tsvector on PostgreSQL. Both compare whole terms only: what a
// term is, `features/search/terms.ts` decides for both.
import type { Kysely } from 'kysely'
import { dialectOf, mutation } from '../platform/db/statement.ts'
import { mergingBy } from './merge-index.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

/** Which terms a message must have. */
export type TermMatch = string | { all: readonly TermMatch[] } | { any: readonly TermMatch[] }

export interface IndexPlace {
  conversation_id: string
  number: number
}

interface Sql {
  sql: string
  parameters: readonly unknown[]
}

interface TermIndex {
  put(query: Query, place: IndexPlace, terms: Iterable<string>): Promise<void>
  remove(query: Query, place: IndexPlace): Promise<void>
  /** Drops a part of what was removed; false once nothing of it is left. */
  merge(query: Query, isBegin: boolean): Promise<boolean>
  /** The index and `message_index i`: what follows FROM. */
  from: string
  /** The column by which the index is read backwards, so that the newest rows come first. */
  number: string
  /** The condition that a row matches, and that both tables have the same row. */
  matching(match: TermMatch): Sql
}

export const termIndexOf = (query: Query): TermIndex => (dialectOf(query) === 'sqlite' ? FTS5 : TSVECTOR)

/** Writes a condition with the signs of a language of searches. */
const write = (match: TermMatch, signs: { all: string; any: string; term(term: string): string }): string => {
  if (typeof match === 'string') return signs.term(match)
  const [sign, inner] = 'all' in match ? [signs.all, match.all] : [signs.any, match.any]
  return `(${inner.map((each) => write(each, signs)).join(sign)})`
}

// SQLite.

const add = mutation('INSERT INTO message_terms (rowid, terms) VALUES (?, ?)')
const drop = mutation('DELETE FROM message_terms WHERE rowid = ?')

const FTS5: TermIndex = {
  put: async (query, { number }, terms) => void (await add(query, [number, [...terms].join(' ')])),
  remove: async (query, { number }) => void (await drop(query, [number])),
  merge: mergingBy([mutation("INSERT INTO message_terms (message_terms, rank) VALUES ('merge', ?)")]),
  from: 'message_terms CROSS JOIN message_index i',
  number: 'message_terms.rowid',
  matching: (match) => ({
    sql: 'message_terms MATCH ? AND i.number = message_terms.rowid',
    // Terms have no quotation marks.
    parameters: [write(match, { all: ' AND ', any: ' OR ', term: (term) => `"${term}"` })],
  }),
}

// PostgreSQL.

const addLexemes = mutation(
  'INSERT INTO message_terms (conversation_id, number, lexemes) VALUES (?, ?, CAST(? AS tsvector))',
)
const dropLexemes = mutation('DELETE FROM message_terms WHERE conversation_id = ? AND number = ?')

// Terms have no quotation marks and no backslashes.
const lexeme = (term: string): string => `'${term}'`

const TSVECTOR: TermIndex = {
  put: async (query, { conversation_id, number }, terms) =>
    void (await addLexemes(query, [conversation_id, number, Array.from(terms, lexeme).join(' ')])),
  remove: async (query, { conversation_id, number }) =>
    void (await dropLexemes(query, [conversation_id, number])),
  // What is deleted goes with the next VACUUM.
  merge: () => Promise.resolve(false),
  from: 'message_terms t CROSS JOIN message_index i',
  number: 't.number',
  matching: (match) => ({
    sql: 't.lexemes @@ CAST(? AS tsquery) AND i.conversation_id = t.conversation_id AND i.number = t.number',
    parameters: [write(match, { all: ' & ', any: ' | ', term: lexeme })],
  }),
}
