import type { Kysely } from 'kysely'
import { EACH, LOCK_C } from '../../platform/db/fragments.ts'
import { selection } from '../../platform/db/statement.ts'
import type { ConversationRecord } from '../../records/conversations.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

const COLUMNS = `
  c.id, c.kind, c.title, c.title_key, c.created_by, c.created_at, c.changed_at, c.head, c.changed_seq,
  c.purged_seq, c.created_hash, c.open_questions, c.last_ordinal, c.assistant_mode, c.assistant_review`

const asMember = selection<ConversationRecord>(`
  SELECT ${COLUMNS}
  FROM conversations c
  JOIN members m ON m.conversation_id = c.id
  WHERE c.id = ? AND m.user_id = ? AND m.left_at IS NULL`)

/** The conversation, or undefined for non-members. */
export const findAsMember = async (
  query: Query,
  conversation_id: string,
  user_id: string,
): Promise<ConversationRecord | undefined> => (await asMember(query, [conversation_id, user_id]))[0]

// By primary key.
const byId = selection<ConversationRecord>(`SELECT ${COLUMNS} FROM conversations c WHERE c.id = ?`)

/** For a change by the system. */
export const findConversation = async (query: Query, id: string): Promise<ConversationRecord | undefined> =>
  (await byId(query, [id]))[0]

/** The columns of a conversation that its changes need. */
export type LockedConversation = Pick<
  ConversationRecord,
  'id' | 'kind' | 'created_by' | 'head' | 'open_questions' | 'last_ordinal'
>

/** Hot: part of every send, and each column costs time. By primary keys. */
const lock = selection<LockedConversation>(`
  SELECT c.id, c.kind, c.created_by, c.head, c.open_questions, c.last_ordinal
  FROM conversations c
  JOIN members m ON m.conversation_id = c.id
  WHERE c.id = ? AND m.user_id = ? AND m.left_at IS NULL ${LOCK_C}`)

/** The conversation, locked by this writer until its commit; undefined for non-members (AU1). */
export const lockAsMember = async (
  query: Query,
  conversation_id: string,
  user_id: string,
): Promise<LockedConversation | undefined> => (await lock(query, [conversation_id, user_id]))[0]

// By primary key.
const lockAny = selection<LockedConversation>(
  `SELECT c.id, c.kind, c.created_by, c.head, c.open_questions, c.last_ordinal FROM conversations c WHERE c.id = ?
  ${LOCK_C}`,
)

/** The conversation, locked for a change by the system. */
export const lockBySystem = async (
  query: Query,
  conversation_id: string,
): Promise<LockedConversation | undefined> => (await lockAny(query, [conversation_id]))[0]

// Indexes: unique (conversation_id, created_seq), messages_by_change, members_by_change; each reads at most a page.
const rowSeq = selection<{ changed_seq: number }>(`
  SELECT changed_seq FROM (
    SELECT changed_seq FROM (
      SELECT changed_seq FROM messages
      WHERE conversation_id = ? AND created_seq > ? AND changed_seq = created_seq ORDER BY created_seq LIMIT ?) created
    UNION ALL
    SELECT changed_seq FROM (
      SELECT changed_seq FROM messages
      WHERE conversation_id = ? AND changed_seq > ? AND changed_seq > created_seq ORDER BY changed_seq LIMIT ?) changed
    UNION ALL
    SELECT changed_seq FROM (
      SELECT changed_seq FROM members WHERE conversation_id = ? AND changed_seq > ? ORDER BY changed_seq LIMIT ?) of_members) rows_after
  ORDER BY changed_seq LIMIT 1 OFFSET ?`)

/** The number of the `limit`-th row changed after `since`; undefined if there are fewer. */
export const seqOfRow = async (
  query: Query,
  conversation_id: string,
  since: number,
  limit: number,
): Promise<number | undefined> => {
  const range = [conversation_id, since, limit]
  return (await rowSeq(query, [...range, ...range, ...range, limit - 1]))[0]?.changed_seq
}

// Index: members_by_user. The latest change first: the first ones are told first.
const heads = selection<{ id: string; head: number }>(`
  SELECT c.id, c.head FROM members m JOIN conversations c ON c.id = m.conversation_id
  WHERE m.user_id = ? AND m.left_at IS NULL ORDER BY c.changed_at DESC, c.id`)

/** The head of every conversation of a user, the latest change first. */
export const readHeads = async (query: Query, user_id: string): Promise<Map<string, number>> =>
  new Map((await heads(query, [user_id])).map(({ id, head }) => [id, head]))

// Index: members_by_user.
const headsOf = selection<HeadOf>(`
  SELECT c.id, c.head, MIN(m.changed_seq) AS first FROM members m JOIN conversations c ON c.id = m.conversation_id
  WHERE m.user_id IN (${EACH}) AND m.left_at IS NULL GROUP BY c.id, c.head`)

export interface HeadOf {
  id: string
  head: number
  /** Of one who has become a member unheard: the change that did it. */
  first?: number
}

/** The heads of all conversations of these people. */
export const readHeadsOf = (query: Query, user_ids: readonly string[]): Promise<readonly HeadOf[]> =>
  headsOf(query, [JSON.stringify(user_ids)])

// By primary key.
const headsById = selection<HeadOf>(
  `SELECT c.id, c.head FROM (${EACH}) named JOIN conversations c ON c.id = named.value`,
)

/** The heads of these conversations, whoever is a member. */
export const readHeadsById = (query: Query, ids: readonly string[]): Promise<readonly HeadOf[]> =>
  headsById(query, [JSON.stringify(ids)])

// Indexes: members_by_user, invocations_open.
const unfinished = selection<{ id: string }>(`
  SELECT i.message_id AS id FROM members m
  JOIN invocations i ON i.state = 'running' AND i.conversation_id = m.conversation_id
  WHERE m.user_id = ? AND m.left_at IS NULL AND i.message_id IS NOT NULL`)

/** The answers that are being written in the conversations of a user. */
export const readUnfinished = async (query: Query, user_id: string): Promise<string[]> =>
  (await unfinished(query, [user_id])).map(({ id }) => id)

// Index: members_by_user.
const membershipsOf = selection<{ user_id: string; conversation_id: string }>(`
  SELECT user_id, conversation_id FROM members WHERE user_id IN (${EACH}) AND left_at IS NULL`)

/** The conversations of each of these people. */
export const readMembershipsOf = async (
  query: Query,
  user_ids: readonly string[],
): Promise<Map<string, Set<string>>> => {
  const all = new Map(user_ids.map((id) => [id, new Set<string>()]))
  for (const { user_id, conversation_id } of await membershipsOf(query, [JSON.stringify(user_ids)]))
    all.get(user_id)?.add(conversation_id)
  return all
}

// Index: members_by_user.
const headsAfter = selection<{ id: string; head: number }>(`
  SELECT c.id, c.head FROM members m JOIN conversations c ON c.id = m.conversation_id
  WHERE m.user_id = ? AND m.conversation_id > ? AND m.left_at IS NULL ORDER BY m.conversation_id LIMIT ?`)

/** The heads of a user's next conversations in the order of ids. */
export const readHeadsAfter = async (
  query: Query,
  user_id: string,
  after: string,
  limit: number,
): Promise<Map<string, number>> =>
  new Map((await headsAfter(query, [user_id, after, limit])).map(({ id, head }) => [id, head]))
