import type { Kysely, Selectable } from 'kysely'
import {
  ConversationKind,
  type Conversation,
  type ConversationFilter,
  type ConversationTotals,
  type Role,
} from '@lectern/protocol'
import { INSTR } from '../../platform/db/fragments.ts'
import { placeholders, selection } from '../../platform/db/statement.ts'
import { foldText } from '../../platform/fold.ts'
import { MEMBER_COLUMNS, toMember, type MemberRecord } from '../../records/members.ts'
import { MESSAGE_COLUMNS, toMessage, type MessageRecord } from '../../records/messages.ts'
import { toConversationRow } from '../../records/conversations.ts'
import { MENTIONED, UNREAD_MENTIONS } from '../../records/mentions.ts'
import type { OwnRecord } from '../../records/members.ts'
import { OWN_COLUMNS, toOwnSettings } from '../../records/own-settings.ts'
import { UNREAD } from '../../records/unread.ts'
import type { Tables } from '../../records/tables.ts'
import type { Stored } from '../../records/stored.ts'
import { ARCHIVED, MOMENT, MUTED, SAID_SEQ } from './own-settings-rows.ts'

type Query = Kysely<Tables>

/** The start of a page of the list: after this row. */
export interface ListPlace {
  /** 1 for what is pinned, which comes first. */
  pinned: number
  changed_at: string
  id: string
}

export interface ListQuery {
  user_id: string
  /** The time now: what was muted until then counts again. */
  at: string
  q?: string
  filter?: ConversationFilter
  after?: ListPlace
  limit: number
}

/** A filter of the list, besides membership. */
interface Condition {
  sql: string
  parameters: readonly unknown[]
}
const ANY: Condition = { sql: '', parameters: [] }

const PINNED = 'CASE WHEN me.pinned_at IS NULL THEN 0 ELSE 1 END'

/** What is to be counted: of a muted conversation only what names the person. Nothing is to be counted of an archived one. */
const COUNTED = `(CASE WHEN ${MUTED} THEN ${MENTIONED} ELSE ${UNREAD} END)`

/** One page of the user's conversations: those that are pinned, then the others, the latest change first. Index: members_by_user. */
export const listPlaces = (
  query: Query,
  { user_id, at, q, filter = 'all', after, limit }: ListQuery,
): Promise<ListPlace[]> => {
  const conditions = [isAfter(after), matchesFilter(filter), matchesText(q)]
  const list = selection<ListPlace>(`
    SELECT c.id, c.changed_at, ${PINNED} AS pinned
    FROM members me JOIN conversations c ON c.id = me.conversation_id ${MOMENT}
    WHERE me.user_id = ? AND me.left_at IS NULL ${conditions.map(({ sql }) => sql).join(' ')}
    ORDER BY ${PINNED} DESC, c.changed_at DESC, c.id DESC LIMIT ?`)
  return list(query, [at, user_id, ...conditions.flatMap(({ parameters }) => parameters), limit])
}

const isAfter = (place: ListPlace | undefined): Condition =>
  place
    ? {
        sql: `AND (${PINNED}, c.changed_at, c.id) < (?, ?, ?)`,
        parameters: [place.pinned, place.changed_at, place.id],
      }
    : ANY

const matchesFilter = (filter: ConversationFilter): Condition => {
  if (filter === 'all') return ANY
  if (filter === 'archived') return { sql: `AND ${ARCHIVED}`, parameters: [] }
  const shown = `AND NOT ${ARCHIVED}`
  const test = SHOWN[filter]
  return test === undefined
    ? { sql: `AND c.kind = ? ${shown}`, parameters: [filter] }
    : { sql: `AND ${test} ${shown}`, parameters: [] }
}

const SHOWN: Partial<Record<ConversationFilter, string>> = {
  unread: `${COUNTED} > 0`,
  mentions: `${MENTIONED} > 0`,
  questions: 'c.open_questions > 0',
  pinned: 'me.pinned_at IS NOT NULL',
}

/** Longer queries are of no use: each word is another look at each member. */
const MAX_WORDS = 8

/** Each word in any order, as the list on the device does it. */
const matchesText = (q = ''): Condition => {
  const words = foldText(q).split(/\s+/u).filter(Boolean).slice(0, MAX_WORDS)
  return {
    sql: words.map(() => HOLDS_WORD).join(' '),
    parameters: words.flatMap((word) => [word, word]),
  }
}

