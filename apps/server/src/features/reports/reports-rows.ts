import type { Kysely, Selectable } from 'kysely'
import type { Report, ReportState, Role, User } from '@lectern/protocol'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>
export type ReportRecord = Selectable<Tables['reports']>

export const insertReport = async (query: Query, record: ReportRecord): Promise<void> =>
  void (await query.insertInto('reports').values(record).execute())

const settle = mutation('UPDATE reports SET state = ?, done_by = ?, done_at = ? WHERE id = ?')

export const updateReport = async (
  query: Query,
  id: string,
  { state, done_by, done_at }: Pick<ReportRecord, 'state' | 'done_by' | 'done_at'>,
): Promise<void> => void (await settle(query, [state, done_by, done_at, id]))

interface Row extends Omit<ReportRecord, 'done_by'> {
  reporter_name: string
  reporter_role: Role
  user_name: string
  user_role: Role
  done_id: string | null
  done_name: string | null
  done_role: Role | null
}

const COLUMNS = `
  r.id, r.state, r.reporter_id, r.user_id, r.conversation_id, r.message_id, r.excerpt, r.reason, r.created_at,
  r.done_at, a.name AS reporter_name, a.role AS reporter_role, u.name AS user_name, u.role AS user_role,
  d.id AS done_id, d.name AS done_name, d.role AS done_role`

const JOINED = `
  FROM reports r JOIN users a ON a.id = r.reporter_id JOIN users u ON u.id = r.user_id
  LEFT JOIN users d ON d.id = r.done_by`

const toReport = (row: Row): Report => ({
  id: row.id,
  state: row.state,
  reason: row.reason,
  reporter: { id: row.reporter_id, name: row.reporter_name, role: row.reporter_role },
  user: { id: row.user_id, name: row.user_name, role: row.user_role },
  created_at: row.created_at,
  ...(row.conversation_id !== null && { conversation_id: row.conversation_id }),
  ...(row.message_id !== null && { message_id: row.message_id }),
  ...(row.excerpt !== null && { excerpt: row.excerpt }),
  ...doneOf(row),
})

const doneOf = ({ done_id, done_name, done_role, done_at }: Row): { done_by?: User; done_at?: string } =>
  done_id === null || done_name === null || done_role === null || done_at === null
    ? {}
    : { done_by: { id: done_id, name: done_name, role: done_role }, done_at }

// By primary key.
const one = selection<Row>(`SELECT ${COLUMNS} ${JOINED} WHERE r.id = ?`)

export const findReport = async (query: Query, id: string): Promise<Report | undefined> =>
  (await one(query, [id])).map(toReport)[0]

/** By a member of the conversation, whom it is not about; what the assistant reports, also by the school's contact. */
const READABLE = `r.user_id <> ? AND (EXISTS (
  SELECT 1 FROM members m WHERE m.conversation_id = r.conversation_id AND m.user_id = ? AND m.left_at IS NULL)
  OR (EXISTS (SELECT 1 FROM policies WHERE name = 'help_contact' AND value = ?)
    AND EXISTS (SELECT 1 FROM users a WHERE a.id = r.reporter_id AND a.role = 'assistant')))`

const readableBy = (reader_id: string): string[] => [reader_id, reader_id, reader_id]

// Index: reports_by_state; members, policies and users by primary key.
const openOfAll = selection<{ open: number }>(`SELECT count(*) AS open FROM reports r WHERE r.state = 'open'`)
const openOfReader = selection<{ open: number }>(
  `SELECT count(*) AS open FROM reports r WHERE r.state = 'open' AND ${READABLE}`,
)

/** The open ones for a reader; of all if undefined. */
export const countOpen = async (query: Query, reader_id: string | undefined): Promise<number> => {
  const rows = reader_id === undefined ? openOfAll(query, []) : openOfReader(query, readableBy(reader_id))
  return (await rows)[0]?.open ?? 0
}

export interface ReportSearch {
  state?: ReportState | undefined
  /** Undefined: all of them. */
  reader_id?: string | undefined
  before?: { created_at: string; id: string } | undefined
  limit: number
}

/**
 * The latest first. A reader finds those of their own conversations, but for reports about themselves. Index:
 * reports_by_time or reports_by_state; the rest by primary keys.
 */
export const findReports = async (query: Query, search: ReportSearch): Promise<Report[]> => {
  const { state, reader_id, before, limit } = search
  const conditions = [
    state !== undefined && 'r.state = ?',
    reader_id !== undefined && READABLE,
    before && '(r.created_at, r.id) < (?, ?)',
  ].filter((condition) => typeof condition === 'string')
  const parameters = [
    ...(state === undefined ? [] : [state]),
    ...(reader_id === undefined ? [] : readableBy(reader_id)),
    ...(before ? [before.created_at, before.id] : []),
  ]
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
  const list = selection<Row>(
    `SELECT ${COLUMNS} ${JOINED} ${where} ORDER BY r.created_at DESC, r.id DESC LIMIT ?`,
  )
  return (await list(query, [...parameters, limit])).map(toReport)
}
