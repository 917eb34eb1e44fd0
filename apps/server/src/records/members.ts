import type { ExpressionBuilder, Kysely, Selectable } from 'kysely'
import type { Member, Role } from '@lectern/protocol'
import { mutation, selection } from '../platform/db/statement.ts'
import { endNotices } from './notices.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

/** What a member set for themselves, as it is stored. */
export type OwnRecord = Pick<
  Selectable<Tables['members']>,
  'own_seq' | 'pinned_at' | 'muted_until' | 'archived_seq' | 'unread_from' | 'level'
>

export interface MemberRecord extends Omit<
  Selectable<Tables['members']>,
  'clear_seq' | 'clear_ordinal' | keyof OwnRecord
> {
  name: string
  role: Role
  disabled_at: string | null
}

/**
 * Of `members m` joined with `users u` and `conversations c`. Whoever hid a direct conversation has left it in
 * the table only: others are not told.
 */
export const MEMBER_COLUMNS = `
  m.conversation_id, m.user_id, u.name, u.role, u.disabled_at, m.joined_at,
  CASE WHEN c.kind = 'direct' THEN NULL ELSE m.left_at END AS left_at,
  m.changed_seq, m.delivered_seq, m.read_seq`

export const toMember = (record: MemberRecord): Member => ({
  user_id: record.user_id,
  name: record.name,
  role: record.role,
  joined_at: record.joined_at,
  ...(record.left_at !== null && { left_at: record.left_at }),
  ...(record.disabled_at !== null && { disabled: true }),
  changed_seq: record.changed_seq,
  delivered_seq: record.delivered_seq,
  read_seq: record.read_seq,
})

