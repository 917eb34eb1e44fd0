// Who is named where: a row for each member whom a message that stands names, but for its sender.
import type { Kysely } from 'kysely'
import { JSON_LIST } from '../platform/db/fragments.ts'
import type { StoredMessage } from './stored.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

const MENTIONS_SHOWN = 50

/**
 * The `created_seq` of unread messages that name member `me`, the newest first, as JSON: an expression for a statement
 * that reads `members me`. By primary key.
 */
export const UNREAD_MENTIONS = `(SELECT coalesce(${JSON_LIST}(y.created_seq), '[]') FROM (
  SELECT x.created_seq FROM mentions x
  WHERE x.conversation_id = me.conversation_id AND x.user_id = me.user_id AND x.created_seq > me.clear_seq
  ORDER BY x.created_seq DESC LIMIT ${MENTIONS_SHOWN}) y)`

/** How many they are, of those. */
export const MENTIONED = `(SELECT count(*) FROM (
  SELECT x.created_seq FROM mentions x
  WHERE x.conversation_id = me.conversation_id AND x.user_id = me.user_id AND x.created_seq > me.clear_seq
  LIMIT ${MENTIONS_SHOWN}) y)`

const named = ({ mentions = [], sender_id }: StoredMessage): string[] => [
  ...new Set(mentions.map(({ user_id }) => user_id).filter((id) => id !== sender_id)),
]

export const insertMentions = async (query: Query, message: StoredMessage): Promise<void> => {
  const { conversation_id, created_seq } = message
  const rows = named(message).map((user_id) => ({ user_id, conversation_id, created_seq }))
  if (rows.length > 0) await query.insertInto('mentions').values(rows).execute()
}

/** By primary key. */
export const deleteMentions = async (query: Query, message: StoredMessage): Promise<void> => {
  const { conversation_id, created_seq } = message
  const ids = named(message)
  if (ids.length === 0) return
  await query
    .deleteFrom('mentions')
    .where('conversation_id', '=', conversation_id)
    .where('user_id', 'in', ids)
    .where('created_seq', '=', created_seq)
    .execute()
}
