// How the card of a message is read together with it.
import type { MessageRecord } from './message-rows.ts'
import { StoredCard, type CardRecord } from './stored-card.ts'

/** Whoever may read message `t`. By primary key. */
const READERS = `(SELECT json_group_array(r.user_id) FROM members r
  WHERE r.conversation_id = t.conversation_id AND r.left_at IS NULL)`

/** The answer that stands best for question `t`. By unique (id). */
const BEST_ANSWER = `(SELECT json_object('message_id', a.id, 'sender', v.name, 'excerpt', substr(a.content, 1, 280))
  FROM messages a JOIN users v ON v.id = a.sender_id
  WHERE a.deleted_at IS NULL AND a.id = coalesce(t.question ->> '$.accepted_id', t.question ->> '$.endorsed_ids[0]'))`

/** The message a topic stands for, as it is now. By unique (id), messages_by_reply. */
const TARGET = `(SELECT json_object('conversation_id', t.conversation_id, 'message_id', t.id, 'sender_id', t.sender_id,
    'deleted', t.deleted_at IS NOT NULL, 'question', json(t.question), 'best_answer', json(${BEST_ANSWER}),
    'answers', (SELECT count(*) FROM messages p WHERE p.reply_to_id = t.id AND p.deleted_at IS NULL),
    'reader_ids', json(${READERS}))
  FROM messages t WHERE t.id = coalesce(k.data ->> '$.message_id', k.message_id))`

/** By primary key. */
const ENTRIES = `(SELECT json_group_array(json_object('kind', e.kind, 'key', e.key, 'user_id', e.user_id, 'name', w.name,
    'value', json(e.value), 'at', e.created_at) ORDER BY e.created_at, e.key)
  FROM card_entries e JOIN users w ON w.id = e.user_id WHERE e.card_id = k.id)`

/** Of `messages m`, as JSON; costs nothing for those without a card. Index: unique (message_id). */
export const CARD_COLUMN = `CASE WHEN m.kind = 'card' THEN (
  SELECT json_object('id', k.id, 'type', k.type, 'schema', k.schema, 'state', k.state, 'rev', k.rev, 'data', json(k.data),
    'created_by', k.created_by, 'created_at', k.created_at, 'updated_at', k.updated_at,
    'fallback_text', k.fallback_text, 'provenance', json(k.provenance),
    'due_at', k.due_at, 'entries', json(${ENTRIES}),
    'target', CASE WHEN k.type = 'topic' THEN json(${TARGET}) END)
  FROM cards k WHERE k.message_id = m.id) END AS card`

export const readCard = ({ id, conversation_id }: MessageRecord, json: string): StoredCard => {
  const { due_at, target, ...read } = JSON.parse(json) as CardRecord
  const record = { ...read, conversation_id, message_id: id, ...(target !== null && { target }) }
  return new StoredCard({ ...record, ...(due_at && { due_at }) })
}