const HOLDS_WORD = `AND (${INSTR}(c.title_key, ?) > 0 OR EXISTS (
  SELECT 1 FROM members n JOIN users u ON u.id = n.user_id
  WHERE n.conversation_id = c.id AND (n.left_at IS NULL OR c.kind = 'direct')
    AND n.user_id <> me.user_id AND ${INSTR}(u.name_key, ?) > 0))`

/** Of a list: what is pinned, and the kinds of all others. */
const SECTIONS = ['pinned', ...ConversationKind.options] as const

const totals = selection<ConversationTotals>(`
  SELECT count(*) AS conversations, count(CASE WHEN own.counted > 0 THEN 1 END) AS unread,
    coalesce(CAST(sum(own.counted) AS bigint), 0) AS unread_messages,
    coalesce(CAST(sum(own.open_questions) AS bigint), 0) AS open_questions,
    count(CASE WHEN own.mentioned > 0 THEN 1 END) AS mentions,
    coalesce(CAST(sum(own.pinned) AS bigint), 0) AS pinned,
    coalesce(CAST(sum(own.archived) AS bigint), 0) AS archived,
    ${SECTIONS.map((name) => `count(CASE WHEN own.section = '${name}' AND own.counted > 0 THEN 1 END) AS unread_${name}`).join(', ')}
  FROM (
    SELECT s.archived, CASE WHEN s.pinned = 1 THEN 'pinned' ELSE s.kind END AS section, s.pinned * (1 - s.archived) AS pinned,
      s.counted * (1 - s.archived) AS counted, s.mentioned * (1 - s.archived) AS mentioned,
      s.open_questions * (1 - s.archived) AS open_questions
    FROM (
      SELECT CASE WHEN ${ARCHIVED} THEN 1 ELSE 0 END AS archived, ${PINNED} AS pinned, ${COUNTED} AS counted,
        ${MENTIONED} AS mentioned, c.open_questions, c.kind
      FROM members me JOIN conversations c ON c.id = me.conversation_id ${MOMENT}
      WHERE me.user_id = ? AND me.left_at IS NULL) s) own`)

/** What waits in all conversations of a person: one row of each is read. Index: members_by_user. */
export const countTotals = async (query: Query, user_id: string, at: string): Promise<ConversationTotals> => {
  const [row] = await totals(query, [at, user_id])
  if (row === undefined) throw new Error('A count has one row')
  return row
}

type Row = Omit<
  Selectable<Tables['conversations']>,
  'title_key' | 'created_hash' | 'purged_seq' | 'last_ordinal'
> &
  Pick<Conversation, 'delivered_seq' | 'read_seq' | 'unread' | 'member_count'> &
  OwnRecord & { unread_mentions: string; said_seq: number | null }

/**
 * Conversations as one of their members sees them, in the order of `ids`; those of other people are left out.
 */
