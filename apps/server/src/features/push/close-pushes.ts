// What a device shows and is news no longer is closed there. Browsers want each push to show something, and forgive few that do
// not, so a device gets such a push only if it said that it may, once in a while, for all that ended since. Where it gets none,
// the app closes what it finds when it is opened.
import type { PushContent } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import type { PushOptions, PushService } from '../../platform/push/push-service.ts'
import { findLiveSubscription, putClosed } from '../../records/push-subscriptions.ts'
import { dropPush, hasEnded, readEnded } from '../../records/pushes.ts'
import type { Context } from '../context.ts'
import { JobAsking } from '../job-asking.ts'
import { countOpen } from '../notices/notices-rows.ts'
import { tagOf } from './content.ts'
import { livingNow } from './send-pushes.ts'

const CLOSES = 'push_closes'
/** Much is often read one after the other. */
const DELAY_MS = 2_000
const EVERY_MS = 5 * 60_000
const BATCH = 200
const MOST_TAGS = 20

const QUIET: PushOptions = { ttl_seconds: 60 * 60, urgency: 'low' }

/** Returns what ends it. */
export const registerCloses = (ctx: Context, push: PushService): (() => void) => {
  ctx.jobs.register({
    name: CLOSES,
    limit: 1,
    lease_ms: 60_000,
    attempts: 5,
    backoff: { first_ms: 5_000, most_ms: 600_000 },
    run: async ({ signal }) => {
      while ((await closeBatch(ctx, push, signal)) === BATCH) signal.throwIfAborted()
      if (await hasEnded(ctx.db.read)) await askAgain(ctx)
    },
  })
  const asking = new JobAsking(ctx, CLOSES, DELAY_MS)
  const unsubscribe = [
    ctx.bus.subscribe('notices_ended', () => asking.ask()),
    // A deletion ends notices, too.
    ctx.bus.subscribe('window', ({ messages }) => {
      if (messages.some(({ deleted_at }) => deleted_at !== undefined)) asking.ask()
    }),
  ]
  return () => {
    for (const end of unsubscribe) end()
    asking.close()
  }
}

const askAgain = (ctx: Context): Promise<void> =>
  ctx.db.write((transaction) =>
    ctx.jobs.enqueue(transaction, CLOSES, 'all', { run_at: ctx.clock.now() + EVERY_MS }),
  )

const closeBatch = async (ctx: Context, push: PushService, signal: AbortSignal): Promise<number> => {
  const before = timestamp(ctx.clock.now() - EVERY_MS)
  const ended = await readEnded(ctx.db.read, before, BATCH)
  const devices = Map.groupBy(ended, ({ subscription_id }) => subscription_id)
  for (const [id, places] of devices) {
    signal.throwIfAborted()
    const found = await findLiveSubscription(ctx.db.read, id, livingNow(ctx))
    // Once: a device that is not reached now is closed when the app is opened.
    await ctx.db.write(async ({ query }) => {
      for (const place of places) await dropPush(query, id, place)
      if (found?.closes === 1) await putClosed(query, id, timestamp(ctx.clock.now()))
    })
    if (found?.closes !== 1) continue
    const open = (await countOpen(ctx.db.read, [found.user_id])).get(found.user_id) ?? 0
    const content: PushContent = { type: 'close', tags: places.slice(0, MOST_TAGS).map(tagOf), open }
    await push
      .send(found, JSON.stringify(content), { ...QUIET, signal })
      .catch((error: unknown) => ctx.log.info({ error: String(error) }, 'push_not_closed'))
  }
  return ended.length
}
