// Who was told of which message, and which messages nobody has been told of yet. A message waits from its own commit on; a job
// decides (`features/notices`). A notice ends in the commit that reads or deletes its message, or removes the person: the
// deciding transaction holds locks on the message and the members, so that neither misses the other.
import type { Kysely, Selectable } from 'kysely'
import type { NoticeEnd } from '@lectern/protocol'
import { SHARE_ME, SHARE_M_SKIP_Q } from '../platform/db/fragments.ts'
import { mutation, selection } from '../platform/db/statement.ts'
import { chunksOf } from '../platform/chunks.ts'
import type { StoredMessage } from './stored.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>
export type NoticeRecord = Selectable<Tables['notices']>
type MessagePlace = Pick<StoredMessage, 'conversation_id' | 'created_seq'>

// Hot: part of every send.
const queue = mutation('INSERT INTO notice_queue (conversation_id, created_seq) VALUES (?, ?)')

export const queueNotices = async (
  query: Query,
  { conversation_id, created_seq }: MessagePlace,
): Promise<void> => void (await queue(query, [conversation_id, created_seq]))

/** Appended to a SELECT of `members me` whose result decides: a receipt waits until it is stored, or is seen. */
export const WHILE_DECIDING = SHARE_ME

// By primary key, in its order; what is being written stays. Index of messages: unique (conversation_id, created_seq).
const queued = selection<MessagePlace>(`
  SELECT q.conversation_id, q.created_seq FROM notice_queue q
  JOIN messages m ON m.conversation_id = q.conversation_id AND m.created_seq = q.created_seq
  WHERE m.state <> 'streaming' ORDER BY q.conversation_id, q.created_seq LIMIT ? ${SHARE_M_SKIP_Q}`)

/** Messages that wait to be told, locked until the commit. */
export const readQueued = (query: Query, limit: number): Promise<MessagePlace[]> => queued(query, [limit])

const anyQueued = selection<MessagePlace>('SELECT conversation_id, created_seq FROM notice_queue LIMIT 1')

export const hasQueued = async (query: Query): Promise<boolean> => (await anyQueued(query, [])).length > 0

// By primary key.
const unqueue = mutation('DELETE FROM notice_queue WHERE conversation_id = ? AND created_seq = ?')

export const endQueued = async (
  query: Query,
  { conversation_id, created_seq }: MessagePlace,
): Promise<void> => void (await unqueue(query, [conversation_id, created_seq]))

// By primary key.
const waits = selection('SELECT 1 FROM notice_queue WHERE conversation_id = ? AND created_seq = ?')

export const isQueued = async (
  query: Query,
  { conversation_id, created_seq }: MessagePlace,
): Promise<boolean> => (await waits(query, [conversation_id, created_seq])).length > 0

const ROWS_AT_ONCE = 100

/** Stores what was decided; whoever was told before stays so. */
export const insertNotices = async (
  query: Query,
  records: readonly Omit<NoticeRecord, 'ended_at' | 'ended_by'>[],
): Promise<void> => {
  for (const some of chunksOf([...records], ROWS_AT_ONCE))
    await query
      .insertInto('notices')
      .values(some.map((record) => ({ ...record, ended_at: null, ended_by: null })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

interface End {
  at: string
  by: NoticeEnd
}

// Index: notices_open.
const ended = mutation(`
  UPDATE notices SET ended_at = ?, ended_by = ?
  WHERE user_id = ? AND conversation_id = ? AND created_seq <= ? AND ended_at IS NULL`)

/** Ends those of a member, up to a message or all of them; returns how many were open. */
export const endNotices = (
  query: Query,
  { conversation_id, user_id, to }: { conversation_id: string; user_id: string; to?: number },
  { at, by }: End,
): Promise<number> => ended(query, [at, by, user_id, conversation_id, to ?? Number.MAX_SAFE_INTEGER])

// By primary key.
const endedOf = mutation(`
  UPDATE notices SET ended_at = ?, ended_by = 'deleted'
  WHERE conversation_id = ? AND created_seq = ? AND ended_at IS NULL`)

/** For a message that is deleted now. */
export const endNoticesOf = async (
  query: Query,
  { conversation_id, created_seq }: MessagePlace,
  at: string,
): Promise<void> => void (await endedOf(query, [at, conversation_id, created_seq]))

// Index: notices_open.
const dismissed = mutation(`
  UPDATE notices SET ended_at = ?, ended_by = 'dismissed' WHERE user_id = ? AND told_at <= ? AND ended_at IS NULL`)

/** Ends all that a person was told up to a time; returns how many were open. */
export const dismissUntil = (query: Query, user_id: string, until: string, at: string): Promise<number> =>
  dismissed(query, [at, user_id, until])

// By primary key.
const dismissedOne = mutation(`
  UPDATE notices SET ended_at = ?, ended_by = 'dismissed'
  WHERE conversation_id = ? AND created_seq = ? AND user_id = ? AND ended_at IS NULL`)

/** Ends that of one message; returns whether it was open. */
export const dismissOne = async (
  query: Query,
  { conversation_id, created_seq }: MessagePlace,
  user_id: string,
  at: string,
): Promise<boolean> => (await dismissedOne(query, [at, conversation_id, created_seq, user_id])) === 1

// Index: notices_by_time.
const old = mutation('DELETE FROM notices WHERE told_at < ?')

export const deleteNoticesBefore = (query: Query, time: string): Promise<number> => old(query, [time])
