// The search indexes of passages, twice: FTS5 on SQLite, tsvector on PostgreSQL. Each has the same two indexes of folded
// text: of words, found by how they begin, and of runs of three characters, found by what they contain. What else is
// asked of passages is one text for both databases, in passages-rows.ts.
import type { Kysely } from 'kysely'
import { dialectOf, mutation } from '../../platform/db/statement.ts'
import { mergingBy } from '../../records/merge-index.ts'
import type { Tables } from '../../records/tables.ts'
import { trigramsOf, wordsOf } from '../../platform/words.ts'

type Query = Kysely<Tables>

export type IndexName = 'passage_words' | 'passage_grams'

/** Title, headings and text, folded. */
export type Folded = readonly [title: string, headings: string, text: string]

/** A word, or a part of one, that a passage may have; others may stand in for it. */
export interface Alternative {
  text: string
  /** Rare ones weigh more. */
  weight: number
}

interface Sql {
  sql: string
  parameters: readonly unknown[]
}

interface PassageIndex {
  put(query: Query, id: number, folded: Folded): Promise<void>
  remove(query: Query, id: number): Promise<void>
  /** Drops a part of what was removed; false once nothing of it is left. */
  merge(query: Query, isBegin: boolean): Promise<boolean>
  /** The condition that a row of the index has any of them. */
  having(index: IndexName, texts: readonly string[]): Sql
  /** Orders the rows that have any, the best first. */
  best(index: IndexName, alternatives: readonly Alternative[]): Sql
}

export const passageIndexOf = (query: Query): PassageIndex =>
  dialectOf(query) === 'sqlite' ? FTS5 : TSVECTOR

const removals = [
  mutation('DELETE FROM passage_words WHERE rowid = ?'),
  mutation('DELETE FROM passage_grams WHERE rowid = ?'),
]
const remove = async (query: Query, id: number): Promise<void> => {
  for (const removal of removals) await removal(query, [id])
}

// SQLite.

const addWords = mutation('INSERT INTO passage_words (rowid, title, headings, text) VALUES (?, ?, ?, ?)')
const addGrams = mutation('INSERT INTO passage_grams (rowid, text) VALUES (?, ?)')

const merge = mergingBy([
  mutation("INSERT INTO passage_words (passage_words, rank) VALUES ('merge', ?)"),
  mutation("INSERT INTO passage_grams (passage_grams, rank) VALUES ('merge', ?)"),
])

/** MATCH has its own syntax, so people's text is quoted. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** Titles and headings weigh more than the text below them. */
const RANK: Record<IndexName, string> = {
  passage_words: 'bm25(passage_words, 3, 2, 1)',
  passage_grams: 'bm25(passage_grams)',
}

const FTS5: PassageIndex = {
  put: async (query, id, folded) => {
    await addWords(query, [id, ...folded])
    await addGrams(query, [id, folded.join('\n')])
  },
  remove,
  merge,
  having: (index, texts) => {
    const every = index === 'passage_words' ? '*' : ''
    return { sql: `${index} MATCH ?`, parameters: [texts.map((text) => quoted(text) + every).join(' OR ')] }
  },
  best: (index) => ({ sql: RANK[index], parameters: [] }),
}

// PostgreSQL. Its own parsers and trigrams depend on the locale of the database, so the words are told apart here, and both
// indexes have lexemes as they are.

const addLexemes = mutation('INSERT INTO passage_words (rowid, lexemes) VALUES (?, CAST(? AS tsvector))')
const addRuns = mutation('INSERT INTO passage_grams (rowid, lexemes) VALUES (?, CAST(? AS tsvector))')

/** PostgreSQL refuses lexemes of more than 2,046 bytes. */
const MAX_LEXEME = 500

const lexeme = (text: string): string =>
  `'${text.slice(0, MAX_LEXEME).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** Each word once: in an index without positions, the more of a text a question has, the better. */
const vectorOf = (texts: Iterable<string>): string => [...new Set(texts)].map(lexeme).join(' ')

const anyOf = (index: IndexName, texts: readonly string[]): string =>
  texts
    .map((text) =>
      index === 'passage_words' ? `${lexeme(text)}:*` : `(${trigramsOf(text).map(lexeme).join(' & ')})`,
    )
    .join(' | ')

const TSVECTOR: PassageIndex = {
  put: async (query, id, folded) => {
    const words = wordsOf(folded.join('\n')).map(({ text }) => text)
    await addLexemes(query, [id, vectorOf(words)])
    await addRuns(query, [id, vectorOf(words.flatMap(trigramsOf))])
  },
  remove,
  // What is deleted goes with the next VACUUM.
  merge: () => Promise.resolve(false),
  having: (index, texts) => ({
    sql: `${index}.lexemes @@ CAST(? AS tsquery)`,
    parameters: [anyOf(index, texts)],
  }),
  best: (index, alternatives) => ({
    sql: `${alternatives
      .map(() => `CASE WHEN ${index}.lexemes @@ CAST(? AS tsquery) THEN CAST(? AS real) ELSE 0 END`)
      .join(' + ')} DESC, p.id`,
    parameters: alternatives.flatMap(({ text, weight }) => [anyOf(index, [text]), weight]),
  }),
}