// Index: members_by_change.
const changed = selection<MemberRecord>(`
  SELECT ${MEMBER_COLUMNS}
  FROM members m JOIN users u ON u.id = m.user_id JOIN conversations c ON c.id = m.conversation_id
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

/** The conversations of which the user is a member, or which they hid. Index: members_by_user. */
export const memberships = async (query: Query, user_id: string): Promise<string[]> => {
  const rows = await query
    .selectFrom('members as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select('m.conversation_id')
    .where('m.user_id', '=', user_id)
    .where((row) => row.or([row('m.left_at', 'is', null), row('c.kind', '=', 'direct')]))
    .execute()
  return rows.map(({ conversation_id }) => conversation_id)
}

const touched = mutation('UPDATE members SET changed_seq = ? WHERE conversation_id = ? AND user_id = ?')

/** What others see of this member has changed elsewhere. By primary key. */
export const touch = async (
  query: Query,
  { conversation_id, seq }: Pick<JoinPlace, 'conversation_id' | 'seq'>,
  user_id: string,
): Promise<void> => void (await touched(query, [seq, conversation_id, user_id]))

export interface JoinPlace {
  conversation_id: string
  seq: number
  at: string
}

/** By primary key. */
const lastOrdinal = ({ selectFrom }: Pick<ExpressionBuilder<Tables, 'members'>, 'selectFrom'>, id: string) =>
  selectFrom('conversations').select('last_ordinal').where('id', '=', id)

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
    clear_seq: seq,
  }))
  await query
    .insertInto('members')
    .values((eb) => rows.map((row) => ({ ...row, clear_ordinal: lastOrdinal(eb, conversation_id) })))
    .execute()
}

/** Adds members, or adds them again. Earlier messages count as read: nobody starts with a thousand unread. */
export const join = async (query: Query, place: JoinPlace, user_ids: readonly string[]): Promise<void> => {
  const { conversation_id, seq, at } = place
  const back = await query
    .updateTable('members')
    .set((eb) => ({
      ...{ left_at: null, joined_at: at, changed_seq: seq, delivered_seq: seq, read_seq: seq },
      ...{ clear_seq: seq, clear_ordinal: lastOrdinal(eb, conversation_id) },
      ...{ pinned_at: null, muted_until: null, archived_seq: null, unread_from: null, level: null },
    }))
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
): Promise<void> => {
  await query
    .updateTable('members')
    .set({ left_at: at, changed_seq: seq })
    .where('conversation_id', '=', conversation_id)
    .where('user_id', '=', user_id)
    .execute()
  await endNotices(query, { conversation_id, user_id }, { at, by: 'removed' })
}

// By primary key.
const hiding = selection<MemberRecord>(`
  SELECT m.conversation_id, m.user_id, u.name, u.role, u.disabled_at, m.joined_at, m.left_at, m.changed_seq, m.delivered_seq, m.read_seq
  FROM members m JOIN users u ON u.id = m.user_id JOIN conversations c ON c.id = m.conversation_id
  WHERE m.conversation_id = ? AND c.kind = 'direct' AND m.left_at IS NOT NULL`)

/** Who has hidden this direct conversation. */
export const findHiding = async (query: Query, conversation_id: string): Promise<Member[]> =>
  (await hiding(query, [conversation_id])).map(toMember)

const hideFrom = mutation('UPDATE members SET left_at = ? WHERE conversation_id = ? AND user_id = ?')

/**
 * For a direct conversation: they are no member until they come back. The row does not count as changed, because
 * others see it as it was. By primary key.
 */
export const hide = async (
  query: Query,
  { conversation_id, at }: JoinPlace,
  user_id: string,
): Promise<void> => {
  await hideFrom(query, [at, conversation_id, user_id])
  await endNotices(query, { conversation_id, user_id }, { at, by: 'removed' })
}

// By primary key.
const hidden = selection<MemberRecord>(`
  SELECT m.conversation_id, m.user_id, u.name, u.role, u.disabled_at, m.joined_at, m.left_at, m.changed_seq, m.delivered_seq, m.read_seq
  FROM members m JOIN users u ON u.id = m.user_id
  WHERE m.conversation_id = ? AND m.user_id = ? AND m.left_at IS NOT NULL`)

/** Their own row, if they hid the direct conversation. */
export const findHidden = async (
  query: Query,
  conversation_id: string,
  user_id: string,
): Promise<Member | undefined> => (await hidden(query, [conversation_id, user_id])).map(toMember)[0]

const back = mutation(`
  UPDATE members SET left_at = NULL, changed_seq = ? WHERE conversation_id = ? AND user_id = ? AND left_at IS NOT NULL`)

/** Ends the hiding; what came meanwhile is unread. By primary key. */
export const bringBack = async (
  query: Query,
  { conversation_id, seq }: Pick<JoinPlace, 'conversation_id' | 'seq'>,
  user_id: string,
): Promise<void> => void (await back(query, [seq, conversation_id, user_id]))

const backForAll = mutation(`
  UPDATE members SET left_at = NULL, changed_seq = ?
  WHERE conversation_id = ? AND left_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM blocks b WHERE b.user_id = members.user_id AND b.blocked_id = ?)`)

/**
 * The same for whoever hid it, unless they blocked the writer; returns whether it was anybody. By primary keys.
 */
export const bringBackReaders = async (
  query: Query,
  { conversation_id, seq }: Pick<JoinPlace, 'conversation_id' | 'seq'>,
  writer_id: string,
): Promise<boolean> => (await backForAll(query, [seq, conversation_id, writer_id])) > 0

const positions = mutation(
  'UPDATE members SET delivered_seq = ?, read_seq = ? WHERE conversation_id = ? AND user_id = ?',
)

// Index: unique (conversation_id, created_seq) of messages; the rest by primary key.
const clear = mutation(`
  UPDATE members SET clear_seq = ?, clear_ordinal = coalesce(
    (SELECT CASE x.kind WHEN 'system' THEN x.ordinal ELSE x.ordinal - 1 END FROM messages x
      WHERE x.conversation_id = members.conversation_id AND x.created_seq > ? ORDER BY x.created_seq LIMIT 1),
    (SELECT c.last_ordinal FROM conversations c WHERE c.id = members.conversation_id))
  WHERE conversation_id = ? AND user_id = ? AND clear_seq < ? AND unread_from IS NULL`)

/** How far a member has received and read. Nothing up to there is unread for them, unless they marked it so. */
export const updatePositions = async (
  query: Query,
  conversation_id: string,
  user_id: string,
  { delivered_seq, read_seq }: Pick<Member, 'delivered_seq' | 'read_seq'>,
): Promise<void> => {
  await positions(query, [delivered_seq, read_seq, conversation_id, user_id])
  await clear(query, [read_seq, read_seq, conversation_id, user_id, read_seq])
}

// By primary key.
const own = mutation(`
  UPDATE members SET own_seq = ?, pinned_at = ?, muted_until = ?, archived_seq = ?, unread_from = ?, level = ?
  WHERE conversation_id = ? AND user_id = ?`)

/** What a member set for themselves. */
export const updateOwn = async (
  query: Query,
  conversation_id: string,
  user_id: string,
  { own_seq, pinned_at, muted_until, archived_seq, unread_from, level }: OwnRecord,
): Promise<void> =>
  void (await own(query, [
    ...[own_seq, pinned_at, muted_until, archived_seq, unread_from, level],
    ...[conversation_id, user_id],
  ]))

// By primary key.
const begin = mutation(
  'UPDATE members SET clear_seq = ?, clear_ordinal = ? WHERE conversation_id = ? AND user_id = ?',
)

/** From this message on, the others' messages are unread again: its number, and its ordinal. */
export const beginUnread = async (
  query: Query,
  {
    conversation_id,
    created_seq,
    ordinal,
  }: { conversation_id: string; created_seq: number; ordinal: number },
  user_id: string,
): Promise<void> => void (await begin(query, [created_seq - 1, ordinal - 1, conversation_id, user_id]))

// By primary key.
const clearOwn = mutation(`
  UPDATE members SET clear_seq = ?, clear_ordinal = ? WHERE conversation_id = ? AND user_id = ? AND clear_ordinal = ?`)

/** Raises the sender's `clear_seq` past an own message, unless there are others between; returns whether it did. */
export const raiseOwnClear = async (
  query: Query,
  { conversation_id, sender_id, created_seq }: OwnMessage,
  ordinal: number,
): Promise<boolean> =>
  (await clearOwn(query, [created_seq, ordinal, conversation_id, sender_id, ordinal - 1])) === 1

interface OwnMessage {
  conversation_id: string
  sender_id: string
  created_seq: number
}
