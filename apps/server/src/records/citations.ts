import type { Kysely } from 'kysely'
import type { StoredMessage } from './stored.ts'
import { mutation, selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'
import { FROM_MESSAGES, toMessage, type MessageRecord } from './messages.ts'

type Query = Kysely<Tables>
type CitationRecord = Omit<Tables['citations'], 'said_at'>

const insert = mutation(`
  INSERT INTO citations (message_id, document_id, version, kind, conversation_id, said_at)
  SELECT m.id, ?, ?, ?, m.conversation_id, m.created_at FROM messages m WHERE m.conversation_id = ? AND m.id = ?
  ON CONFLICT DO NOTHING`)

export const insertCitation = async (query: Query, record: CitationRecord): Promise<void> => {
  const { message_id, document_id, version, kind, conversation_id } = record
  await insert(query, [document_id, version, kind, conversation_id, message_id])
}

// Index: citations_by_time.
const conversations = selection<{ conversation_id: string }>(`
  SELECT DISTINCT conversation_id FROM citations WHERE document_id = ? AND kind = 'cites'`)

export const citingConversations = async (query: Query, document_id: string): Promise<string[]> =>
  (await conversations(query, [document_id])).map(({ conversation_id }) => conversation_id)

// Index: citations_by_time, then messages by primary key.
const citing = selection<MessageRecord>(`
  ${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.created_seq > ? AND m.deleted_at IS NULL AND m.id IN (
    SELECT message_id FROM citations WHERE document_id = ? AND conversation_id = ? AND kind = 'cites')
  ORDER BY m.created_seq LIMIT ?`)

export interface Citing {
  document_id: string
  conversation_id: string
  /** The `created_seq` to go on from. */
  after: number
  limit: number
}

export const citingMessages = async (
  query: Query,
  { document_id, conversation_id, after, limit }: Citing,
): Promise<StoredMessage[]> =>
  (await citing(query, [conversation_id, after, document_id, conversation_id, limit])).map(toMessage)
