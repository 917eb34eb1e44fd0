// What a person writes for later. It is theirs alone until it is sent: by a job, as if they sent it then.
import { LIMITS, type PlanMessage, type PlannedList, type PlannedMessage } from '@lectern/protocol'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { requireTimeZone } from '../../platform/wall-clock.ts'
import { lockCounts } from '../../records/counts-lock.ts'
import { findMessage } from '../../records/messages.ts'
import type { Stored } from '../../records/stored.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { tellOwnDevices } from '../own-devices.ts'
import {
  countPlanned,
  deletePlanned,
  findPlanned,
  putPlanned,
  readPlanned,
  readPlannedAt,
  type PlannedPlace,
  type PlannedRecord,
  type PlannedRow,
} from './planned-rows.ts'
import { nextTime } from './times.ts'

/** The kind of job that sends them, with a key for each. */
export const PLANNED = 'planned'
export const keyOf = ({ conversation_id, id }: PlannedPlace): string => `${conversation_id} ${id}`

const DAY_MS = 24 * 60 * 60_000

const toPlanned = ({ record, ...known }: PlannedRow): PlannedMessage => ({
  id: record.id,
  conversation_id: record.conversation_id,
  ...known,
  at: { day: record.day, time: record.time, time_zone: record.time_zone },
  ...(record.repeats !== null && { repeats: record.repeats }),
  ...(record.until !== null && { until: record.until }),
  next_at: record.next_at,
  sent: record.sent,
  ...(record.failed !== null && { failed: record.failed }),
})

/** Sorts before every time. */
const FIRST = ['', '']

export const listPlanned = async (
  { db }: Context,
  { user_id }: Viewer,
  {
    conversation_id,
    limit = LIMITS.page_rows_default,
    cursor,
  }: { conversation_id?: string; limit?: number; cursor?: string },
): Promise<Stored<PlannedList>> => {
  const [next_at = '', id = ''] = cursor === undefined ? FIRST : decodeCursor(cursor, 2)
  const found = await readPlanned(db.read, { user_id, conversation_id }, { next_at, id }, limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)?.record
  return {
    planned: rows.map(toPlanned),
    next_cursor: last && found.length > limit ? encodeCursor([last.next_at, last.id]) : null,
  }
}

/** The same request again changes nothing. What was sent is planned no more: it stays as it is. */
export const planMessage = async (
  ctx: Context,
  viewer: Viewer,
  place: PlannedPlace,
  plan: PlanMessage,
): Promise<PlannedMessage> => {
  const next_at = timestamp(timeOf(plan, ctx.clock.now()))
  return ctx.db.write(async (transaction) => {
    const { query } = transaction
    const { user_id } = viewer
    await lockCounts(query, user_id)
    await refuseUnplannable(transaction, viewer, place, plan)
    const { at, message } = plan
    const planned = {
      ...{ ...place, user_id, message: JSON.stringify(message), ...at, next_at },
      ...{ repeats: plan.repeats ?? null, until: plan.until ?? null },
      created_at: timestamp(ctx.clock.now()),
    }
    if (!(await putPlanned(query, planned))) throw taken()
    // Counted afterwards: a change of one never exceeds the limit.
    refuseMany(await countPlanned(query, user_id))
    await enqueuePlanned(ctx, transaction, place, next_at)
    tellOwnDevices(ctx, viewer, transaction, 'planned')
    const row = await readPlannedAt(query, place)
    if (!row) throw notFound('planned message')
    return toPlanned(row)
  })
}

const taken = () => new AppError('conflict', 'Another planned message has this id.', { field: 'planned_id' })
const sentAlready = () => new AppError('conflict', 'It was sent already.', { field: 'planned_id' })

export const enqueuePlanned = (
  ctx: Context,
  transaction: LecternTransaction,
  place: PlannedPlace,
  next_at: string,
): Promise<void> => ctx.jobs.enqueue(transaction, PLANNED, keyOf(place), { run_at: parseTimestamp(next_at) })

const timeOf = (plan: PlanMessage, now: number): number => {
  requireTimeZone(plan.at.time_zone, 'at.time_zone')
  const next = nextTime(plan, now)
  if (next === undefined) {
    const field = plan.repeats === undefined ? 'at' : 'until'
    throw new AppError('invalid', 'This time is over.', { field })
  }
  const limit = LIMITS.planned_days
  const actual = Math.ceil((next - now) / DAY_MS)
  if (actual > limit)
    throw new AppError('invalid', `It can wait ${limit} days at most.`, { field: 'at', limit, actual })
  return next
}

/** Whether it may be sent is asked again when it is. What can be known now is said now. */
const refuseUnplannable = async (
  { query }: LecternTransaction,
  { user_id }: Viewer,
  { conversation_id, id }: PlannedPlace,
  { message: { reply_to_id } }: PlanMessage,
): Promise<void> => {
  if (!(await findAsMember(query, conversation_id, user_id))) throw notFound('conversation')
  const known = await findPlanned(query, { conversation_id, id })
  if (known && known.user_id !== user_id) throw taken()
  if (!known && (await findMessage(query, id))) throw sentAlready()
  if (reply_to_id === undefined) return
  const target = await findMessage(query, reply_to_id)
  if (target?.message.conversation_id !== conversation_id)
    throw new AppError('invalid', 'The message replied to is not in this conversation.', {
      field: 'message.reply_to_id',
    })
}

const refuseMany = (actual: number): void => {
  const limit = LIMITS.planned_per_user
  if (actual > limit)
    throw new AppError('too_large', `${limit} messages can wait; cancel one first.`, { limit, actual })
}

/** Again, it changes nothing. */
export const cancelPlanned = (ctx: Context, viewer: Viewer, place: PlannedPlace): Promise<void> =>
  ctx.db.write(async (transaction) => {
    const { query } = transaction
    if (await deletePlanned(query, { ...place, user_id: viewer.user_id }))
      return tellOwnDevices(ctx, viewer, transaction, 'planned')
    // One that was sent by the writer: nobody else learns of it.
    const sent = await findMessage(query, place.id)
    const isOwn = sent?.message.sender_id === viewer.user_id
    if (isOwn && sent.message.conversation_id === place.conversation_id) throw sentAlready()
  })

/** Of the writer. */
export const requirePlanned = async (
  { db }: Context,
  { user_id }: Viewer,
  place: PlannedPlace,
): Promise<PlannedRecord> => {
  const planned = await findPlanned(db.read, place)
  if (planned?.user_id !== user_id) throw notFound('planned message')
  return planned
}
