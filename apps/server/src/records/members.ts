import type { Kysely, Selectable } from 'kysely'
import type { Member, Role } from '@lectern/protocol'
import { mutation, selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

export interface MemberRecord extends Selectable<Tables['members']> {
  name: string
  role: Role
}

/** Of `members m` joined with `users u`. */
export const MEMBER_COLUMNS = `
  m.conversation_id, m.user_id, u.name, u.role, m.joined_at, m.left_at, m.changed_seq, m.delivered_seq, m.read_seq`

export const toMember = (record: MemberRecord): Member => ({
  user_id: record.user_id,
  name: record.name,
  role: record.role,
  joined_at: record.joined_at,
  ...(record.left_at !== null && { left_at: record.left_at }),
  changed_seq: record.changed_seq,
  delivered_seq: record.delivered_seq,
  read_seq: record.read_seq,
})

// Index: members_by_change.
const changed = selection<MemberRecord>(`
  SELECT ${MEMBER_COLUMNS} FROM members m JOIN users u ON u.id = m.user_id
  WHERE m.conversation_id = ? AND m.changed_seq > ? AND m.changed_seq <= ? ORDER BY m.changed_seq, m.user_id`)

export const findChangedMembers = async (
  query: Query,
  conversation_id: string,
  since: number,
  to: number,
): Promise<Member[]> => (await changed(query, [conversation_id, since, to])).map(toMember)

/** Ids of the present members. By primary key. */
export const findMemberIds = async (query: Query, conversation_id: string): Promise<Set<string>> => {
  const rows = await query
    .selectFrom('members')
    .select('user_id')
    .where('conversation_id', '=', conversation_id)
    .where('left_at', 'is', null)
    .execute()
  return new Set(rows.map(({ user_id }) => user_id))
}

export interface JoinPlace {
  conversation_id: string
  seq: number
  at: string
}

export const insertMembers = async (
  query: Query,
  { conversation_id, seq, at }: JoinPlace,
  user_ids: readonly string[],
): Promise<void> => {
  const rows = user_ids.map((user_id) => ({
    conversation_id,
    user_id,
    joined_at: at,
    changed_seq: seq,
    delivered_seq: seq,
    read_seq: seq,
  }))
  await query.insertInto('members').values(rows).execute()
}

/** Adds members, or adds them again. Earlier messages count as read: nobody starts with a thousand unread. */
export const join = async (query: Query, place: JoinPlace, user_ids: readonly string[]): Promise<void> => {
  const { conversation_id, seq, at } = place
  const back = await query
    .updateTable('members')
    .set({ left_at: null, joined_at: at, changed_seq: seq, delivered_seq: seq, read_seq: seq })
    .where('conversation_id', '=', conversation_id)
    .where('user_id', 'in', user_ids)
    .returning('user_id')
    .execute()
  const returned = new Set(back.map(({ user_id }) => user_id))
  const fresh = user_ids.filter((id) => !returned.has(id))
  if (fresh.length > 0) await insertMembers(query, place, fresh)
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

const positions = mutation(
  'UPDATE members SET delivered_seq = ?, read_seq = ? WHERE conversation_id = ? AND user_id = ?',
)

/** How far a member has received and read. */
export const updatePositions = async (
  query: Query,
  conversation_id: string,
  user_id: string,
  { delivered_seq, read_seq }: Pick<Member, 'delivered_seq' | 'read_seq'>,
): Promise<void> => void (await positions(query, [delivered_seq, read_seq, conversation_id, user_id]))
