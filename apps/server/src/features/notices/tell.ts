// Tells of messages whom they concern. A message waits from its commit on; a job takes a few at a time.
import { HOUSE_LEVELS } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import {
  deleteNoticesBefore,
  endQueued,
  hasQueued,
  insertNotices,
  readQueued,
  type NoticeRecord,
} from '../../records/notices.ts'
import { PUSHES, queuePushes } from '../../records/pushes.ts'
import type { StoredMessage } from '../../records/stored.ts'
import { findConversation } from '../changes/changes-rows.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { registerHourly } from '../hourly.ts'
import { askAfterMessages } from '../job-asking.ts'
import { decide } from './decide.ts'
import { findAnswered, findConcerned, findMessageAt } from './facts-rows.ts'
import { factsOf, namedBy, type Subject } from './facts.ts'

const NOTICES = 'notices'
/** Few enough to be heard at once, long enough that many messages become one batch. */
const DELAY_MS = 50
/** Others write between two batches. */
const BATCH = 20
const KEEP_MS = 30 * 24 * 60 * 60_000

/** Who looks at a conversation now, on some device. */
export interface Viewing {
  viewersOf(conversation_id: string): ReadonlySet<string>
}

/** Returns what ends it. */
export const registerNotices = (ctx: Context, viewing: Viewing): (() => void) => {
  ctx.jobs.register({
    name: NOTICES,
    limit: 1,
    lease_ms: 30_000,
    attempts: 10,
    backoff: { first_ms: 500, most_ms: 60_000 },
    run: async ({ signal }) => {
      while ((await tellBatch(ctx, viewing)) === BATCH) signal.throwIfAborted()
    },
  })
  registerCleanup(ctx)
  return askAfterMessages(ctx, { kind: NOTICES, delay_ms: DELAY_MS, hasWaiting: hasQueued })
}

/** Decides about waiting messages, and returns how many. */
export const tellBatch = (ctx: Context, viewing: Viewing): Promise<number> =>
  ctx.db.write(async (transaction) => {
    const places = await readQueued(transaction.query, BATCH)
    for (const place of places) {
      await endQueued(transaction.query, place)
      const message = await findMessageAt(transaction.query, place)
      if (message && message.deleted_at === undefined) await tell(ctx, transaction, viewing, message)
    }
    return places.length
  })

const tell = async (
  ctx: Context,
  transaction: LecternTransaction,
  viewing: Viewing,
  message: StoredMessage,
): Promise<void> => {
  const { query } = transaction
  const { conversation_id, created_seq } = message
  const conversation = await findConversation(query, conversation_id)
  if (!conversation) return
  const { kind } = conversation
  const at = ctx.clock.now()
  const subject: Subject = { message, kind, answered: await findAnswered(query, message), at }
  const called = new Set([...namedBy(message), ...subject.answered])
  const readers = await findConcerned(query, message, { kind, house: HOUSE_LEVELS[kind], called })
  const viewers = viewing.viewersOf(conversation_id)
  const told_at = timestamp(at)
  const records = readers.flatMap((reader) => {
    const { user_id } = reader
    const decision = decide(factsOf(reader, subject, viewers.has(user_id)))
    if (!decision.heard) return []
    const { because, held = null } = decision
    return [{ conversation_id, created_seq, user_id, because, held, told_at }]
  })
  if (records.length === 0) return
  await insertNotices(query, records)
  await askPushes(ctx, transaction, records)
  transaction.afterCommit(() => ctx.bus.publish('noticed', { conversation_id, created_seq }))
}

/** To all devices of those who are told aloud: what speaks against it was decided. */
const askPushes = async (
  ctx: Context,
  transaction: LecternTransaction,
  records: readonly Omit<NoticeRecord, 'ended_at' | 'ended_by'>[],
): Promise<void> => {
  const [first] = records
  const aloud = records.filter(({ held }) => held === null).map(({ user_id }) => user_id)
  if (!first || aloud.length === 0) return
  if ((await queuePushes(transaction.query, first, aloud, first.told_at)) === 0) return
  await ctx.jobs.enqueue(transaction, PUSHES, 'all')
}

const registerCleanup = (ctx: Context): void =>
  registerHourly(ctx, 'notices_cleanup', async () => {
    const longAgo = timestamp(ctx.clock.now() - KEEP_MS)
    await ctx.db.write(({ query }) => deleteNoticesBefore(query, longAgo))
  })

/** Whether what was decided about it may be gone. */
export const isForgotten = ({ timestamp: said_at }: StoredMessage, now: number): boolean =>
  said_at < timestamp(now - KEEP_MS)
