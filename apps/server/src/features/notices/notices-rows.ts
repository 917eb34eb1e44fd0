import type { Kysely } from 'kysely'
import type { ConversationKind, HeardBecause, HeldBecause, Notice } from '@lectern/protocol'
import { EACH } from '../../platform/db/fragments.ts'
import { selection } from '../../platform/db/statement.ts'
import { MESSAGE_COLUMNS, toMessage, type MessageRecord } from '../../records/messages.ts'
import type { NoticeRecord } from '../../records/notices.ts'
import type { StoredMessage, StoredWindow } from '../../records/stored.ts'
import type { Tables } from '../../records/tables.ts'
import { excerptOf, showsOf } from './excerpt.ts'

type Query = Kysely<Tables>
type MessagePlace = Pick<StoredMessage, 'conversation_id' | 'created_seq'>

interface Row extends MessageRecord {
  told_user_id: string
  because: HeardBecause
  held: HeldBecause | null
  told_at: string
  ended_at: string | null
  c_kind: ConversationKind
  c_title: string | null
}

/** A condition on `notices n` follows. What one may not read any more is left out. */
const NOTICES = `
  SELECT n.user_id AS told_user_id, n.because, n.held, n.told_at, n.ended_at, c.kind AS c_kind, c.title AS c_title,
    ${MESSAGE_COLUMNS}
  FROM notices n
  JOIN messages m ON m.conversation_id = n.conversation_id AND m.created_seq = n.created_seq
  JOIN users u ON u.id = m.sender_id
  JOIN conversations c ON c.id = n.conversation_id
  JOIN members me ON me.conversation_id = n.conversation_id AND me.user_id = n.user_id AND me.left_at IS NULL
  WHERE m.deleted_at IS NULL AND`

const toNotice = (row: Row): Notice => {
  const message = toMessage(row)
  const shows = showsOf(message)
  return {
    conversation_id: message.conversation_id,
    message_id: message.id,
    created_seq: message.created_seq,
    because: row.because,
    ...(row.held !== null && { held: row.held }),
    told_at: row.told_at,
    ...(row.ended_at !== null && { ended_at: row.ended_at }),
    kind: row.c_kind,
    ...(row.c_title !== null && { title: row.c_title }),
    sender_id: message.sender_id,
    sender: message.sender,
    sender_role: message.sender_role,
    excerpt: excerptOf(message.content),
    ...(shows && { shows }),
  }
}

// Index: notices_by_person; the rest by primary keys.
const listed =
  selection<Row>(`${NOTICES} n.user_id = ? AND (n.told_at, n.conversation_id, n.created_seq) < (?, ?, ?)
  ORDER BY n.told_at DESC, n.conversation_id DESC, n.created_seq DESC LIMIT ?`)

export type NoticePlace = Pick<Notice, 'told_at' | 'conversation_id' | 'created_seq'>

/** What a person was told before that place, the latest first. */
export const readNotices = async (
  query: Query,
  user_id: string,
  before: NoticePlace,
  limit: number,
): Promise<Notice[]> => {
  const { told_at, conversation_id, created_seq } = before
  return (await listed(query, [user_id, told_at, conversation_id, created_seq, limit])).map(toNotice)
}

// By primary key.
const ofMessage = selection<Row>(
  `${NOTICES} n.conversation_id = ? AND n.created_seq = ? AND n.ended_at IS NULL AND n.user_id IN (${EACH})`,
)

/** The open notices of one message, by these people. */
export const findNoticesOf = async (
  query: Query,
  { conversation_id, created_seq }: MessagePlace,
  user_ids: readonly string[],
): Promise<Map<string, Notice>> => {
  const rows = await ofMessage(query, [conversation_id, created_seq, JSON.stringify(user_ids)])
  return new Map(rows.map((row) => [row.told_user_id, toNotice(row)]))
}

const MOST_COUNTED = 100

// Index: notices_open.
const open = selection<{ user_id: string; open: number }>(`
  SELECT e.value AS user_id, (SELECT count(*) FROM (
    SELECT 1 AS one FROM notices n WHERE n.user_id = e.value AND n.ended_at IS NULL LIMIT ${MOST_COUNTED}) x) AS open
  FROM (${EACH}) e`)

/** How many notices of these people are news, each up to a hundred. */
export const countOpen = async (query: Query, user_ids: readonly string[]): Promise<Map<string, number>> => {
  const rows = await open(query, [JSON.stringify(user_ids)])
  return new Map(rows.map((row) => [row.user_id, row.open]))
}

// By primary key.
const one = selection<NoticeRecord>(`
  SELECT conversation_id, created_seq, user_id, because, held, told_at, ended_at, ended_by FROM notices
  WHERE conversation_id = ? AND created_seq = ? AND user_id = ?`)

/** What was decided about a message and a person, if they were told. */
export const findDecided = async (
  query: Query,
  { conversation_id, created_seq }: MessagePlace,
  user_id: string,
): Promise<NoticeRecord | undefined> => (await one(query, [conversation_id, created_seq, user_id]))[0]

// By primary key.
const ofDeleted = selection<{ user_id: string }>(`
  SELECT user_id FROM notices WHERE conversation_id = ? AND created_seq = ? AND ended_by = 'deleted'`)

// Index: notices_by_person.
const ofRemoved = selection<{ user_id: string }>(`
  SELECT user_id FROM notices
  WHERE user_id = ? AND conversation_id = ? AND ended_by = 'removed' AND ended_at = ? LIMIT 1`)

/** Whose notices ended with this change: of a deleted message, or of a person who left. */
export const findEndedBy = async (
  query: Query,
  { conversation_id, messages, members, parting = [] }: StoredWindow,
): Promise<string[]> => {
  const ended = new Set<string>()
  for (const message of messages)
    if (message.deleted_at !== undefined)
      for (const row of await ofDeleted(query, [message.conversation_id, message.created_seq]))
        ended.add(row.user_id)
  for (const { user_id, left_at } of [...members, ...parting])
    if (left_at !== undefined)
      for (const row of await ofRemoved(query, [user_id, conversation_id, left_at])) ended.add(row.user_id)
  return [...ended]
}
