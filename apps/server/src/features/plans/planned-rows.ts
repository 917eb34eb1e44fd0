import type { Kysely, Selectable } from 'kysely'
import type { ConversationKind, PlannedFault, PlanMessage } from '@lectern/protocol'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>
export type PlannedRecord = Selectable<Tables['planned_messages']>
export type PlannedPlace = Pick<PlannedRecord, 'conversation_id' | 'id'>

const COLUMNS = [
  'conversation_id',
  'id',
  'user_id',
  'message',
  'day',
  'time',
  'time_zone',
  'repeats',
  'until',
]
  .concat(['next_at', 'sent', 'revision', 'failed', 'created_at'])
  .map((column) => `p.${column}`)
  .join(', ')

// By primary key.
const find = selection<PlannedRecord>(
  `SELECT ${COLUMNS} FROM planned_messages p WHERE p.conversation_id = ? AND p.id = ?`,
)

export const findPlanned = async (
  query: Query,
  { conversation_id, id }: PlannedPlace,
): Promise<PlannedRecord | undefined> => (await find(query, [conversation_id, id]))[0]

const put = mutation(`
  INSERT INTO planned_messages (conversation_id, id, user_id, message, day, time, time_zone, repeats, until, next_at, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (conversation_id, id) DO UPDATE SET message = excluded.message, day = excluded.day, time = excluded.time,
    time_zone = excluded.time_zone, repeats = excluded.repeats, until = excluded.until, next_at = excluded.next_at,
    revision = planned_messages.revision + 1, failed = NULL
  WHERE planned_messages.user_id = excluded.user_id`)

export type NewPlanned = Omit<PlannedRecord, 'sent' | 'revision' | 'failed'>

/** Stores it, or changes the one of the same writer; `false` if another person has the id. */
export const putPlanned = async (query: Query, planned: NewPlanned): Promise<boolean> => {
  const { conversation_id, id, user_id, message, day, time, time_zone, repeats, until } = planned
  const first = [conversation_id, id, user_id, message, day, time, time_zone]
  return (await put(query, [...first, repeats, until, planned.next_at, planned.created_at])) === 1
}

// By primary key.
const remove = mutation(
  'DELETE FROM planned_messages WHERE conversation_id = ? AND id = ? AND user_id = ? AND revision = coalesce(?, revision)',
)

/** Returns whether it was there, as it was at that revision. */
export const deletePlanned = async (
  query: Query,
  { conversation_id, id, user_id }: Pick<PlannedRecord, 'conversation_id' | 'id' | 'user_id'>,
  revision?: number,
): Promise<boolean> => (await remove(query, [conversation_id, id, user_id, revision ?? null])) === 1

// By primary key.
const sent = mutation(`
  UPDATE planned_messages SET next_at = ?, sent = sent + 1, revision = revision + 1
  WHERE conversation_id = ? AND id = ? AND revision = ?`)

/** One of a series was sent; returns whether nobody changed it meanwhile. */
export const advancePlanned = async (
  query: Query,
  { conversation_id, id, revision }: PlannedRecord,
  next_at: string,
): Promise<boolean> => (await sent(query, [next_at, conversation_id, id, revision])) === 1

// By primary key.
const fail = mutation(`
  UPDATE planned_messages SET failed = ?, revision = revision + 1
  WHERE conversation_id = ? AND id = ? AND revision = ?`)

export const failPlanned = async (
  query: Query,
  { conversation_id, id, revision }: PlannedRecord,
  fault: PlannedFault,
): Promise<boolean> => (await fail(query, [fault, conversation_id, id, revision])) === 1

// Index: planned_messages_by_person.
const count = selection<{ count: number }>('SELECT count(*) AS count FROM planned_messages WHERE user_id = ?')

export const countPlanned = async (query: Query, user_id: string): Promise<number> =>
  (await count(query, [user_id]))[0]?.count ?? 0

interface ListedRecord extends PlannedRecord {
  kind: ConversationKind | null
  title: string | null
}

const LISTED = `
  SELECT ${COLUMNS}, c.kind, coalesce(c.title, (SELECT u.name FROM members n JOIN users u ON u.id = n.user_id
    WHERE n.conversation_id = c.id AND n.user_id <> p.user_id AND c.kind = 'direct' LIMIT 1)) AS title
  FROM planned_messages p
  LEFT JOIN members me ON me.conversation_id = p.conversation_id AND me.user_id = p.user_id AND me.left_at IS NULL
  LEFT JOIN conversations c ON c.id = me.conversation_id`

const listWhere = (place: string) =>
  selection<ListedRecord>(`${LISTED}
  WHERE ${place} AND (p.next_at, p.id) > (?, ?)
  ORDER BY p.next_at, p.id LIMIT ?`)

// Index: planned_messages_by_person; the rest by primary keys.
const list = listWhere('p.user_id = ?')
// A person has few: by the same index.
const listIn = listWhere('p.user_id = ? AND p.conversation_id = ?')
// By primary keys.
const listed = selection<ListedRecord>(`${LISTED} WHERE p.conversation_id = ? AND p.id = ?`)

export interface PlannedRow {
  record: PlannedRecord
  message: PlanMessage['message']
  kind?: ConversationKind
  title?: string
}

export const messageOf = ({ message }: PlannedRecord): PlanMessage['message'] =>
  JSON.parse(message) as PlanMessage['message']

/** Those after a place, the next first. The conversation is named to its members only. */
export const readPlanned = async (
  query: Query,
  { user_id, conversation_id }: { user_id: string; conversation_id: string | undefined },
  after: { next_at: string; id: string },
  limit: number,
): Promise<PlannedRow[]> => {
  const { next_at, id } = after
  const records =
    conversation_id === undefined
      ? await list(query, [user_id, next_at, id, limit])
      : await listIn(query, [user_id, conversation_id, next_at, id, limit])
  return records.map(toRow)
}

const toRow = ({ kind, title, ...record }: ListedRecord): PlannedRow => ({
  record,
  message: messageOf(record),
  ...(kind !== null && { kind }),
  ...(title !== null && { title }),
})

/** One of them, as its writer's list has it. */
export const readPlannedAt = async (
  query: Query,
  { conversation_id, id }: PlannedPlace,
): Promise<PlannedRow | undefined> => (await listed(query, [conversation_id, id])).map(toRow)[0]
