import type { Kysely } from 'kysely'
import type { ConversationKind, NoticeLevel, Role } from '@lectern/protocol'
import { EACH } from '../../platform/db/fragments.ts'
import { selection } from '../../platform/db/statement.ts'
import { FROM_MESSAGES, toMessage, type MessageRecord } from '../../records/messages.ts'
import { WHILE_DECIDING } from '../../records/notices.ts'
import type { StoredMessage } from '../../records/stored.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

/** A member as it matters for notices. */
export interface ReaderRow {
  user_id: string
  role: Role
  disabled_at: string | null
  joined_at: string
  left_at: string | null
  read_seq: number
  muted_until: string | null
  archived_seq: number | null
  /** Set for this conversation. */
  level: NoticeLevel | null
  /** Set for conversations of this kind. */
  kind_level: NoticeLevel | null
  quiet: string | null
  has_blocked: number
}

/** Parameters: the sender, then the conversation. The assistant hears of nothing. */
const readersOf = (column: string): string => `
  SELECT me.user_id, u.role, u.disabled_at, me.joined_at, me.left_at, me.read_seq, me.muted_until, me.archived_seq,
    me.level, s.${column} AS kind_level, s.quiet,
    CASE WHEN EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = me.user_id AND b.blocked_id = ?) THEN 1 ELSE 0 END AS has_blocked
  FROM members me JOIN users u ON u.id = me.user_id LEFT JOIN notice_settings s ON s.user_id = me.user_id
  WHERE me.conversation_id = ? AND u.role <> 'assistant'`

/**
 * Those who may hear of it; the rest follows by `decide`. In a course of a thousand with few whom it concerns these are few.
 * Parameters besides: the sender, the house's level, those whom it names or answers, and whether it is a question.
 */
const concernedBy = (column: string) =>
  selection<ReaderRow>(`${readersOf(column)}
    AND me.left_at IS NULL AND u.disabled_at IS NULL AND me.user_id <> ?
    AND (coalesce(me.level, s.${column}, ?) = 'all' OR me.user_id IN (${EACH})
      OR (CAST(? AS integer) = 1 AND u.role IN ('instructor', 'admin')))
  ORDER BY me.user_id ${WHILE_DECIDING}`)

// By primary keys.
const concerned = {
  direct: concernedBy('level_direct'),
  group: concernedBy('level_group'),
  course: concernedBy('level_course'),
}

export interface Concern {
  kind: ConversationKind
  house: NoticeLevel
  /** Whom it names or answers. */
  called: ReadonlySet<string>
}

/** Those who may hear of a message, locked against receipts until the commit. */
export const findConcerned = (
  query: Query,
  { conversation_id, sender_id, question }: StoredMessage,
  { kind, house, called }: Concern,
): Promise<ReaderRow[]> =>
  concerned[kind](query, [
    ...[sender_id, conversation_id, sender_id, house, JSON.stringify([...called])],
    question ? 1 : 0,
  ])

const oneBy = (column: string) => selection<ReaderRow>(`${readersOf(column)} AND me.user_id = ?`)

// By primary keys.
const one = {
  direct: oneBy('level_direct'),
  group: oneBy('level_group'),
  course: oneBy('level_course'),
}

/** One person, whether a member still or not. */
export const findReader = async (
  query: Query,
  { conversation_id, sender_id }: StoredMessage,
  { kind, user_id }: { kind: ConversationKind; user_id: string },
): Promise<ReaderRow | undefined> => (await one[kind](query, [sender_id, conversation_id, user_id]))[0]

// Index: unique (conversation_id, created_seq).
const at = selection<MessageRecord>(`${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.created_seq = ?`)

export const findMessageAt = async (
  query: Query,
  { conversation_id, created_seq }: Pick<StoredMessage, 'conversation_id' | 'created_seq'>,
): Promise<StoredMessage | undefined> => {
  const [record] = await at(query, [conversation_id, created_seq])
  return record && toMessage(record)
}

// By primary key, and by the indexes messages_by_reply and inbox_duplicates: the message replied to with its own thread, who
// wrote in both, and who asked the same.
const answeredBy = selection<{ sender_id: string }>(`
  SELECT DISTINCT m.sender_id FROM messages m
  WHERE m.conversation_id = ? AND m.id IN (?, coalesce(
    (SELECT x.reply_to_id FROM messages x WHERE x.conversation_id = ? AND x.id = ?), ''))
  UNION
  SELECT m.sender_id FROM messages m
  WHERE m.conversation_id = ? AND m.created_seq < ? AND m.reply_to_id IN (?, coalesce(
    (SELECT x.reply_to_id FROM messages x WHERE x.conversation_id = ? AND x.id = ?), ''))
  UNION
  SELECT i.asker_id FROM inbox_items i WHERE i.conversation_id = ? AND i.duplicate_of = ?`)

/**
 * Whom a message answers: who wrote what it replies to, or in its thread, who asked the same, and who asked the assistant for it.
 */
export const findAnswered = async (
  query: Query,
  { conversation_id, created_seq, reply_to_id, invocation, sender_id }: StoredMessage,
): Promise<Set<string>> => {
  const answered = new Set<string>()
  if (reply_to_id !== undefined) {
    const target = [reply_to_id, conversation_id, reply_to_id]
    const parameters = [
      ...[conversation_id, ...target, conversation_id, created_seq, ...target],
      ...[conversation_id, reply_to_id],
    ]
    for (const row of await answeredBy(query, parameters)) answered.add(row.sender_id)
  }
  if (invocation) answered.add(invocation.asker_id)
  answered.delete(sender_id)
  return answered
}
