import type { Kysely } from 'kysely'
import type { Backlink } from '@lectern/protocol'
import { selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

interface Row extends Omit<Backlink, 'conversation_title'> {
  conversation_title: string | null
}

// Index: citations_by_document; members and messages by their keys.
const backlinks = selection<Row>(`
  SELECT b.conversation_id, c.title AS conversation_title, b.message_id, max(b.version) AS version, min(b.kind) AS kind,
    u.name AS sender, u.role AS sender_role, substr(m.content, 1, 280) AS excerpt, m.created_at AS timestamp
  FROM citations b
  JOIN members me ON me.conversation_id = b.conversation_id AND me.user_id = ? AND me.left_at IS NULL
  JOIN messages m ON m.id = b.message_id AND m.deleted_at IS NULL
  JOIN users u ON u.id = m.sender_id
  JOIN conversations c ON c.id = b.conversation_id
  WHERE b.document_id = ? AND (m.created_at, m.id) < (?, ?)
  GROUP BY b.message_id ORDER BY m.created_at DESC, m.id DESC LIMIT ?`)

interface Page {
  before: { timestamp: string; message_id: string } | undefined
  limit: number
}

/** Newest first; a message counts once. */
export const listBacklinkRows = async (
  query: Kysely<Tables>,
  user_id: string,
  document_id: string,
  { before, limit }: Page,
): Promise<Backlink[]> => {
  const from = [before?.timestamp ?? '~', before?.message_id ?? '~']
  const rows = await backlinks(query, [user_id, document_id, ...from, limit])
  return rows.map(({ conversation_title, ...row }) => ({
    ...row,
    ...(conversation_title !== null && { conversation_title }),
  }))
}
