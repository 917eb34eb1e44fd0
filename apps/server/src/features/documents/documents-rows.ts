import type { Kysely } from 'kysely'
import type {
  Collection,
  Document,
  DocumentImage,
  DocumentSummary,
  DocumentVersion,
  Role,
} from '@lectern/protocol'
import { EACH } from '../../platform/db/fragments.ts'
import { selection } from '../../platform/db/statement.ts'
import {
  LANG,
  READABLE,
  readableBy,
  type DocumentRecord,
  type Reader,
  type VersionRecord,
} from '../../records/documents.ts'
import type { Tables } from '../../records/tables.ts'
import { whereInScope, type Scope } from './scope.ts'

type Query = Kysely<Tables>

/** A document with one of its versions, without content. */
export interface DocumentRow
  extends
    Pick<
      DocumentRecord,
      'id' | 'conversation_id' | 'collection' | 'state' | 'created_by' | 'created_at' | 'lang' | 'lang_chosen'
    >,
    Pick<VersionRecord, 'version' | 'title' | 'format' | 'original_id' | 'filename' | 'media_type' | 'size'> {
  latest_version: number
  /** The time of this version. */
  updated_at: string
  /** The time of the document's last change of any kind. */
  changed_at: string
}

const COLUMNS = `
  d.id, d.conversation_id, d.collection, d.state, d.created_by, d.created_at, d.version AS latest_version,
  d.updated_at AS changed_at, d.lang_chosen, ${LANG}, v.version, v.title, v.format, v.created_at AS updated_at, v.original_id, v.filename, v.media_type, v.size`
const FROM = 'FROM documents d JOIN document_versions v ON v.document_id = d.id'

const original = (row: Pick<DocumentRow, 'filename' | 'media_type' | 'size'>) => {
  const { filename, media_type, size } = row
  return (
    filename !== null && media_type !== null && size !== null && { original: { filename, media_type, size } }
  )
}

export const toSummary = (row: DocumentRow): DocumentSummary => ({
  id: row.id,
  title: row.title,
  format: row.format,
  version: row.version,
  ...(row.collection !== null && { collection: row.collection }),
  ...(row.conversation_id !== null && { conversation_id: row.conversation_id }),
  state: row.state,
  ...original(row),
  ...(row.lang !== null && { lang: row.lang }),
  ...(row.lang_chosen === 1 && { lang_chosen: true as const }),
  created_by: row.created_by,
  created_at: row.created_at,
  updated_at: row.updated_at,
})

export type ReadDocument = DocumentRow & { content: string }

export const toDocument = (row: ReadDocument, images: DocumentImage[]): Document => ({
  ...toSummary(row),
  content: row.content,
  ...(images.length > 0 && { images }),
  latest_version: row.latest_version,
})

// By primary key, unique (document_id, version).
const one = selection<ReadDocument>(`
  SELECT ${COLUMNS}, v.content ${FROM}
  WHERE d.id = ? AND v.version = coalesce(?, d.version) AND ${READABLE}`)

/** The newest version by default; undefined for users who may not read it. */
export const findDocument = async (
  query: Query,
  reader: Reader,
  id: string,
  version?: number,
): Promise<ReadDocument | undefined> => (await one(query, [id, version ?? null, ...readableBy(reader)]))[0]

// By primary key.
export const findCreation = (query: Query, id: string) =>
  query.selectFrom('documents').select(['created_by', 'created_hash']).where('id', '=', id).executeTakeFirst()

export interface ListedPlace {
  changed_at: string
  id: string
}

/** The last changed first. Indexes: documents_by_place, documents_by_change. */
export const listRows = async (
  query: Query,
  scope: Scope,
  { after, limit }: { after: ListedPlace | undefined; limit: number },
): Promise<DocumentRow[]> => {
  const { where, parameters } = whereInScope(scope)
  const list = selection<DocumentRow>(`
    SELECT ${COLUMNS} ${FROM} AND v.version = d.version WHERE ${where}
    ${after ? 'AND (d.updated_at, d.id) < (?, ?)' : ''} ORDER BY d.updated_at DESC, d.id DESC LIMIT ?`)
  return list(query, [...parameters, ...(after ? [after.changed_at, after.id] : []), limit])
}

// By primary keys.
const among = selection<DocumentRow>(`
  SELECT ${COLUMNS} ${FROM} AND v.version = d.version
  WHERE d.id IN (${EACH}) AND ${READABLE}`)

export const findSummaries = (query: Query, reader: Reader, ids: readonly string[]): Promise<DocumentRow[]> =>
  among(query, [JSON.stringify(ids), ...readableBy(reader)])

// Index: documents_by_place, read once as a whole.
const collections = selection<{
  conversation_id: string | null
  conversation_title: string | null
  collection: string | null
  documents: number
}>(`
  SELECT d.conversation_id, min(c.title) AS conversation_title, d.collection, count(*) AS documents
  FROM documents d LEFT JOIN conversations c ON c.id = d.conversation_id
  WHERE d.state <> 'withdrawn' AND ${READABLE}
  GROUP BY d.conversation_id, d.collection ORDER BY min(c.title) NULLS FIRST, d.conversation_id NULLS FIRST, d.collection NULLS FIRST`)

export const listCollectionRows = async (query: Query, reader: Reader): Promise<Collection[]> =>
  (await collections(query, readableBy(reader))).map((row) => ({
    ...(row.conversation_id !== null && { conversation_id: row.conversation_id }),
    ...(row.conversation_title !== null && { conversation_title: row.conversation_title }),
    ...(row.collection !== null && { name: row.collection }),
    documents: row.documents,
  }))

// Index: unique (document_id, version).
const versions = selection<VersionRecord & { author: string; author_role: Role }>(`
  SELECT v.version, v.title, v.created_by, u.name AS author, u.role AS author_role, v.created_at, v.filename, v.media_type, v.size
  FROM document_versions v JOIN users u ON u.id = v.created_by
  WHERE v.document_id = ? AND v.version < ? ORDER BY v.version DESC LIMIT ?`)

/** The versions before `before`, newest first. */
export const listVersionRows = async (
  query: Query,
  id: string,
  { before, limit }: { before: number; limit: number },
): Promise<DocumentVersion[]> =>
  (await versions(query, [id, before, limit])).map((row) => ({
    version: row.version,
    title: row.title,
    created_by: row.created_by,
    author: row.author,
    author_role: row.author_role,
    created_at: row.created_at,
    ...original(row),
  }))

// By primary key, unique (document_id, version).
const latest = selection<
  Pick<VersionRecord, 'document_id' | 'title' | 'format' | 'content'> &
    Pick<DocumentRecord, 'state' | 'collection'>
>(`
  SELECT v.document_id, v.title, v.format, v.content, d.state, d.collection FROM documents d
  JOIN document_versions v ON v.document_id = d.id AND v.version = d.version WHERE d.id = ?`)

/** The newest version, without a check of the reader. */
export const findNewest = async (query: Query, document_id: string) => (await latest(query, [document_id]))[0]
