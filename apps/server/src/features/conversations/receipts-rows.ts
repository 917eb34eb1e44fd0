import type { Kysely } from 'kysely'
import type { Receipt } from '@lectern/protocol'
import { LOCK_M } from '../../platform/db/fragments.ts'
import { selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'
import { UNREAD } from '../../records/unread.ts'

type Query = Kysely<Tables>

export type Positions = Pick<Receipt, 'delivered_seq' | 'read_seq' | 'head'>

// By primary keys.
const positions = selection<Positions>(`
  SELECT m.delivered_seq, m.read_seq, c.head FROM members m JOIN conversations c ON c.id = m.conversation_id
  WHERE m.conversation_id = ? AND m.user_id = ? AND m.left_at IS NULL ${LOCK_M}`)

/** Locked by this writer until its commit: two devices raise them at the same time, and neither may take them down. */
export const lockPositions = async (
  query: Query,
  conversation_id: string,
  user_id: string,
): Promise<Positions | undefined> => (await positions(query, [conversation_id, user_id]))[0]

// By primary keys.
const unread = selection<{ unread: number }>(
  `SELECT ${UNREAD} AS unread FROM members me JOIN conversations c ON c.id = me.conversation_id
  WHERE me.conversation_id = ? AND me.user_id = ?`,
)

/** What is unread for a member after the position that is stored (EP3). */
export const countUnread = async (query: Query, conversation_id: string, user_id: string): Promise<number> =>
  (await unread(query, [conversation_id, user_id]))[0]?.unread ?? 0

export interface MemberPosition {
  conversation_id: string
  user_id: string
  delivered_seq: number
  read_seq: number
}

// By primary key; the limit keeps one screen from reading a large course.
const ofMembers = selection<MemberPosition>(`
  SELECT conversation_id, user_id, delivered_seq, read_seq FROM members
  WHERE conversation_id = ? AND left_at IS NULL ORDER BY user_id LIMIT ?`)

export const memberPositions = (
  query: Query,
  conversation_id: string,
  limit: number,
): Promise<MemberPosition[]> => ofMembers(query, [conversation_id, limit])
