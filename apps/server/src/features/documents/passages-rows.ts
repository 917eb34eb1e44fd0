import type { Kysely } from 'kysely'
import { withoutImageAddresses } from '@lectern/protocol'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'
import { whereInScope, type Scope } from './scope.ts'
import type { SplitPassage } from './split-passages.ts'
import { foldForSearch } from './words.ts'

type Query = Kysely<Tables>

// Index: passages_by_document.
const known = selection<{ id: number }>('SELECT id FROM passages WHERE document_id = ?')
const dropWords = mutation('DELETE FROM passage_words WHERE rowid = ?')
const dropGrams = mutation('DELETE FROM passage_grams WHERE rowid = ?')
const drop = mutation('DELETE FROM passages WHERE document_id = ?')
const insertWords = mutation('INSERT INTO passage_words (rowid, title, headings, text) VALUES (?, ?, ?, ?)')
const insertGrams = mutation('INSERT INTO passage_grams (rowid, text) VALUES (?, ?)')
const insert = selection<{ id: number }>(`
  INSERT INTO passages (document_id, start, end, sha256, headings, text, page) VALUES (?, ?, ?, ?, ?, ?, ?)
  RETURNING id`)

/** Replaces the document's passages in the search indexes. */
export const replacePassages = async (
  query: Query,
  { document_id, title }: { document_id: string; title: string },
  passages: readonly SplitPassage[],
): Promise<void> => {
  for (const { id } of await known(query, [document_id])) {
    await dropWords(query, [id])
    await dropGrams(query, [id])
  }
  await drop(query, [document_id])
  const foldedTitle = foldForSearch(title)
  for (const { span, headings, text, page = null } of passages) {
    const where = [document_id, span.start, span.end, span.sha256]
    const [row] = await insert(query, [...where, JSON.stringify(headings), text, page])
    const folded = [
      foldedTitle,
      foldForSearch(headings.join('\n')),
      foldForSearch(withoutImageAddresses(text)),
    ]
    await insertWords(query, [row?.id, ...folded])
    await insertGrams(query, [row?.id, folded.join('\n')])
  }
}

// A deletion in an index without content only marks: the words stay in its pages until these are merged. A negative number
// begins to merge everything into one, a positive one goes on; each writes about so many pages.
const PAGES = 200
const merges = [
  mutation("INSERT INTO passage_words (passage_words, rank) VALUES ('merge', ?)"),
  mutation("INSERT INTO passage_grams (passage_grams, rank) VALUES ('merge', ?)"),
]
const written = selection<{ count: number }>('SELECT total_changes() AS count')

/** Merges a part of the search indexes; false once the words of dropped passages are gone. */
export const mergeIndexes = async (query: Query, isBegin: boolean): Promise<boolean> => {
  let hasMore = false
  for (const merge of merges) {
    const [before] = await written(query, [])
    await merge(query, [isBegin ? -PAGES : PAGES])
    const [after] = await written(query, [])
    // The statement itself counts as one.
    if ((after?.count ?? 0) - (before?.count ?? 0) > 1) hasMore = true
  }
  return hasMore
}

/** A stored passage with its document. */
export type PassageRow = Tables['passages'] & { title: string; version: number }

const COLUMNS =
  'p.id, p.document_id, p.start, p.end, p.sha256, p.headings, p.text, p.page, d.title, d.version'

type Index = 'passage_words' | 'passage_grams'
/** Titles and headings weigh more than the text below them. */
const RANK: Record<Index, string> = {
  passage_words: 'bm25(passage_words, 3, 2, 1)',
  passage_grams: 'bm25(passage_grams)',
}

const from = (index: Index): string =>
  `FROM ${index} JOIN passages p ON p.id = ${index}.rowid JOIN documents d ON d.id = p.document_id`

export interface Match {
  index: Index
  /** In the query language of FTS5. */
  match: string
}

/** The best by bm25. */
export const findMatchingPassages = async (
  query: Query,
  scope: Scope,
  { index, match, limit }: Match & { limit: number },
): Promise<PassageRow[]> => {
  const { where, parameters } = whereInScope(scope)
  const find = selection<PassageRow>(`
    SELECT ${COLUMNS} ${from(index)} WHERE ${index} MATCH ? AND ${where} ORDER BY ${RANK[index]} LIMIT ?`)
  return find(query, [match, ...parameters, limit])
}

/**
 * Passages whose text has these characters: for text too short for the trigram index. Reads all passages in the
 * scope.
 */
export const findPassagesWith = async (
  query: Query,
  scope: Scope,
  { text, limit }: { text: string; limit: number },
): Promise<PassageRow[]> => {
  const { where, parameters } = whereInScope(scope)
  const find = selection<PassageRow>(
    `SELECT ${COLUMNS} ${ALL} WHERE instr(d.title || p.headings || p.text, ?) > 0 AND ${where} LIMIT ?`,
  )
  return find(query, [text, ...parameters, limit])
}

// Index: documents_by_place, passages_by_document.
const ALL = 'FROM documents d JOIN passages p ON p.document_id = d.id'

export interface PassageCounts {
  /** The number of passages in the scope. */
  all: number
  /** The number of those with a match, for each word. */
  having: number[]
}

/** One statement for any number of matches. */
export const countPassages = async (
  query: Query,
  scope: Scope,
  matches: readonly string[],
): Promise<PassageCounts> => {
  const { where, parameters } = whereInScope(scope)
  const having = `${from('passage_words')} WHERE passage_words MATCH ? AND ${where}`
  const counts = [
    `SELECT 0 AS place, count(*) AS passages ${ALL} WHERE ${where}`,
    ...matches.map((_, index) => `SELECT ${index + 1}, count(*) ${having}`),
  ]
  const count = selection<{ passages: number }>(`${counts.join(' UNION ALL ')} ORDER BY place`)
  const given = matches.flatMap((match) => [match, ...parameters])
  const [all = 0, ...rest] = (await count(query, [...parameters, ...given])).map(({ passages }) => passages)
  return { all, having: rest }
}
