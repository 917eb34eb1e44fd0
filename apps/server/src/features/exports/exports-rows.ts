import type { Kysely } from 'kysely'
import { placeholders, selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

interface Said {
  id: string
  conversation_id: string
  conversation_title: string | null
  kind: string
  content: string
  /** JSON. */
  parts: string | null
  reply_to_id: string | null
  created_at: string
  edited_at: string | null
}

// By primary keys.
const said = (ids: readonly string[]) =>
  selection<Said>(`
    SELECT m.id, m.conversation_id, c.title AS conversation_title, m.kind, m.content, m.parts, m.reply_to_id, m.created_at,
      m.edited_at
    FROM locators l JOIN messages m ON m.conversation_id = l.conversation_id AND m.id = l.id
    JOIN conversations c ON c.id = m.conversation_id WHERE l.kind = 'message' AND l.id IN (${placeholders(ids)}) ORDER BY m.created_at, m.id`)

export const findSaid = (query: Query, ids: readonly string[]): Promise<Said[]> => said(ids)(query, ids)

interface Before {
  message_id: string
  content: string
  edited_at: string
}

// By primary keys.
const before = (ids: readonly string[]) =>
  selection<Before>(`
    SELECT e.message_id, e.content, e.edited_at FROM locators l
    JOIN message_edits e ON e.conversation_id = l.conversation_id AND e.message_id = l.id
    WHERE l.kind = 'message' AND l.id IN (${placeholders(ids)}) ORDER BY e.message_id, e.changed_seq`)

/** What these messages said before they were edited, the oldest first. */
export const findBefore = (query: Query, ids: readonly string[]): Promise<Before[]> => before(ids)(query, ids)

/** What else a person wrote, by its type. Full scans, for the rare order of a person or a court. */
const OTHERS = {
  card_entry: `
    SELECT card_id, kind, key, value, created_at FROM card_entries WHERE user_id = ? ORDER BY created_at`,
  document_version: `
    SELECT document_id, version, title, format, content, created_at FROM document_versions WHERE created_by = ?
    ORDER BY created_at, document_id, version`,
  question_to_assistant: `
    SELECT id, conversation_id, prompt AS content, created_at FROM invocations WHERE asker_id = ? AND prompt IS NOT NULL
    ORDER BY created_at`,
  report: `
    SELECT id, user_id, message_id, reason AS content, created_at FROM reports WHERE reporter_id = ? ORDER BY created_at`,
} as const

export type OtherType = keyof typeof OTHERS
export const OTHER_TYPES = Object.keys(OTHERS) as OtherType[]

export const findOthers = (query: Query, type: OtherType, user_id: string): Promise<object[]> =>
  selection<object>(OTHERS[type])(query, [user_id])

interface OwnFile {
  id: string
  conversation_id: string
  message_id: string | null
  filename: string
  media_type: string
  size: number
  created_at: string
}

// Index: attachments_by_creator.
const files = selection<OwnFile>(`
  SELECT id, conversation_id, message_id, filename, media_type, size, created_at FROM attachments
  WHERE created_by = ? AND state = 'ready' AND dropped_at IS NULL ORDER BY created_at, id`)

export const findOwnFiles = (query: Query, user_id: string): Promise<OwnFile[]> => files(query, [user_id])

interface Usage {
  email: string
  messages: number
  files: number
  bytes: number
}

// Two full scans, for the command line.
const usage = selection<Usage>(`
  SELECT u.email, coalesce(m.messages, 0) AS messages, coalesce(f.files, 0) AS files, coalesce(f.bytes, 0) AS bytes
  FROM users u
  LEFT JOIN (
    SELECT sender_id, count(*) AS messages FROM messages WHERE deleted_at IS NULL AND kind <> 'system' GROUP BY sender_id
  ) m ON m.sender_id = u.id
  LEFT JOIN (
    SELECT created_by, count(*) AS files, sum(size) AS bytes FROM attachments WHERE dropped_at IS NULL GROUP BY created_by
  ) f ON f.created_by = u.id
  ORDER BY bytes DESC, messages DESC, u.email`)

/** What each person wrote and keeps, the most room first. */
export const findUsage = (query: Query): Promise<Usage[]> => usage(query, [])
