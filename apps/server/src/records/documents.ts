// Documents and their versions: their readers, their form in messages, and every statement that writes them.
import type { Kysely, Selectable } from 'kysely'
import { isStaff, type Role } from '@lectern/protocol'
import { mutation, selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

export type DocumentRecord = Selectable<Tables['documents']>
export type VersionRecord = Selectable<Tables['document_versions']>

export interface Reader {
  user_id: string
  role: Role
}

/**
 * A condition on `documents d`: published, or for staff any state; of the school, or of a conversation of the
 * user.
 */
export const READABLE = `(d.state = 'published' OR ? = 1) AND (d.conversation_id IS NULL OR EXISTS (
  SELECT 1 FROM members r WHERE r.conversation_id = d.conversation_id AND r.user_id = ? AND r.left_at IS NULL))`
export const readableBy = ({ user_id, role }: Reader): [number, string] => [isStaff(role) ? 1 : 0, user_id]

/**
 * A condition on `documents d`: readable by all present and future readers of a message. Groups and courses
 * gain readers, so they may cite only their own documents and those of the school; a direct conversation has
 * always the same two people, so it may also cite what both of them may read. The assistant reads as its asker.
 */
export const CITABLE = `d.state = 'published' AND (d.conversation_id IS NULL OR d.conversation_id = ? OR (
  (SELECT kind FROM conversations WHERE id = ?) = 'direct' AND NOT EXISTS (
    SELECT 1 FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.conversation_id = ? AND m.left_at IS NULL AND u.role <> 'assistant' AND NOT EXISTS (
      SELECT 1 FROM members r
      WHERE r.conversation_id = d.conversation_id AND r.user_id = m.user_id AND r.left_at IS NULL))))`
export const citableIn = (conversation_id: string): string[] => [
  conversation_id,
  conversation_id,
  conversation_id,
]

/** The source of a citation, and the current state of its document. */
export interface CitedDocument {
  title: string
  lang: string | null
  /** The content of the cited version. */
  content: string
  format: VersionRecord['format']
  state: DocumentRecord['state']
  /** The content of the newest version. */
  newest: string
}

/** The language of version `v`. */
export const LANG = 'CASE d.lang_chosen WHEN 1 THEN d.lang ELSE v.lang END AS lang'

const CITED = `
  SELECT v.title, ${LANG}, v.content, v.format, d.state, n.content AS newest FROM documents d
  JOIN document_versions v ON v.document_id = d.id
  JOIN document_versions n ON n.document_id = d.id AND n.version = d.version
  WHERE d.id = ? AND v.version = ?`
// By primary key, unique (document_id, version).
const cited = selection<CitedDocument>(CITED)
const citable = selection<CitedDocument>(`${CITED} AND ${CITABLE}`)

export const findCited = async (
  query: Query,
  document_id: string,
  version: number,
): Promise<CitedDocument | undefined> => (await cited(query, [document_id, version]))[0]

/** Undefined if a member of the conversation may not read it. */
export const findCitable = async (
  query: Query,
  conversation_id: string,
  [document_id, version]: readonly [string, number],
): Promise<CitedDocument | undefined> =>
  (await citable(query, [document_id, version, ...citableIn(conversation_id)]))[0]

export const insertDocument = async (query: Query, record: DocumentRecord): Promise<void> =>
  void (await query.insertInto('documents').values(record).execute())

export const insertVersion = async (query: Query, record: VersionRecord): Promise<void> =>
  void (await query.insertInto('document_versions').values(record).execute())

// By primary key.
const newest = mutation(`
  UPDATE documents SET title = ?, version = ?, updated_at = ?, lang = CASE lang_chosen WHEN 1 THEN lang ELSE ? END
  WHERE id = ?`)
const settings = mutation('UPDATE documents SET state = ?, collection = ?, updated_at = ? WHERE id = ?')

export const putNewest = async (
  query: Query,
  { document_id, title, version, created_at, lang }: VersionRecord,
): Promise<void> => void (await newest(query, [title, version, created_at, lang, document_id]))

export const putSettings = async (
  query: Query,
  { id, state, collection }: Pick<DocumentRecord, 'id' | 'state' | 'collection'>,
  at: string,
): Promise<void> => void (await settings(query, [state, collection, at, id]))

const chosen = mutation('UPDATE documents SET lang = ?, lang_chosen = 1 WHERE id = ?')
const told = mutation(`
  UPDATE documents SET lang_chosen = 0, lang = (SELECT v.lang FROM document_versions v
    WHERE v.document_id = documents.id AND v.version = documents.version) WHERE id = ?`)

/** Chooses the language of all its versions; `null` leaves it to their texts. */
export const putLang = async (query: Query, id: string, lang: string | null): Promise<void> =>
  void (await (lang === null ? told(query, [id]) : chosen(query, [lang, id])))

// Index: unique (document_id, version).
const replaced = mutation(
  'UPDATE document_versions SET content = replace(content, ?, ?) WHERE document_id = ?',
)

/** In every version. */
export const replaceWords = async (
  query: Query,
  document_id: string,
  words: string,
  instead: string,
): Promise<void> => void (await replaced(query, [words, instead, document_id]))
