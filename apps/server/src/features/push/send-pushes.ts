// Two jobs. The first hands what is new to a job of each subscription. That one sends, and is tried again by itself: whose push
// service is dead holds up nobody. Whether a notice still is one is asked again just before it is sent.
import { timestamp } from '../../platform/clock.ts'
import { Postponed } from '../../platform/jobs/kind.ts'
import {
  PUSH_BYTES,
  PushRefused,
  type PushOptions,
  type PushService,
} from '../../platform/push/push-service.ts'
import { readPolicy } from '../../records/policies.ts'
import {
  dropSubscription,
  findLiveSubscription,
  type SubscriptionRecord,
} from '../../records/push-subscriptions.ts'
import {
  deletePushesBefore,
  dropAsked,
  dropPush,
  PUSHES,
  putSent,
  readAsked,
  takeNew,
  type PushPlace,
} from '../../records/pushes.ts'
import { IDLE_MS } from '../accounts/sessions.ts'
import type { Context } from '../context.ts'
import { registerHourly } from '../hourly.ts'
import { countOpen, findNoticesOf } from '../notices/notices-rows.ts'
import { contentOf } from './content.ts'
import { DeadHosts } from './dead-hosts.ts'

const PUSH = 'push'
/** Others write between two batches. */
const BATCH = 200
const AT_ONCE = 16
/** After this time a notice is no news: the list has it. */
const KEEP_MS = 24 * 60 * 60_000
/** When a service is back after hours, a device shows the newest ones. */
const MOST_AT_ONCE = 10

const TTL_SECONDS = KEEP_MS / 1_000
export const urgent: PushOptions = { ttl_seconds: TTL_SECONDS, urgency: 'high' }
const usual: PushOptions = { ttl_seconds: TTL_SECONDS, urgency: 'normal' }

export const registerPushes = (ctx: Context, push: PushService): void => {
  const dead = new DeadHosts(ctx.clock)
  ctx.jobs.register({
    name: PUSHES,
    limit: 1,
    lease_ms: 30_000,
    attempts: 10,
    backoff: { first_ms: 500, most_ms: 60_000 },
    run: async ({ signal }) => {
      while ((await handOn(ctx)) === BATCH) signal.throwIfAborted()
    },
  })
  ctx.jobs.register({
    name: PUSH,
    limit: AT_ONCE,
    lease_ms: 60_000,
    attempts: 8,
    backoff: { first_ms: 5_000, most_ms: 60 * 60_000 },
    run: async ({ key, signal }) => {
      const found = await findLiveSubscription(ctx.db.read, key, livingNow(ctx))
      if (!found) return ctx.db.write(({ query }) => dropSubscription(query, key))
      await new Sending(ctx, push, { dead, signal }).all(found)
    },
    buried: ({ query }, key) => dropAsked(query, key),
  })
  registerHourly(ctx, 'pushes_cleanup', async () => {
    const longAgo = timestamp(ctx.clock.now() - KEEP_MS)
    await ctx.db.write(({ query }) => deletePushesBefore(query, longAgo))
  })
}

export const livingNow = ({ clock }: Context): { now: string; idle_since: string } => ({
  now: timestamp(clock.now()),
  idle_since: timestamp(clock.now() - IDLE_MS),
})

const handOn = (ctx: Context): Promise<number> =>
  ctx.db.write(async (transaction) => {
    const { rows, ids } = await takeNew(transaction.query, BATCH)
    // What waits because its service is dead is not tried sooner.
    for (const id of ids) await ctx.jobs.enqueue(transaction, PUSH, id, { patient: true })
    return rows
  })

class Sending {
  readonly #ctx: Context
  readonly #push: PushService
  readonly #dead: DeadHosts
  readonly #signal: AbortSignal

  constructor(ctx: Context, push: PushService, { dead, signal }: { dead: DeadHosts; signal: AbortSignal }) {
    this.#ctx = ctx
    this.#push = push
    this.#dead = dead
    this.#signal = signal
  }

  /** @throws Error if the push service refuses, so that the job is tried again */
  async all(subscription: SubscriptionRecord): Promise<void> {
    const waiting = await readAsked(this.#ctx.db.read, subscription.id)
    // The oldest first, so that the newest is on top.
    for (const [index, place] of [...waiting.entries()].reverse()) {
      this.#signal.throwIfAborted()
      const isOld = index >= MOST_AT_ONCE || place.queued_at < timestamp(this.#ctx.clock.now() - KEEP_MS)
      if (isOld) await this.#drop(subscription, place)
      else if (!(await this.#one(subscription, place))) return this.#end(subscription)
    }
  }

  /** Returns whether the subscription is still there. */
  async #one(subscription: SubscriptionRecord, place: PushPlace): Promise<boolean> {
    const { id, user_id, lang } = subscription
    const { read } = this.#ctx.db
    const notice = (await findNoticesOf(read, place, [user_id])).get(user_id)
    // Read, dismissed or deleted meanwhile, or they left.
    if (!notice) return this.#drop(subscription, place)
    const open = (await countOpen(read, [user_id])).get(user_id) ?? 0
    const content = JSON.stringify(contentOf(notice, { lang, open, policy: await readPolicy(read) }))
    if (Buffer.byteLength(content) > PUSH_BYTES) return this.#drop(subscription, place)
    const isCalled = notice.because !== 'all' || notice.kind === 'direct'
    if (!(await this.#send(subscription, content, isCalled ? urgent : usual))) return false
    await this.#ctx.db.write(({ query }) => putSent(query, id, place))
    return true
  }

  async #send(subscription: SubscriptionRecord, content: string, options: PushOptions): Promise<boolean> {
    const { host } = new URL(subscription.endpoint)
    this.#dead.requireAlive(host)
    try {
      const isThere = await this.#push.send(subscription, content, { ...options, signal: this.#signal })
      this.#dead.lives(host)
      return isThere
    } catch (error) {
      this.#signal.throwIfAborted()
      if (!(error instanceof PushRefused)) throw error
      if (error.after_ms !== undefined) throw new Postponed(error, error.after_ms)
      if (error.isAway) this.#dead.failed(host)
      throw error
    }
  }

  async #drop({ id }: SubscriptionRecord, place: PushPlace): Promise<true> {
    await this.#ctx.db.write(({ query }) => dropPush(query, id, place))
    return true
  }

  async #end({ id, user_id }: SubscriptionRecord): Promise<void> {
    this.#ctx.log.info({ user_id }, 'push_subscription_ended')
    await this.#ctx.db.write(({ query }) => dropSubscription(query, id))
  }
}
