import { sql, type Kysely, type Selectable, type SqlBool } from 'kysely'
import type { Conversation, ConversationFilter, Role } from '@lectern/protocol'
import { foldText } from '../../platform/fold.ts'
import { MEMBER_COLUMNS, toMember, type MemberRecord } from '../../records/members.ts'
import { MESSAGE_COLUMNS, toMessage, type MessageRecord } from '../../records/messages.ts'
import { toConversationRow } from '../../records/conversations.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

const MENTIONS_SHOWN = 50

/**
 * Messages of others that are not read yet (EP3), of conversation `c` for its member `me`; what the system says and
 * what was deleted does not count. Index: unique (conversation_id, created_seq).
 */
const UNREAD = sql<number>`
  FROM messages x
  WHERE x.conversation_id = c.id AND x.created_seq > me.read_seq AND x.sender_id <> me.user_id
    AND x.deleted_at IS NULL AND x.kind <> 'system'`

/** Those of them that name the member. Index: messages_by_mention. */
const UNREAD_MENTIONS = sql<string>`
  SELECT json_group_array(y.created_seq) FROM (
    SELECT x.created_seq ${UNREAD} AND x.mentions IS NOT NULL AND instr(x.mentions, me.user_id) > 0
    ORDER BY x.created_seq DESC LIMIT ${sql.lit(MENTIONS_SHOWN)}) y`

/** Where in the list a page begins: after this row. */
export interface ListPlace {
  changed_at: string
  id: string
}

export interface ListQuery {
  user_id: string
  q?: string
  filter?: ConversationFilter
  after?: ListPlace
  limit: number
}

/** One page of the user's conversations, the latest change first. Index: members_by_user. */
export const listPlaces = async (
  query: Query,
  { user_id, q, filter = 'all', after, limit }: ListQuery,
): Promise<ListPlace[]> => {
  const { rows } = await sql<ListPlace>`
    SELECT c.id, c.changed_at FROM members me JOIN conversations c ON c.id = me.conversation_id
    WHERE me.user_id = ${user_id} AND me.left_at IS NULL
      AND ${after ? sql<SqlBool>`(c.changed_at, c.id) < (${after.changed_at}, ${after.id})` : sql`1 = 1`}
      AND ${matchesFilter(filter)}
      AND ${q ? matchesText(q) : sql`1 = 1`}
    ORDER BY c.changed_at DESC, c.id DESC LIMIT ${limit}`.execute(query)
  return rows
}

const matchesFilter = (filter: ConversationFilter) => {
  if (filter === 'all') return sql<SqlBool>`1 = 1`
  if (filter === 'unread') return sql<SqlBool>`EXISTS (SELECT 1 ${UNREAD})`
  if (filter === 'questions') return sql<SqlBool>`c.open_questions > 0`
  return sql<SqlBool>`c.kind = ${filter}`
}

const matchesText = (q: string) => {
  const key = foldText(q)
  return sql<SqlBool>`(instr(c.title_key, ${key}) > 0 OR EXISTS (
    SELECT 1 FROM members n JOIN users u ON u.id = n.user_id
    WHERE n.conversation_id = c.id AND n.left_at IS NULL AND n.user_id <> me.user_id AND instr(u.name_key, ${key}) > 0))`
}

type Row = Omit<
  Selectable<Tables['conversations']>,
  'title_key' | 'direct_key' | 'created_hash' | 'purged_seq'
> &
  Pick<Conversation, 'delivered_seq' | 'read_seq' | 'unread' | 'member_count'> & { unread_mentions: string }

/** Conversations as one of their members sees them, in the order of `ids`; those of which one is no member are left out. */
export const readConversations = async (
  query: Query,
  user_id: string,
  ids: string[],
  membersShown: number,
): Promise<Conversation[]> => {
  if (ids.length === 0) return []
  const rows = await readRows(query, user_id, ids)
  const visible = rows.map(({ id }) => id)
  const members = grouped(await readMembers(query, visible, membersShown))
  const last = grouped(await readLastMessages(query, visible))
  const conversations = rows.map((row) => {
    const [message] = last.get(row.id) ?? []
    return {
      ...toConversationRow(row),
      head: row.head,
      member_count: row.member_count,
      members: (members.get(row.id) ?? []).map(toMember),
      ...(message && { last_message: toMessage(message) }),
      delivered_seq: row.delivered_seq,
      read_seq: row.read_seq,
      unread: row.unread,
      unread_mentions: JSON.parse(row.unread_mentions) as number[],
    }
  })
  return conversations.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

const grouped = <Record extends { conversation_id: string }>(records: Record[]): Map<string, Record[]> =>
  Map.groupBy(records, ({ conversation_id }) => conversation_id)

// By primary keys.
const readRows = async (query: Query, user_id: string, ids: string[]): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    SELECT c.id, c.kind, c.title, c.created_by, c.created_at, c.changed_at, c.head, c.changed_seq,
      c.open_questions, c.assistant_mode, c.assistant_review,
      me.delivered_seq, me.read_seq,
      (SELECT count(*) ${UNREAD}) AS unread,
      (${UNREAD_MENTIONS}) AS unread_mentions,
      (SELECT count(*) FROM members n WHERE n.conversation_id = c.id AND n.left_at IS NULL) AS member_count
    FROM conversations c JOIN members me ON me.conversation_id = c.id
    WHERE c.id IN (${sql.join(ids)}) AND me.user_id = ${user_id} AND me.left_at IS NULL`.execute(query)
  return rows
}

/** The first members of each, by primary key: no conversation is read further than asked for. */
const readMembers = async (query: Query, ids: string[], limit: number): Promise<MemberRecord[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<MemberRecord>`
    SELECT ${sql.raw(MEMBER_COLUMNS)}
    FROM conversations c
    JOIN members m ON m.conversation_id = c.id AND m.user_id IN (
      SELECT n.user_id FROM members n WHERE n.conversation_id = c.id AND n.left_at IS NULL
      ORDER BY n.user_id LIMIT ${limit})
    JOIN users u ON u.id = m.user_id
    WHERE c.id IN (${sql.join(ids)}) ORDER BY m.user_id`.execute(query)
  return rows
}

// Index: unique (conversation_id, created_seq).
const readLastMessages = async (query: Query, ids: string[]): Promise<MessageRecord[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<MessageRecord>`
    SELECT ${sql.raw(MESSAGE_COLUMNS)}
    FROM conversations c
    JOIN messages m ON m.conversation_id = c.id
      AND m.created_seq = (SELECT max(x.created_seq) FROM messages x WHERE x.conversation_id = c.id)
    JOIN users u ON u.id = m.sender_id
    WHERE c.id IN (${sql.join(ids)})`.execute(query)
  return rows
}

// By primary key.
export const findCreation = (query: Query, id: string) =>
  query
    .selectFrom('conversations')
    .select(['id', 'created_by', 'created_hash'])
    .where('id', '=', id)
    .executeTakeFirst()

// Index: unique (direct_key).
export const findDirect = (query: Query, direct_key: string) =>
  query.selectFrom('conversations').select('id').where('direct_key', '=', direct_key).executeTakeFirst()

export interface Person {
  id: string
  name: string
  role: Role
}

/** Those of `ids` who can be written to at all. By primary key. */
export const findPeople = async (query: Query, ids: string[]): Promise<Person[]> =>
  ids.length === 0
    ? []
    : query
        .selectFrom('users')
        .select(['id', 'name', 'role'])
        .where('id', 'in', ids)
        .where('disabled_at', 'is', null)
        .execute()
