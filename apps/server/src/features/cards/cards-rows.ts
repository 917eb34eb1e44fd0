import type { Kysely } from 'kysely'
import type { Role, Selection } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'
import { EACH } from '../../platform/db/fragments.ts'
import { mutation, selection } from '../../platform/db/statement.ts'
import {
  FROM_LOCATED_MESSAGES,
  FROM_MESSAGES,
  toMessage,
  type MessageRecord,
} from '../../records/messages.ts'
import { conversationOf, takeId } from '../../records/locators.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

export interface CardPlace {
  conversation_id: string
  message_id: string
}

// By primary key.
const place = selection<CardPlace>(
  `SELECT conversation_id, message_id FROM cards WHERE conversation_id = ${conversationOf('card')} AND id = ?`,
)

export const findPlace = async (query: Query, card_id: string): Promise<CardPlace | undefined> =>
  (await place(query, [card_id, card_id]))[0]

export interface ActionRow {
  conversation_id: string
  id: string
  card_id: string
  user_id: string
  hash: string
}

// By primary key.
const action = selection<ActionRow>(
  `SELECT conversation_id, id, card_id, user_id, hash FROM card_actions
  WHERE conversation_id = ${conversationOf('card_action')} AND id = ?`,
)

export const findAction = async (query: Query, id: string): Promise<ActionRow | undefined> =>
  (await action(query, [id, id]))[0]

const insertAction = mutation(
  'INSERT INTO card_actions (conversation_id, id, card_id, user_id, hash) VALUES (?, ?, ?, ?, ?)',
)

/** `false` if its id is taken. */
export const keepAction = async (query: Query, row: ActionRow): Promise<boolean> => {
  const { conversation_id, id, card_id, user_id, hash } = row
  if (!(await takeId(query, 'card_action', row))) return false
  await insertAction(query, [conversation_id, id, card_id, user_id, hash])
  return true
}

// Index: card_sources_by_source.
const dependent = selection<{ card_id: string }>(
  `SELECT DISTINCT card_id FROM card_sources WHERE source_id IN (${EACH})`,
)

/** The cards that depend on any of these messages or documents. */
export const findDependentCards = async (query: Query, source_ids: readonly string[]): Promise<string[]> =>
  (await dependent(query, [JSON.stringify(source_ids)])).map(({ card_id }) => card_id)

// All of card_sources, which has few rows; the rest by primary keys. SQLite keeps the order of a CROSS JOIN.
const late = selection<{ card_id: string }>(`
  SELECT s.card_id FROM card_sources s CROSS JOIN locators l CROSS JOIN messages m
  WHERE l.id = s.source_id AND l.kind = 'message' AND m.conversation_id = l.conversation_id AND m.id = l.id
    AND m.deleted_at IS NOT NULL
  UNION
  SELECT s.card_id FROM card_sources s JOIN documents d ON d.id = s.source_id JOIN cards k ON k.conversation_id = s.conversation_id AND k.id = s.card_id
  WHERE d.updated_at > k.updated_at`)

/** The cards that may have missed a change of a source. */
export const findLateCards = async (query: Query): Promise<string[]> =>
  (await late(query, [])).map(({ card_id }) => card_id)

// Index: cards_by_state.
const ofState = selection<MessageRecord>(`
  ${FROM_MESSAGES} JOIN cards c ON c.conversation_id = m.conversation_id AND c.message_id = m.id
  WHERE c.conversation_id = ? AND c.type = ? AND c.state = ?`)

/** The messages of a conversation's cards of one type in one state. */
export const findCardsInState = async (
  query: Query,
  { conversation_id, type, state }: { conversation_id: string; type: string; state: string },
): Promise<StoredMessage[]> => (await ofState(query, [conversation_id, type, state])).map(toMessage)

export interface MemberRow {
  user_id: string
  name: string
  role: Role
}

// By primary key.
const members = selection<MemberRow>(`
  SELECT m.user_id, u.name, u.role FROM members m JOIN users u ON u.id = m.user_id
  WHERE m.conversation_id = ? AND m.left_at IS NULL AND (u.role = 'assistant' OR m.user_id IN (${EACH}))`)

/** Those of `user_ids` who are members now, and the assistant if it is one. */
export const findMembers = (
  query: Query,
  conversation_id: string,
  user_ids: readonly string[],
): Promise<MemberRow[]> => members(query, [conversation_id, JSON.stringify(user_ids)])

// Index: unique (conversation_id, created_seq).
const between = selection<MessageRecord>(`
  ${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.created_seq BETWEEN ? AND ? AND m.deleted_at IS NULL
    AND m.kind <> 'system' AND m.kind <> 'card' AND m.id NOT IN (${EACH})
  ORDER BY m.created_seq LIMIT ?`)

/** The messages of people in a range, without the excluded ones. */
export const readSelection = async (
  query: Query,
  conversation_id: string,
  { from, to, exclude = [] }: Selection,
  limit: number,
): Promise<StoredMessage[]> =>
  (await between(query, [conversation_id, from, to, JSON.stringify(exclude), limit])).map(toMessage)

const some = selection<MessageRecord>(`
  ${FROM_LOCATED_MESSAGES} IN (${EACH}) ORDER BY m.created_seq`)

/** These messages, in the order of the conversation, including tombstones. */
export const readMessages = async (query: Query, ids: readonly string[]): Promise<StoredMessage[]> =>
  (await some(query, [JSON.stringify(ids)])).map(toMessage)
