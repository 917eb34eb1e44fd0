import type { Kysely } from 'kysely'
import type { StoredMessage } from '../../records/stored.ts'
import { selection } from '../../platform/db/statement.ts'
import { FROM_MESSAGES, toMessage, type MessageRecord } from '../../records/messages.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

// Index: messages_by_pin.
const count = selection<{ count: number }>(
  'SELECT count(*) AS count FROM messages WHERE conversation_id = ? AND pinned_at IS NOT NULL',
)

export const countPins = async (query: Query, conversation_id: string): Promise<number> =>
  (await count(query, [conversation_id]))[0]?.count ?? 0

// Index: messages_by_pin.
const pinned = selection<MessageRecord>(`
  ${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.pinned_at IS NOT NULL ORDER BY m.created_seq DESC`)

export const readPins = async (query: Query, conversation_id: string): Promise<StoredMessage[]> =>
  (await pinned(query, [conversation_id])).map(toMessage)
