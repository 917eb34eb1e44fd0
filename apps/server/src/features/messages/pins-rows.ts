import type { Kysely } from 'kysely'
import type { Message } from '@lectern/protocol'
import { mutation, selection } from '../../platform/db/statement.ts'
import { FROM_MESSAGES, toMessage, type MessageRecord } from '../changes/message-rows.ts'
import type { Tables } from '../tables.ts'

type Query = Kysely<Tables>

const pin = mutation('UPDATE messages SET pinned_at = ?, pinned_by = ?, changed_seq = ? WHERE id = ?')

export const putPin = async (
  query: Query,
  { id, pinned_at, pinned_by, changed_seq }: Message,
): Promise<void> => void (await pin(query, [pinned_at ?? null, pinned_by ?? null, changed_seq, id]))

// Index: messages_by_pin.
const count = selection<{ count: number }>(
  'SELECT count(*) AS count FROM messages WHERE conversation_id = ? AND pinned_at IS NOT NULL',
)

export const countPins = async (query: Query, conversation_id: string): Promise<number> =>
  (await count(query, [conversation_id]))[0]?.count ?? 0

// Index: messages_by_pin.
const pinned = selection<MessageRecord>(`
  ${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.pinned_at IS NOT NULL ORDER BY m.created_seq DESC`)

export const readPins = async (query: Query, conversation_id: string): Promise<Message[]> =>
  (await pinned(query, [conversation_id])).map(toMessage)