export const readConversations = async (
  query: Query,
  user_id: string,
  ids: string[],
  membersShown: number,
): Promise<Stored<Conversation>[]> => {
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
      ...(row.own_seq > 0 && { own: toOwnSettings(row.id, row) }),
      ...(row.said_seq !== null && { said_seq: row.said_seq }),
    }
  })
  const byId = new Map(conversations.map((conversation) => [conversation.id, conversation]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const grouped = <Record extends { conversation_id: string }>(records: Record[]): Map<string, Record[]> =>
  Map.groupBy(records, ({ conversation_id }) => conversation_id)

// By primary keys.
const readRows = (query: Query, user_id: string, ids: string[]): Promise<Row[]> => {
  const rows = selection<Row>(`
    SELECT c.id, c.kind, c.title, c.created_by, c.created_at, c.changed_at, c.head, c.changed_seq,
      c.open_questions, c.assistant_mode, c.assistant_review,
      me.delivered_seq, me.read_seq, ${OWN_COLUMNS},
      CASE WHEN me.archived_seq IS NOT NULL THEN ${SAID_SEQ} END AS said_seq,
      ${UNREAD} AS unread, ${UNREAD_MENTIONS} AS unread_mentions,
      (SELECT count(*) FROM members n
        WHERE n.conversation_id = c.id AND (n.left_at IS NULL OR c.kind = 'direct')) AS member_count
    FROM conversations c JOIN members me ON me.conversation_id = c.id
    WHERE c.id IN (${placeholders(ids)}) AND me.user_id = ? AND me.left_at IS NULL`)
  return rows(query, [...ids, user_id])
}

/** The first members of each, by primary key: no conversation is read further. */
const readMembers = async (query: Query, ids: string[], limit: number): Promise<MemberRecord[]> => {
  if (ids.length === 0) return []
  const members = selection<MemberRecord>(`
    SELECT ${MEMBER_COLUMNS}
    FROM conversations c
    JOIN members m ON m.conversation_id = c.id AND m.user_id IN (
      SELECT n.user_id FROM members n WHERE n.conversation_id = c.id AND (n.left_at IS NULL OR c.kind = 'direct')
      ORDER BY n.user_id LIMIT ?)
    JOIN users u ON u.id = m.user_id
    WHERE c.id IN (${placeholders(ids)}) ORDER BY m.user_id`)
  return members(query, [limit, ...ids])
}

// Index: unique (conversation_id, created_seq).
const readLastMessages = async (query: Query, ids: string[]): Promise<MessageRecord[]> => {
  if (ids.length === 0) return []
  const last = selection<MessageRecord>(`
    SELECT ${MESSAGE_COLUMNS}
    FROM conversations c
    JOIN messages m ON m.conversation_id = c.id
      AND m.created_seq = (SELECT max(x.created_seq) FROM messages x WHERE x.conversation_id = c.id)
    JOIN users u ON u.id = m.sender_id
    WHERE c.id IN (${placeholders(ids)})`)
  return last(query, ids)
}

// By primary key.
export const findCreation = (query: Query, id: string) =>
  query
    .selectFrom('conversations')
    .select(['id', 'created_by', 'created_hash'])
    .where('id', '=', id)
    .executeTakeFirst()

// By primary key.
export const findDirect = (query: Query, direct_key: string) =>
  query
    .selectFrom('direct_conversations')
    .select('conversation_id as id')
    .where('direct_key', '=', direct_key)
    .executeTakeFirst()

export interface Person {
  id: string
  name: string
  role: Role
}

// Indexes: members_by_user, then primary keys.
const sharing = (ids: readonly string[]) =>
  selection<{ user_id: string }>(`
    SELECT DISTINCT b.user_id FROM members a
    JOIN conversations c ON c.id = a.conversation_id AND c.kind <> 'direct'
    JOIN members b ON b.conversation_id = a.conversation_id AND b.left_at IS NULL
    WHERE a.user_id = ? AND a.left_at IS NULL AND b.user_id IN (${placeholders(ids)})`)

/** Those of `ids` who are in a group or course of this person. */
export const findSharing = async (
  query: Query,
  user_id: string,
  ids: readonly string[],
): Promise<Set<string>> =>
  new Set(ids.length === 0 ? [] : (await sharing(ids)(query, [user_id, ...ids])).map((row) => row.user_id))

// Indexes: members_by_user, then primary keys; blocks by primary key.
const met = (ids: readonly string[]) =>
  selection<{ user_id: string }>(`
    SELECT DISTINCT b.user_id FROM members a JOIN conversations c ON c.id = a.conversation_id
    JOIN members b ON b.conversation_id = a.conversation_id
    WHERE a.user_id = ? AND (a.left_at IS NULL OR c.kind = 'direct') AND b.user_id IN (${placeholders(ids)})
    UNION SELECT blocked_id FROM blocks WHERE user_id = ? AND blocked_id IN (${placeholders(ids)})`)

/**
 * Those of `ids` whom this person meets: in a conversation of theirs, also as somebody who left; and whom they
 * blocked.
 */
export const findMet = async (
  query: Query,
  user_id: string,
  ids: readonly string[],
): Promise<Set<string>> => {
  const rows = ids.length === 0 ? [] : await met(ids)(query, [user_id, ...ids, user_id, ...ids])
  return new Set(rows.map((row) => row.user_id))
}

// Index: the primary key (conversation_id, user_id).
const others = selection<Person>(`
  SELECT u.id, u.name, u.role FROM members m JOIN users u ON u.id = m.user_id
  WHERE m.conversation_id = ? AND m.left_at IS NULL AND m.user_id <> ? AND u.disabled_at IS NULL
    AND u.role <> 'assistant'
  ORDER BY m.joined_at, m.user_id`)

/** The people besides this one, whoever has been there longest first. */
export const findOthers = (query: Query, conversation_id: string, user_id: string): Promise<Person[]> =>
  others(query, [conversation_id, user_id])

/** Those of `ids` to whom anybody can write. By primary key. */
export const findPeople = async (query: Query, ids: string[]): Promise<Person[]> =>
  ids.length === 0
    ? []
    : query
        .selectFrom('users')
        .select(['id', 'name', 'role'])
        .where('id', 'in', ids)
        .where('disabled_at', 'is', null)
        .execute()
