import type { Kysely } from 'kysely'
import type { MessageKey, StoredMessage } from '../../records/stored.ts'
import { MESSAGE_COLUMNS, toMessage, type MessageRecord } from '../../records/messages.ts'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

/** Counting stops here: the screen says "99+". */
const MOST_UNREAD = 100
/** Of the unread replies of a conversation, the newest so many are looked at for the number of threads. */
const MOST_LOOKED_AT = 500

/** A reply that stands. */
const STANDS = (reply: string) => `${reply}.deleted_at IS NULL AND ${reply}.kind <> 'system'`

/** Whether member `me` follows the thread of message `m`, with their mark `k`. Index: messages_by_reply. */
const FOLLOWS = `(CASE WHEN k.follows IS NOT NULL THEN k.follows WHEN m.sender_id = me.user_id THEN 1
  WHEN EXISTS (SELECT 1 FROM messages o WHERE o.conversation_id = m.conversation_id AND o.reply_to_id = m.id
    AND o.sender_id = me.user_id AND ${STANDS('o')}) THEN 1 ELSE 0 END)`

/** A reply that member `me` has read neither in the conversation nor, with their mark `k`, in the thread. */
const UNREAD = (reply: string) =>
  `${reply}.created_seq > me.read_seq AND ${reply}.created_seq > coalesce(k.read_seq, 0)
    AND ${reply}.sender_id <> me.user_id AND ${STANDS(reply)}`

/** Of member `me`, and of their mark of the thread of `m`. By primary keys. */
const FOR_ME = `JOIN members me ON me.conversation_id = m.conversation_id AND me.user_id = ?
  LEFT JOIN thread_marks k ON k.conversation_id = m.conversation_id AND k.user_id = me.user_id AND k.message_id = m.id`

interface ThreadRecord extends MessageRecord {
  last_seq: number
  replies: number
  follows: number
  unread: number
}

// Each last reply of a thread stands for it. Indexes: messages_by_replying, from the end, and messages_by_reply. Replies that
// are not the last of their thread are passed over, so the cost grows with the replies since the oldest thread of the page.
const threads = selection<ThreadRecord>(`
  SELECT ${MESSAGE_COLUMNS}, r.created_seq AS last_seq, ${FOLLOWS} AS follows,
    (SELECT count(*) FROM messages n WHERE n.conversation_id = m.conversation_id AND n.reply_to_id = m.id
      AND ${STANDS('n')}) AS replies,
    (SELECT count(*) FROM (SELECT 1 AS one FROM messages n WHERE n.conversation_id = m.conversation_id
      AND n.reply_to_id = m.id AND ${UNREAD('n')} LIMIT ${MOST_UNREAD}) y) AS unread
  FROM messages r
  JOIN messages m ON m.conversation_id = r.conversation_id AND m.id = r.reply_to_id
  JOIN users u ON u.id = m.sender_id
  ${FOR_ME}
  WHERE r.conversation_id = ? AND r.reply_to_id IS NOT NULL AND r.created_seq < ? AND ${STANDS('r')}
    AND NOT EXISTS (SELECT 1 FROM messages later WHERE later.conversation_id = r.conversation_id
      AND later.reply_to_id = r.reply_to_id AND later.created_seq > r.created_seq AND ${STANDS('later')})
  ORDER BY r.created_seq DESC LIMIT ?`)

export interface ThreadRow {
  message: StoredMessage
  replies: number
  last_seq: number
  follows: boolean
  unread: number
}

export interface ThreadPlace {
  conversation_id: string
  /** Whose follows and unread replies they are. */
  user_id: string
}

/** The threads whose last reply is before `seq`, the newest first. */
export const readThreads = async (
  query: Query,
  { conversation_id, user_id }: ThreadPlace,
  seq: number,
  limit: number,
): Promise<ThreadRow[]> =>
  (await threads(query, [user_id, conversation_id, seq, limit])).map((record) => ({
    message: toMessage(record),
    replies: record.replies,
    last_seq: record.last_seq,
    follows: record.follows === 1,
    unread: record.unread,
  }))

// Index: messages_by_replying, from the end.
const unread = selection<{ count: number }>(`
  SELECT count(DISTINCT y.id) AS count FROM (
    SELECT m.id AS id FROM messages r
    JOIN messages m ON m.conversation_id = r.conversation_id AND m.id = r.reply_to_id
    ${FOR_ME}
    WHERE r.conversation_id = ? AND r.reply_to_id IS NOT NULL AND ${UNREAD('r')} AND ${FOLLOWS} = 1
    ORDER BY r.created_seq DESC LIMIT ${MOST_LOOKED_AT}) y`)

/** How many threads that the member follows have an unread reply. */
export const countUnreadThreads = async (
  query: Query,
  { conversation_id, user_id }: ThreadPlace,
): Promise<number> => (await unread(query, [user_id, conversation_id]))[0]?.count ?? 0

/** What a member does not say stays, and it is never read back: a mark that says nothing new changes no row. */
const mark = mutation(`
  INSERT INTO thread_marks (conversation_id, user_id, message_id, follows, read_seq) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (conversation_id, user_id, message_id) DO UPDATE SET
    follows = coalesce(excluded.follows, thread_marks.follows),
    read_seq = CASE WHEN excluded.read_seq > thread_marks.read_seq THEN excluded.read_seq ELSE thread_marks.read_seq END
  WHERE excluded.read_seq > thread_marks.read_seq
    OR (excluded.follows IS NOT NULL AND excluded.follows IS DISTINCT FROM thread_marks.follows)`)

/** Whether that is news. */
export const putMark = async (
  query: Query,
  user_id: string,
  { conversation_id, id }: MessageKey,
  { follows, read_seq = 0 }: { follows?: boolean | undefined; read_seq?: number | undefined },
): Promise<boolean> => {
  const said = follows === undefined ? null : Number(follows)
  return (await mark(query, [conversation_id, user_id, id, said, read_seq])) > 0
}

// By primary keys, and messages_by_reply.
const followed = selection<{ follows: number }>(`
  SELECT ${FOLLOWS} AS follows FROM messages m ${FOR_ME} WHERE m.conversation_id = ? AND m.id = ?`)

/** Whether the member follows the thread of this message. */
export const readFollows = async (
  query: Query,
  user_id: string,
  { conversation_id, id }: MessageKey,
): Promise<boolean> => (await followed(query, [user_id, conversation_id, id]))[0]?.follows === 1
