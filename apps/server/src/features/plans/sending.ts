// Sends what is due. The message and the end of its plan are one commit: neither is sent twice nor cancelled and sent.
import { hash } from 'node:crypto'
import type { PlannedFault } from '@lectern/protocol'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import type { StoredMessage, StoredWindow } from '../../records/stored.ts'
import { findUser } from '../accounts/users-rows.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { sendEnclosing } from '../messages/send.ts'
import { tellOwnDevices } from '../own-devices.ts'
import { enqueuePlanned, PLANNED, requirePlanned } from './planned.ts'
import {
  advancePlanned,
  deletePlanned,
  failPlanned,
  findPlanned,
  messageOf,
  type PlannedPlace,
  type PlannedRecord,
} from './planned-rows.ts'
import { nextTime } from './times.ts'

/** A server that stood still for longer does not send it: "we begin in ten minutes" helps nobody a day later. */
const LATE_MS = 24 * 60 * 60_000

/** What the next attempt may send. */
const TRY_AGAIN = new Set(['rate_limited', 'unavailable', 'storage_full', 'internal'])

export const registerPlanned = (ctx: Context): void => {
  ctx.jobs.register({
    name: PLANNED,
    limit: 4,
    lease_ms: 60_000,
    attempts: 20,
    backoff: { first_ms: 2_000, most_ms: 600_000 },
    run: ({ key }) => sendDue(ctx, placeOf(key)),
    buried: async (transaction, key) => {
      const planned = await findPlanned(transaction.query, placeOf(key))
      if (planned) await fail(ctx, transaction, planned, 'refused')
    },
  })
}

const placeOf = (key: string): PlannedPlace => {
  const [conversation_id = '', id = ''] = key.split(' ')
  return { conversation_id, id }
}

/** Sends it if it is due; a later time has a job of its own. */
export const sendDue = async (ctx: Context, place: PlannedPlace): Promise<void> => {
  const planned = await findPlanned(ctx.db.read, place)
  const now = ctx.clock.now()
  if (!planned || planned.failed !== null || planned.next_at > timestamp(now)) return
  const fault = await attempt(ctx, planned, now)
  if (fault) await ctx.db.write((transaction) => fail(ctx, transaction, planned, fault))
}

const attempt = async (
  ctx: Context,
  planned: PlannedRecord,
  now: number,
): Promise<PlannedFault | undefined> => {
  if (now - parseTimestamp(planned.next_at) > LATE_MS) return 'late'
  const writer = await findUser(ctx.db.read, planned.user_id)
  if (!writer || writer.disabled_at !== null) return 'disabled'
  const { id: user_id, name, role } = writer
  try {
    await send(ctx, { user_id, session_id: '', name, role }, planned)
    return undefined
  } catch (error) {
    if (error instanceof Changed) return undefined
    if (!(error instanceof AppError) || TRY_AGAIN.has(error.code)) throw error
    return error.code === 'not_found' ? 'not_member' : 'refused'
  }
}

/** It is sent now instead of later, whatever kept it from being sent before. */
export const sendPlanned = async (
  ctx: Context,
  viewer: Viewer,
  place: PlannedPlace,
): Promise<{ window: StoredWindow }> => {
  const planned = await requirePlanned(ctx, viewer, place)
  try {
    return { window: await send(ctx, viewer, planned) }
  } catch (error) {
    if (error instanceof Changed)
      throw new AppError('conflict', 'It was changed or sent a moment ago.', { field: 'planned_id' })
    throw error
  }
}

/** The writer changed or cancelled it meanwhile, or it was sent. */
class Changed extends Error {}

const send = async (ctx: Context, writer: Viewer, planned: PlannedRecord): Promise<StoredWindow> => {
  const message = messageOf(planned)
  const { window, repeated } = await sendEnclosing(
    ctx,
    writer,
    {
      conversation_id: planned.conversation_id,
      enclosure: {
        kind: 'text',
        question: message.question ?? false,
        enclose: async (transaction, stored: StoredMessage) => {
          if (!(await end(ctx, transaction, writer, planned))) throw new Changed()
          return stored
        },
      },
    },
    { ...message, id: idOf(planned) },
  )
  // Planned again under the id of a message that was sent: there is nothing left to send.
  if (repeated) await ctx.db.write((transaction) => end(ctx, transaction, writer, planned))
  return window
}

/** The id of the message: the one that the writer knows, or for one of a series another that is always the same. */
const idOf = ({ id, sent }: PlannedRecord): string => {
  if (sent === 0) return id
  const hex = hash('sha256', `${id} ${sent}`, 'hex')
  // Version 8 (RFC 9562): made by a rule of one's own.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** After one was sent: the plan is over, or waits for the next time. Those that a server missed are not made up for. */
const end = async (
  ctx: Context,
  transaction: LecternTransaction,
  writer: Viewer,
  planned: PlannedRecord,
): Promise<boolean> => {
  const after = Math.max(ctx.clock.now(), parseTimestamp(planned.next_at))
  const next = planned.repeats === null ? undefined : nextTime(planOf(planned), after)
  tellOwnDevices(ctx, writer, transaction, 'planned')
  if (next === undefined) return deletePlanned(transaction.query, planned, planned.revision)
  const next_at = timestamp(next)
  await enqueuePlanned(ctx, transaction, planned, next_at)
  return advancePlanned(transaction.query, planned, next_at)
}

const planOf = ({ day, time, time_zone, repeats, until }: PlannedRecord) => ({
  at: { day, time, time_zone },
  ...(repeats !== null && { repeats }),
  ...(until !== null && { until }),
})

const fail = async (
  ctx: Context,
  transaction: LecternTransaction,
  planned: PlannedRecord,
  fault: PlannedFault,
): Promise<void> => {
  if (!(await failPlanned(transaction.query, planned, fault))) return
  ctx.log.info({ planned_id: planned.id, fault }, 'planned_not_sent')
  transaction.afterCommit(() => ctx.bus.publish('own_changed', { user_id: planned.user_id, of: 'planned' }))
}
