import type { Kysely } from 'kysely'
import type { Backlink } from '@lectern/protocol'
import { selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

interface Row extends Omit<Backlink, 'conversation_title' | 'lang'> {
  lang: string | null
  conversation_title: string | null
}

// Index: members_by_user, then the first steps into citations_by_time for each conversation.
const places = selection<{ conversation_id: string }>(`
  SELECT conversation_id FROM (
    SELECT me.conversation_id, (
      SELECT b.said_at || b.message_id FROM citations b
      JOIN messages m ON m.conversation_id = b.conversation_id AND m.id = b.message_id AND m.deleted_at IS NULL
      WHERE b.document_id = ? AND b.conversation_id = me.conversation_id AND (b.said_at, b.message_id) < (?, ?)
      ORDER BY b.said_at DESC, b.message_id DESC LIMIT 1) AS latest
    FROM members me WHERE me.user_id = ? AND me.left_at IS NULL) AS here
  WHERE latest IS NOT NULL ORDER BY latest DESC LIMIT ?`)

// Index: citations_by_time, in its order; the rest by their keys. All rows of a message have the same but for version and
// kind, so `min` takes any.
const backlinks = selection<Row>(`
  SELECT min(b.conversation_id) AS conversation_id, min(c.title) AS conversation_title, b.message_id,
    max(b.version) AS version, min(b.kind) AS kind, min(u.name) AS sender, min(u.role) AS sender_role,
    min(substr(m.content, 1, 280)) AS excerpt, min(m.lang) AS lang, b.said_at AS timestamp
  FROM citations b
  JOIN messages m ON m.conversation_id = b.conversation_id AND m.id = b.message_id AND m.deleted_at IS NULL
  JOIN users u ON u.id = m.sender_id
  JOIN conversations c ON c.id = b.conversation_id
  WHERE b.document_id = ? AND b.conversation_id = ? AND (b.said_at, b.message_id) < (?, ?)
  GROUP BY b.said_at, b.message_id ORDER BY b.said_at DESC, b.message_id DESC LIMIT ?`)

interface Page {
  before: { timestamp: string; message_id: string } | undefined
  limit: number
}

/**
 * Newest first; a message counts once. A page comes from as many conversations as it has rows at most: those where the
 * document was cited last. So its work does not grow with the number of citations.
 */
export const listBacklinkRows = async (
  query: Kysely<Tables>,
  user_id: string,
  document_id: string,
  { before, limit }: Page,
): Promise<Backlink[]> => {
  const from = [before?.timestamp ?? '~', before?.message_id ?? '~']
  const found: Row[] = []
  for (const { conversation_id } of await places(query, [document_id, ...from, user_id, limit]))
    found.push(...(await backlinks(query, [document_id, conversation_id, ...from, limit])))
  const page = found.sort(latestFirst).slice(0, limit)
  return page.map(({ conversation_title, lang, ...row }) => ({
    ...row,
    ...(lang !== null && { lang }),
    ...(conversation_title !== null && { conversation_title }),
  }))
}

/** By time and then by id, as the index has them. */
const latestFirst = (a: Row, b: Row): number => {
  const [one, other] = [a, b].map(({ timestamp, message_id }) => timestamp + message_id) as [string, string]
  return one < other ? 1 : -1
}
