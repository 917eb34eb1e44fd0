import type { Kysely } from 'kysely'
import { insertMembers } from '../changes/changes-rows.ts'
import type { Tables } from '../tables.ts'

type Query = Kysely<Tables>

export interface JoinPlace {
  conversation_id: string
  seq: number
  at: string
}

/** Ids of those who are members now. By primary key. */
export const currentMemberIds = async (query: Query, conversation_id: string): Promise<Set<string>> => {
  const rows = await query
    .selectFrom('members')
    .select('user_id')
    .where('conversation_id', '=', conversation_id)
    .where('left_at', 'is', null)
    .execute()
  return new Set(rows.map(({ user_id }) => user_id))
}

/** Takes people in, or back in. What was said before counts as read: nobody starts with a thousand unread. */
export const join = async (
  query: Query,
  { conversation_id, seq, at }: JoinPlace,
  user_ids: string[],
): Promise<void> => {
  const back = await query
    .updateTable('members')
    .set({ left_at: null, joined_at: at, changed_seq: seq, delivered_seq: seq, read_seq: seq })
    .where('conversation_id', '=', conversation_id)
    .where('user_id', 'in', user_ids)
    .returning('user_id')
    .execute()
  const returned = new Set(back.map(({ user_id }) => user_id))
  const fresh = user_ids.filter((id) => !returned.has(id))
  if (fresh.length > 0) await insertMembers(query, conversation_id, fresh, { seq, at })
}

// By primary key.
export const leave = async (
  query: Query,
  { conversation_id, seq, at }: JoinPlace,
  user_id: string,
): Promise<void> =>
  void (await query
    .updateTable('members')
    .set({ left_at: at, changed_seq: seq })
    .where('conversation_id', '=', conversation_id)
    .where('user_id', '=', user_id)
    .execute())
