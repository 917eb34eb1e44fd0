// How long people wait: by conversation, and by person of one, so that staff see whether the waiting is shared fairly.
import type { Wait, Waits } from '@lectern/protocol'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { notFound } from '../../platform/errors.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import type { Context, Viewer } from '../context.ts'
import { requireStaff } from '../policy.ts'
import { hoursOf } from './hours.ts'
import { NOT_STAFF } from './inbox.ts'
import { teachingMinutes } from './teaching-time.ts'
import { readWaits, type WaitRow } from './waits-rows.ts'

const PERIOD_MS = 30 * 24 * 60 * 60_000
const MOST_SHOWN = 200

interface Waited extends WaitRow {
  minutes: number
}

export const listWaits = async (
  { db, clock }: Context,
  viewer: Viewer,
  conversation_id?: string,
): Promise<Waits> => {
  requireStaff(viewer, NOT_STAFF)
  if (conversation_id !== undefined && !(await findAsMember(db.read, conversation_id, viewer.user_id)))
    throw notFound('conversation')
  const now = clock.now()
  const since = timestamp(now - PERIOD_MS)
  const rows = await readWaits(db.read, viewer.user_id, { since, conversation_id })
  const hours = await hoursOf(
    db.read,
    rows.map((row) => row.conversation_id),
  )
  const waited = rows.map((row): Waited => {
    const span = [parseTimestamp(row.waiting_since), now] as const
    return { ...row, minutes: row.waited_minutes ?? teachingMinutes(hours(row.conversation_id), span) }
  })
  const places = grouped(waited, (row) => row.conversation_id).map((group) => ({
    conversation_id: group.first.conversation_id,
    conversation_kind: group.first.c_kind,
    ...(group.first.c_title !== null && { title: group.first.c_title }),
    open: group.wait.waiting,
    ...group.wait,
  }))
  if (conversation_id === undefined) return { since, places }
  const people = grouped(waited, (row) => row.asker_id).map(({ first, wait }) => ({
    user: { id: first.asker_id, name: first.asker_name, role: first.asker_role },
    ...wait,
  }))
  return { since, places, people }
}

/** Whoever waits longest comes first. */
const grouped = (
  rows: readonly Waited[],
  keyOf: (row: Waited) => string,
): { first: Waited; wait: Wait }[] => {
  const groups = new Map<string, { first: Waited; rows: Waited[] }>()
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? { first: row, rows: [] }
    group.rows.push(row)
    groups.set(keyOf(row), group)
  }
  return [...groups.values()]
    .map((group) => ({ first: group.first, wait: waitOf(group.rows) }))
    .sort((a, b) => b.wait.longest_minutes - a.wait.longest_minutes)
    .slice(0, MOST_SHOWN)
}

const waitOf = (rows: readonly Waited[]): Wait => {
  const minutes = rows.map((row) => row.minutes).sort((a, b) => a - b)
  const waiting = rows.filter((row) => row.waited_minutes === null).length
  return {
    answered: rows.length - waiting,
    waiting,
    median_minutes: medianOf(minutes),
    longest_minutes: minutes.at(-1) ?? 0,
  }
}

/** Of an even number the mean of the two in the middle, as a whole number. */
const medianOf = (sorted: readonly number[]): number => {
  const middle = sorted.length / 2
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return Math.round((low + high) / 2)
}
