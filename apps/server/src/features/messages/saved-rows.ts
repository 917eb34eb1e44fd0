import type { Kysely } from 'kysely'
import type { AssistantMode, ConversationKind, ConversationRow } from '@lectern/protocol'
import type { MessageKey, StoredMessage } from '../../records/stored.ts'
import { mutation, selection } from '../../platform/db/statement.ts'
import { MESSAGE_COLUMNS, toMessage, type MessageRecord } from '../../records/messages.ts'
import { toConversationRow } from '../../records/conversations.ts'
import { conversationOf } from '../../records/locators.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

const save = mutation(`
  INSERT INTO saved_messages (conversation_id, user_id, message_id, saved_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`)
const unsave = mutation(
  `DELETE FROM saved_messages WHERE conversation_id = ${conversationOf('message')} AND user_id = ? AND message_id = ?`,
)

export const putSaved = async (
  query: Query,
  user_id: string,
  { conversation_id, id }: MessageKey,
  saved_at: string,
): Promise<void> => void (await save(query, [conversation_id, user_id, id, saved_at]))

export const deleteSaved = async (query: Query, user_id: string, message_id: string): Promise<void> =>
  void (await unsave(query, [message_id, user_id, message_id]))

// Index: saved_messages_by_time.
const count = selection<{ count: number }>('SELECT count(*) AS count FROM saved_messages WHERE user_id = ?')

export const countSaved = async (query: Query, user_id: string): Promise<number> =>
  (await count(query, [user_id]))[0]?.count ?? 0

interface SavedRecord extends MessageRecord {
  saved_at: string
  c_kind: ConversationKind
  c_title: string | null
  c_created_by: string
  c_created_at: string
  c_changed_seq: number
  c_open_questions: number
  c_assistant_mode: AssistantMode
  c_assistant_review: number
  /** The other person of a direct conversation. */
  peer: string | null
}

const savedWhere = (place: string) =>
  selection<SavedRecord>(`
  SELECT s.saved_at, ${MESSAGE_COLUMNS}, c.kind AS c_kind, c.title AS c_title, c.created_by AS c_created_by,
    c.created_at AS c_created_at, c.changed_seq AS c_changed_seq, c.open_questions AS c_open_questions,
    c.assistant_mode AS c_assistant_mode, c.assistant_review AS c_assistant_review,
    (SELECT p.name FROM members n JOIN users p ON p.id = n.user_id
      WHERE n.conversation_id = c.id AND n.user_id <> s.user_id AND c.kind = 'direct' LIMIT 1) AS peer
  FROM saved_messages s
  JOIN messages m ON m.conversation_id = s.conversation_id AND m.id = s.message_id
  JOIN users u ON u.id = m.sender_id
  JOIN conversations c ON c.id = m.conversation_id
  JOIN members me ON me.conversation_id = c.id AND me.user_id = s.user_id AND me.left_at IS NULL
  WHERE ${place} AND (s.saved_at, s.message_id) < (?, ?) AND m.deleted_at IS NULL
  ORDER BY s.saved_at DESC, s.message_id DESC LIMIT ?`)

// Index: saved_messages_by_time; the rest by primary keys.
const saved = savedWhere('s.user_id = ?')
// By primary keys: a person has few saved messages in one conversation.
const savedIn = savedWhere('s.user_id = ? AND s.conversation_id = ?')

export interface SavedRow {
  message: StoredMessage
  conversation: ConversationRow
  title: string
  saved_at: string
}

/** The saved messages of a person: all, or those of one conversation. */
export interface SavedPlace {
  user_id: string
  conversation_id: string | undefined
}

/** Those before `before` that are still readable, the latest first. */
export const readSaved = async (
  query: Query,
  { user_id, conversation_id }: SavedPlace,
  before: { saved_at: string; message_id: string },
  limit: number,
): Promise<SavedRow[]> => {
  const { saved_at, message_id } = before
  const records =
    conversation_id === undefined
      ? await saved(query, [user_id, saved_at, message_id, limit])
      : await savedIn(query, [user_id, conversation_id, saved_at, message_id, limit])
  return records.map((record) => ({
    message: toMessage(record),
    conversation: toConversationRow({
      id: record.conversation_id,
      kind: record.c_kind,
      title: record.c_title,
      created_by: record.c_created_by,
      created_at: record.c_created_at,
      changed_seq: record.c_changed_seq,
      open_questions: record.c_open_questions,
      assistant_mode: record.c_assistant_mode,
      assistant_review: record.c_assistant_review,
    }),
    title: record.c_title ?? record.peer ?? '',
    saved_at: record.saved_at,
  }))
}
