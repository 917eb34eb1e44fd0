// Lists of documents, collections, versions, and citing messages.
import {
  isStaff,
  LIMITS,
  type Backlink,
  type Collection,
  type DocumentState,
  type DocumentSummary,
  type DocumentVersion,
  type Passage,
} from '@lectern/protocol'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { openConversation } from '../changes/changes.ts'
import type { Context, Viewer } from '../context.ts'
import { listBacklinkRows } from './backlinks-rows.ts'
import { openDocument } from './documents.ts'
import { findSummaries, listCollectionRows, listRows, listVersionRows, toSummary } from './documents-rows.ts'
import { searchPassages } from './find-passages.ts'
import type { Scope } from './scope.ts'

interface Page {
  limit?: number
  cursor?: string
}

export interface ListDocuments extends Page {
  q?: string
  collection?: string
  conversation_id?: string
  school?: '1'
  state?: DocumentState
  citable_in?: string
}

const FOUND = 20

/** With `q`: documents ordered by their best passages. */
export const listDocuments = async (
  ctx: Context,
  viewer: Viewer,
  input: ListDocuments,
): Promise<{ documents: DocumentSummary[]; passages?: Passage[]; next_cursor: string | null }> => {
  const { q = '', limit, cursor, citable_in } = input
  if (citable_in !== undefined) await openConversation(ctx, viewer, citable_in)
  const scope = scopeOf(viewer, input)
  if (q.trim() !== '') return search(ctx, viewer, scope, { q, limit: limit ?? FOUND })
  const rows = limit ?? LIMITS.page_rows_default
  const after = cursor === undefined ? undefined : readPlace(cursor)
  const found = await listRows(ctx.db.read, scope, { after, limit: rows + 1 })
  const page = found.slice(0, rows)
  const last = page.at(-1)
  const next_cursor = last && found.length > rows ? encodeCursor([last.changed_at, last.id]) : null
  return { documents: page.map(toSummary), next_cursor }
}

const scopeOf = (
  viewer: Viewer,
  { collection, conversation_id, school, state, citable_in }: ListDocuments,
): Scope => {
  const usual: DocumentState[] = isStaff(viewer.role) ? ['published', 'draft'] : ['published']
  const states = state === undefined ? usual : [state]
  return { reader: viewer, states, conversation_id, school: school === '1', collection, citable_in }
}

const search = async (
  ctx: Context,
  viewer: Viewer,
  scope: Scope,
  { q, limit }: { q: string; limit: number },
): Promise<{ documents: DocumentSummary[]; passages: Passage[]; next_cursor: null }> => {
  const found = await searchPassages(ctx, scope, q, limit)
  const passages = found.map(({ relevance: _r, together: _t, ...passage }) => passage)
  const ids = [...new Set(passages.map(({ document_id }) => document_id))]
  const rows = await findSummaries(ctx.db.read, viewer, ids)
  const documents = rows.map(toSummary).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
  return { documents, passages, next_cursor: null }
}

const readPlace = (cursor: string) => {
  const [changed_at = '', id = ''] = decodeCursor(cursor, 2)
  return { changed_at, id }
}

export const listCollections = async ({ db }: Context, viewer: Viewer): Promise<Collection[]> =>
  listCollectionRows(db.read, viewer)

/** Newest first. */
export const listVersions = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  { limit = LIMITS.page_rows_default, cursor }: Page,
): Promise<{ versions: DocumentVersion[]; next_cursor: string | null }> => {
  await openDocument(ctx, viewer, id)
  const [before = ''] = cursor === undefined ? [] : decodeCursor(cursor, 1)
  const found = await listVersionRows(ctx.db.read, id, {
    before: before === '' ? Number.MAX_SAFE_INTEGER : Number(before),
    limit: limit + 1,
  })
  const versions = found.slice(0, limit)
  const last = versions.at(-1)
  return { versions, next_cursor: last && found.length > limit ? encodeCursor([`${last.version}`]) : null }
}

/** Messages that the viewer may read, newest first. */
export const listBacklinks = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  { limit = LIMITS.page_rows_default, cursor }: Page,
): Promise<{ backlinks: Backlink[]; next_cursor: string | null }> => {
  await openDocument(ctx, viewer, id)
  const [timestamp = '', message_id = ''] = cursor === undefined ? [] : decodeCursor(cursor, 2)
  const before = cursor === undefined ? undefined : { timestamp, message_id }
  const found = await listBacklinkRows(ctx.db.read, viewer.user_id, id, { before, limit: limit + 1 })
  const backlinks = found.slice(0, limit)
  const last = backlinks.at(-1)
  const next_cursor = last && found.length > limit ? encodeCursor([last.timestamp, last.message_id]) : null
  return { backlinks, next_cursor }
}
