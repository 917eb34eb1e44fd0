import type { Kysely, Selectable } from 'kysely'
import type { Member, Role } from '@lectern/protocol'
import { selection } from '../../platform/db/statement.ts'
import type { Tables } from '../tables.ts'

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

export const changedMembers = async (
  query: Kysely<Tables>,
  conversation_id: string,
  since: number,
  to: number,
): Promise<Member[]> => (await changed(query, [conversation_id, since, to])).map(toMember)
