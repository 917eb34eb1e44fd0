// What a member set for themselves: it stands in the member's row. Whoever changes it locks that row before they take the
// next number of the person's own clock.
import type { Kysely } from 'kysely'
import type { OwnSettings } from '@lectern/protocol'
import { LOCK_M } from '../platform/db/fragments.ts'
import { selection } from '../platform/db/statement.ts'
import type { OwnRecord } from './members.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

/** Of `members me`. */
export const OWN_COLUMNS =
  'me.own_seq, me.pinned_at, me.muted_until, me.archived_seq, me.unread_from, me.level'

export const toOwnSettings = (conversation_id: string, record: OwnRecord): OwnSettings => ({
  conversation_id,
  changed_seq: record.own_seq,
  ...(record.pinned_at !== null && { pinned_at: record.pinned_at }),
  ...(record.muted_until !== null && { muted_until: record.muted_until }),
  ...(record.archived_seq !== null && { archived_seq: record.archived_seq }),
  ...(record.unread_from !== null && { unread_from: record.unread_from }),
  ...(record.level !== null && { level: record.level }),
})

export interface LockedOwn extends OwnRecord {
  read_seq: number
  delivered_seq: number
  head: number
  last_ordinal: number
}

// By primary keys.
const lock = selection<LockedOwn>(`
  SELECT m.own_seq, m.pinned_at, m.muted_until, m.archived_seq, m.unread_from, m.level, m.read_seq, m.delivered_seq,
    c.head, c.last_ordinal
  FROM members m JOIN conversations c ON c.id = m.conversation_id
  WHERE m.conversation_id = ? AND m.user_id = ? AND m.left_at IS NULL ${LOCK_M}`)

/** Locked by this writer until its commit; undefined for a non-member. */
export const lockOwn = async (
  query: Query,
  conversation_id: string,
  user_id: string,
): Promise<LockedOwn | undefined> => (await lock(query, [conversation_id, user_id]))[0]
