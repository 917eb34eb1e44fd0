// Cards: read together with their message. Only this file writes them, their entries and their sources.
import type { Kysely } from 'kysely'
import { JSON_LIST, JSON_OBJECT } from '../platform/db/fragments.ts'
import { mutation, selection } from '../platform/db/statement.ts'
import type { MessageRecord } from './messages.ts'
import { conversationOf, freeId, takeId } from './locators.ts'
import type { MessageKey, StoredCard } from './stored.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

/** The users who may read message `t`. By primary key. */
const READERS = `(SELECT coalesce(${JSON_LIST}(r.user_id), '[]') FROM members r
  WHERE r.conversation_id = t.conversation_id AND r.left_at IS NULL)`

/** The best answer to question `t`. By primary key. */
const BEST_ANSWER = `(SELECT ${JSON_OBJECT}('message_id', a.id, 'sender', v.name, 'sender_role', v.role,
    'excerpt', substr(a.content, 1, 280), 'lang', a.lang)
  FROM messages a JOIN users v ON v.id = a.sender_id
  WHERE a.conversation_id = t.conversation_id AND a.deleted_at IS NULL AND a.id = coalesce(json(t.question) ->> 'accepted_id', json(t.question) -> 'endorsed_ids' ->> 0))`

/** The id of the message that topic `k` is about. */
const TOPIC_OF = `coalesce(json(k.data) ->> 'message_id', k.message_id)`

/** The message of a topic in its current version, which may be of another conversation. By primary keys, messages_by_reply. */
const TARGET = `(SELECT ${JSON_OBJECT}('conversation_id', t.conversation_id, 'message_id', t.id, 'sender_id', t.sender_id,
    'deleted', t.deleted_at IS NOT NULL, 'question', json(t.question), 'best_answer', json(${BEST_ANSWER}),
    'answers', (SELECT count(*) FROM messages p WHERE p.conversation_id = t.conversation_id AND p.reply_to_id = t.id AND p.deleted_at IS NULL),
    'reader_ids', json(${READERS}))
  FROM messages t WHERE t.conversation_id = ${conversationOf('message', TOPIC_OF)} AND t.id = ${TOPIC_OF})`

/** By primary key. */
const ENTRIES = `(SELECT coalesce(${JSON_LIST}(${JSON_OBJECT}('kind', e.kind, 'key', e.key, 'user_id', e.user_id, 'name', w.name,
    'value', json(e.value), 'at', e.created_at) ORDER BY e.created_at, e.key), '[]')
  FROM card_entries e JOIN users w ON w.id = e.user_id
  WHERE e.conversation_id = k.conversation_id AND e.card_id = k.id)`

/** The card of `messages m`, as JSON; costs nothing for those without a card. Index: unique (conversation_id, message_id). */
export const CARD_COLUMN = `CASE WHEN m.kind = 'card' THEN (
  SELECT ${JSON_OBJECT}('id', k.id, 'type', k.type, 'schema', k.schema, 'state', k.state, 'rev', k.rev, 'data', json(k.data),
    'created_by', k.created_by, 'created_at', k.created_at, 'updated_at', k.updated_at,
    'fallback_text', k.fallback_text, 'provenance', json(k.provenance),
    'due_at', k.due_at, 'entries', json(${ENTRIES}),
    'target', CASE WHEN k.type = 'topic' THEN json(${TARGET}) END)
  FROM cards k WHERE k.conversation_id = m.conversation_id AND k.message_id = m.id) END AS card`

export const readCard = ({ id, conversation_id }: MessageRecord, json: string): StoredCard => {
  const { due_at, target, ...read } = JSON.parse(json) as StoredCard
  const record = { ...read, conversation_id, message_id: id, ...(target !== null && { target }) }
  return { ...record, ...(due_at && { due_at }) }
}

const insert = mutation(`
  INSERT INTO cards (id, message_id, conversation_id, type, schema, state, rev, data, fallback_text, provenance,
    created_by, created_at, updated_at, due_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
const insertSource = mutation(
  'INSERT INTO card_sources (conversation_id, card_id, source_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
)

export const insertCard = async (
  query: Query,
  card: StoredCard,
  sources: readonly string[],
): Promise<void> => {
  await takeId(query, 'card', card)
  await insert(query, [
    card.id,
    card.message_id,
    card.conversation_id,
    card.type,
    card.schema,
    card.state,
    card.rev,
    JSON.stringify(card.data),
    card.fallback_text,
    JSON.stringify(card.provenance),
    card.created_by,
    card.created_at,
    card.updated_at,
    card.due_at ?? null,
  ])
  for (const source of sources) await insertSource(query, [card.conversation_id, card.id, source])
}

const update = mutation(`
  UPDATE cards SET state = ?, rev = ?, data = ?, fallback_text = ?, provenance = ?, updated_at = ?, due_at = ?
  WHERE conversation_id = ? AND id = ?`)
/** Stores the card. Its message changes with it: the caller stores that. */
export const updateCard = async (query: Query, card: StoredCard): Promise<void> => {
  const { state, rev, data, fallback_text, provenance, updated_at, due_at = null } = card
  const [json, origin] = [JSON.stringify(data), JSON.stringify(provenance)]
  await update(query, [
    state,
    rev,
    json,
    fallback_text,
    origin,
    updated_at,
    due_at,
    card.conversation_id,
    card.id,
  ])
}

const putEntry = mutation(`
  INSERT INTO card_entries (conversation_id, card_id, kind, key, user_id, value, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (conversation_id, card_id, kind, key, user_id) DO UPDATE SET value = excluded.value`)
const dropEntry = mutation(
  'DELETE FROM card_entries WHERE conversation_id = ? AND card_id = ? AND kind = ? AND key = ? AND user_id = ?',
)

export interface EntryRow {
  kind: string
  key: string
  user_id: string
  value: unknown
}

/** Stores an entry; `value: undefined` deletes it. */
export const saveEntry = async (
  query: Query,
  { conversation_id, id, updated_at }: Pick<StoredCard, 'conversation_id' | 'id' | 'updated_at'>,
  { kind, key, user_id, value }: EntryRow,
): Promise<void> => {
  if (value === undefined) await dropEntry(query, [conversation_id, id, kind, key, user_id])
  else await putEntry(query, [conversation_id, id, kind, key, user_id, JSON.stringify(value), updated_at])
}

const dropSource = mutation(
  'DELETE FROM card_sources WHERE conversation_id = ? AND card_id = ? AND source_id = ?',
)

export const forgetSource = async (
  query: Query,
  { conversation_id, id }: Pick<StoredCard, 'conversation_id' | 'id'>,
  source_id: string,
): Promise<void> => void (await dropSource(query, [conversation_id, id, source_id]))

// Index: unique (conversation_id, message_id).
const remove = selection<{ id: string }>(
  'DELETE FROM cards WHERE conversation_id = ? AND message_id = ? RETURNING id',
)

export const deleteCardOf = async (query: Query, message: MessageKey) => {
  for (const { id } of await remove(query, [message.conversation_id, message.id]))
    await freeId(query, 'card', id)
}
