import type { Kysely } from 'kysely'
import type { Message, Role } from '@lectern/protocol'
import { selection } from '../../platform/db/statement.ts'
import type { StoredMessage } from '../../records/stored.ts'
import { termIndexOf, type TermMatch } from '../../records/message-terms.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

/** A message that may be a hit. */
export interface Candidate extends Pick<
  Message,
  'id' | 'conversation_id' | 'kind' | 'content' | 'created_seq'
> {
  sender_id: string
  sender: string
  sender_role: Role
  created_at: string
  lang: string | null
  /** Of the conversation; in a direct one the other person's name. */
  title: string | null
  parts: StoredMessage['parts']
  /** The order of the index: the higher, the newer. */
  number: number
}

type Row = Omit<Candidate, 'parts'> & { parts: string | null }

const COLUMNS = `i.number, m.id, m.conversation_id, m.kind, m.content, m.created_seq, m.sender_id, u.name AS sender,
  u.role AS sender_role, m.created_at, m.lang, m.parts,
  coalesce(c.title, (SELECT p.name FROM members n JOIN users p ON p.id = n.user_id
    WHERE n.conversation_id = c.id AND n.user_id <> mb.user_id AND c.kind = 'direct' LIMIT 1)) AS title`

/** The message of a row of `message_index i`, if the asker is a member now. By primary keys. */
const READABLE = `CROSS JOIN members mb CROSS JOIN messages m CROSS JOIN users u CROSS JOIN conversations c`
const IS_READABLE = `mb.conversation_id = i.conversation_id AND mb.user_id = ? AND mb.left_at IS NULL
  AND m.conversation_id = i.conversation_id AND m.id = i.message_id AND m.state <> 'streaming' AND u.id = m.sender_id AND c.id = i.conversation_id
  AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = mb.user_id AND b.blocked_id = m.sender_id)`

const toCandidates = (rows: readonly Row[]): Candidate[] =>
  rows.map(({ parts, ...row }) => ({
    ...row,
    parts: parts === null ? [] : (JSON.parse(parts) as Candidate['parts']),
  }))

export interface Narrowing {
  user_id: string
  conversation_id?: string | undefined
  sender_id?: string | undefined
  /** ISO 8601, exclusive. */
  before?: string | undefined
  /** ISO 8601, inclusive. */
  after?: string | undefined
  is?: Is | undefined
}

export type Is = 'question' | 'answered' | 'unanswered' | 'pinned'

/** Each has an index of `messages` with few rows. */
const STATES: Record<Is, string> = {
  question: 'm.question_status IS NOT NULL',
  answered: "m.question_status = 'answered'",
  unanswered: "m.question_status = 'unanswered'",
  pinned: 'm.pinned_at IS NOT NULL',
}

const narrow = ({ user_id, conversation_id, sender_id, before, after, is }: Narrowing) => {
  const conditions: [string, unknown][] = []
  if (conversation_id !== undefined) conditions.push(['m.conversation_id = ?', conversation_id])
  if (sender_id !== undefined) conditions.push(['m.sender_id = ?', sender_id])
  if (before !== undefined) conditions.push(['m.created_at < ?', before])
  if (after !== undefined) conditions.push(['m.created_at >= ?', after])
  const states = is ? ` AND ${STATES[is]}` : ''
  return {
    sql: `${IS_READABLE}${conditions.map(([sql]) => ` AND ${sql}`).join('')}${states}`,
    parameters: [user_id, ...conditions.map(([, value]) => value)],
  }
}

export interface Reach {
  /** Exclusive. */
  below: number
  limit: number
}

/** Messages with these terms, the newest first. Reads no more of the index than it needs. */
export const findByTerms = async (
  query: Query,
  match: TermMatch,
  narrowing: Narrowing,
  { below, limit }: Reach,
): Promise<Candidate[]> => {
  const { from, number, matching } = termIndexOf(query)
  const [index, own] = [matching(match), narrow(narrowing)]
  const find = selection<Row>(
    `SELECT ${COLUMNS} FROM ${from} ${READABLE}
    WHERE ${index.sql} AND ${number} < ? AND ${own.sql} ORDER BY ${number} DESC LIMIT ?`,
  )
  return toCandidates(await find(query, [...index.parameters, below, ...own.parameters, limit]))
}

/** Messages in a state, the newest first. Indexes: members_by_user, and that of the state. */
export const findByState = async (
  query: Query,
  narrowing: Narrowing,
  { below, limit }: Reach,
): Promise<Candidate[]> => {
  const own = narrow(narrowing)
  const find = selection<Row>(
    `SELECT ${COLUMNS} FROM members mb CROSS JOIN messages m CROSS JOIN message_index i CROSS JOIN users u
      CROSS JOIN conversations c
    WHERE m.conversation_id = mb.conversation_id AND ${own.sql} AND i.number < ? ORDER BY i.number DESC LIMIT ?`,
  )
  return toCandidates(await find(query, [...own.parameters, below, limit]))
}

/** The newest messages that wait for the index. Index: message_index_waiting. */
export const findWaiting = async (
  query: Query,
  narrowing: Narrowing,
  { below, limit }: Reach,
): Promise<Candidate[]> => {
  const own = narrow(narrowing)
  const find = selection<Row>(
    `SELECT ${COLUMNS} FROM (
      SELECT conversation_id, message_id, number FROM message_index WHERE waiting = 1 ORDER BY number DESC LIMIT ?
    ) AS i ${READABLE} WHERE ${own.sql} AND i.number < ? ORDER BY i.number DESC`,
  )
  return toCandidates(await find(query, [limit, ...own.parameters, below]))
}

// Index: members_by_user. By primary key.
const own = selection<{ count: number; messages: number | null }>(`
  SELECT count(*) AS count, sum(c.last_ordinal) AS messages FROM members mb
  JOIN conversations c ON c.id = mb.conversation_id WHERE mb.user_id = ? AND mb.left_at IS NULL`)
const ownIds = selection<{ conversation_id: string }>(
  'SELECT conversation_id FROM members WHERE user_id = ? AND left_at IS NULL',
)
// Index: message_index_by_number.
const last = selection<{ number: number }>('SELECT coalesce(max(number), 0) AS number FROM message_index')

/** The highest number. */
export const lastNumber = async (query: Query): Promise<number> => (await last(query, []))[0]?.number ?? 0

/** How much somebody may read. */
export const sizeOf = async (query: Query, user_id: string): Promise<{ count: number; messages: number }> => {
  const [row] = await own(query, [user_id])
  return { count: row?.count ?? 0, messages: row?.messages ?? 0 }
}

export const conversationIdsOf = async (query: Query, user_id: string): Promise<string[]> =>
  (await ownIds(query, [user_id])).map(({ conversation_id }) => conversation_id)
