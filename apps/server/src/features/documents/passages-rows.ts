import type { Kysely } from 'kysely'
import { withoutImageAddresses } from '@lectern/protocol'
import { INSTR } from '../../platform/db/fragments.ts'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'
import { whereInScope, type Scope } from './scope.ts'
import { passageIndexOf, type Alternative, type Folded, type IndexName } from './passage-index-rows.ts'
import type { SplitPassage } from './split-passages.ts'
import { foldForSearch } from '../../platform/words.ts'

type Query = Kysely<Tables>

// Index: passages_by_document.
const known = selection<{ id: number }>('SELECT id FROM passages WHERE document_id = ?')
const drop = mutation('DELETE FROM passages WHERE document_id = ?')
const insert = selection<{ id: number }>(`
  INSERT INTO passages (document_id, start, "end", sha256, headings, text, page) VALUES (?, ?, ?, ?, ?, ?, ?)
  RETURNING id`)

/** Replaces the document's passages in the search indexes. */
export const replacePassages = async (
  query: Query,
  { document_id, title }: { document_id: string; title: string },
  passages: readonly SplitPassage[],
): Promise<void> => {
  const index = passageIndexOf(query)
  for (const { id } of await known(query, [document_id])) await index.remove(query, id)
  await drop(query, [document_id])
  for (const { span, headings, text, page = null } of passages) {
    const where = [document_id, span.start, span.end, span.sha256]
    const [row] = await insert(query, [...where, JSON.stringify(headings), text, page])
    if (row) await index.put(query, row.id, foldedFor(title, headings, text))
  }
}

// By primary keys.
const withoutIndex = selection<{ id: number; title: string; headings: string; text: string }>(`
  SELECT p.id, d.title, p.headings, p.text FROM passages p JOIN documents d ON d.id = p.document_id
  WHERE p.id > coalesce((SELECT max(rowid) FROM passage_words), 0) ORDER BY p.id LIMIT ?`)

/** Puts the next stored passages into search indexes that lack all from there on; returns how many it put. */
export const indexNextPassages = async (query: Query, limit: number): Promise<number> => {
  const index = passageIndexOf(query)
  const passages = await withoutIndex(query, [limit])
  for (const { id, title, headings, text } of passages)
    await index.put(query, id, foldedFor(title, JSON.parse(headings) as string[], text))
  return passages.length
}

const foldedFor = (title: string, headings: readonly string[], text: string): Folded => [
  foldForSearch(title),
  foldForSearch(headings.join('\n')),
  foldForSearch(withoutImageAddresses(text)),
]

/** Merges a part of the search indexes; false once the words of dropped passages are gone. */
export const mergeIndexes = (query: Query, isBegin: boolean): Promise<boolean> =>
  passageIndexOf(query).merge(query, isBegin)

/** A stored passage with its document. */
export type PassageRow = Tables['passages'] & { title: string; version: number; lang: string | null }

const COLUMNS =
  'p.id, p.document_id, p.start, p."end", p.sha256, p.headings, p.text, p.page, d.title, d.version, d.lang'

const from = (index: IndexName): string =>
  `FROM ${index} JOIN passages p ON p.id = ${index}.rowid JOIN documents d ON d.id = p.document_id`

export interface Offer {
  index: IndexName
  alternatives: readonly Alternative[]
  limit: number
}

/** Those with any of the alternatives, the best first. */
export const findMatchingPassages = async (
  query: Query,
  scope: Scope,
  { index, alternatives, limit }: Offer,
): Promise<PassageRow[]> => {
  const { where, parameters } = whereInScope(scope)
  const { having, best } = passageIndexOf(query)
  const match = having(
    index,
    alternatives.map(({ text }) => text),
  )
  const order = best(index, alternatives)
  const find = selection<PassageRow>(
    `SELECT ${COLUMNS} ${from(index)} WHERE ${match.sql} AND ${where} ORDER BY ${order.sql} LIMIT ?`,
  )
  return find(query, [...match.parameters, ...parameters, ...order.parameters, limit])
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
    `SELECT ${COLUMNS} ${ALL} WHERE ${INSTR}(d.title || p.headings || p.text, ?) > 0 AND ${where} LIMIT ?`,
  )
  return find(query, [text, ...parameters, limit])
}

// Index: documents_by_place, passages_by_document.
const ALL = 'FROM documents d JOIN passages p ON p.document_id = d.id'

export interface PassageCounts {
  /** The number of passages in the scope. */
  all: number
  /** The number of those with it, for each word. */
  having: number[]
}

/** One statement for any number of words, each by how it begins. */
export const countPassages = async (
  query: Query,
  scope: Scope,
  words: readonly string[],
): Promise<PassageCounts> => {
  const { where, parameters } = whereInScope(scope)
  const matches = words.map((word) => passageIndexOf(query).having('passage_words', [word]))
  const counts = [
    `SELECT 0 AS place, count(*) AS passages ${ALL} WHERE ${where}`,
    ...matches.map(
      ({ sql }, index) => `SELECT ${index + 1}, count(*) ${from('passage_words')} WHERE ${sql} AND ${where}`,
    ),
  ]
  const count = selection<{ passages: number }>(`${counts.join(' UNION ALL ')} ORDER BY place`)
  const given = matches.flatMap((match) => [...match.parameters, ...parameters])
  const [all = 0, ...rest] = (await count(query, [...parameters, ...given])).map(({ passages }) => passages)
  return { all, having: rest }
}
