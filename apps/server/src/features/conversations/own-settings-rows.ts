import type { Kysely } from 'kysely'
import type { OwnSettings } from '@lectern/protocol'
import { selection } from '../../platform/db/statement.ts'
import type { OwnRecord } from '../../records/members.ts'
import { OWN_COLUMNS, toOwnSettings } from '../../records/own-settings.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

// What follows reads `members me`, `conversations c` and `moment t`, from `MOMENT`: an expression for a list, its totals
// and its filters alike. Each is true or false, never NULL.

/** The time at which settings are looked at: one parameter. */
export const MOMENT = 'CROSS JOIN (SELECT CAST(? AS text) AS instant) t'

export const MUTED = `(coalesce(me.muted_until, '') > t.instant)`

/** By the unique index (conversation_id, created_seq), and only for what somebody archived. */
export const SAID_SEQ = `(SELECT x.created_seq FROM messages x WHERE x.conversation_id = me.conversation_id
  AND x.kind <> 'system' ORDER BY x.created_seq DESC LIMIT 1)`

/** What is said later brings it back, unless it is muted. */
export const ARCHIVED = `(me.archived_seq IS NOT NULL AND (${MUTED} OR coalesce(${SAID_SEQ}, 0) <= me.archived_seq))`

export interface UnreadPlace {
  created_seq: number
  ordinal: number
}

// Index: unique (conversation_id, created_seq).
const next = selection<UnreadPlace>(`
  SELECT m.created_seq, m.ordinal FROM messages m
  WHERE m.conversation_id = ? AND m.created_seq >= ? AND m.sender_id <> ? AND m.kind <> 'system'
    AND m.deleted_at IS NULL
  ORDER BY m.created_seq LIMIT 1`)

/** The first message of somebody else from this number on. */
export const findUnreadPlace = async (
  query: Query,
  conversation_id: string,
  seq: number,
  user_id: string,
): Promise<UnreadPlace | undefined> => (await next(query, [conversation_id, seq, user_id]))[0]

// Index: members_by_own_change.
const changed = selection<OwnRecord & { conversation_id: string }>(`
  SELECT me.conversation_id, ${OWN_COLUMNS} FROM members me
  WHERE me.user_id = ? AND me.own_seq > ? AND me.left_at IS NULL ORDER BY me.own_seq LIMIT ?`)

/** The settings that changed after this number of the own clock, in its order. */
export const findOwnAfter = async (
  query: Query,
  user_id: string,
  since: number,
  limit: number,
): Promise<OwnSettings[]> =>
  (await changed(query, [user_id, since, limit])).map(({ conversation_id, ...record }) =>
    toOwnSettings(conversation_id, record),
  )
