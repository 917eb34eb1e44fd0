// Takes the assistant's turns: those of one conversation one after another, those of different ones side by side. A turn
// is claimed with a lease that is renewed while it lasts, so that what a crash leaves behind is found and ended.
import type { StoredWindow } from '../../records/stored.ts'
import { timestamp, type Timer } from '../../platform/clock.ts'
import { Queues } from '../../platform/queues.ts'
import type { Context } from '../context.ts'
import { endAbandoned } from './answer.ts'
import { queueAsked } from './asked.ts'
import {
  claimNext,
  expiredInvocations,
  renewLease,
  waitingConversations,
  type Ending,
  type InvocationRecord,
} from './invocations-rows.ts'
import type { Model } from './model.ts'
import { takeTurn } from './turn.ts'

const LEASE_MS = 10_000
const RENEW_MS = 3_000
const SWEEP_MS = 3_000
/** No answer takes longer. */
const ANSWER_WITHIN_MS = 5 * 60_000

interface Running {
  conversation_id: string
  assistant_id: string
  stop: AbortController
  ended: Promise<void>
}

export class Assistant {
  readonly #ctx: Context
  readonly #model: Model
  readonly #queues = new Queues()
  readonly #running = new Map<string, Running>()
  readonly #tasks = new Set<Promise<void>>()
  readonly #stops: (() => void)[]
  #closed = false

  constructor(ctx: Context, model: Model) {
    this.#ctx = ctx
    this.#model = model
    const follow = queueAsked(ctx)
    ctx.followers.add(follow)
    const sweep = ctx.clock.every(SWEEP_MS, () => this.#sweep())
    this.#stops = [
      () => ctx.followers.delete(follow),
      () => sweep.cancel(),
      ctx.bus.subscribe('invocation_queued', ({ conversation_id }) => this.#serve(conversation_id)),
      ctx.bus.subscribe('window', (window) => this.#hear(window)),
      ctx.bus.subscribe('assistant_curbed', ({ conversation_id }) => this.#curb(conversation_id)),
    ]
    this.#sweep()
  }

  /** Resolves when all turns that were asked for so far are over. */
  async settled(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks)
  }

  /** Ends a turn wherever it stands; what was said stays. */
  async stop(invocation: InvocationRecord, ending: Ending): Promise<void> {
    const running = this.#running.get(invocation.id)
    if (!running) return endAbandoned(this.#ctx, invocation, ending)
    running.stop.abort(ending)
    await running.ended
  }

  /** Answers under way are interrupted, and say so. */
  async close(): Promise<void> {
    this.#closed = true
    for (const stop of this.#stops) stop()
    for (const { stop } of this.#running.values()) stop.abort(INTERRUPTED)
    await this.settled()
  }

  #serve(conversation_id: string): void {
    this.#do(() => this.#queues.run(conversation_id, () => this.#takeNext(conversation_id)))
  }

  async #takeNext(conversation_id: string): Promise<void> {
    if (this.#closed) return
    const ctx = this.#ctx
    const claimed = await ctx.db.write(({ query }) =>
      claimNext(query, conversation_id, timestamp(ctx.clock.now()), this.#leaseEnd()),
    )
    if (claimed) await this.#take(claimed)
  }

  async #take(invocation: InvocationRecord): Promise<void> {
    const ctx = this.#ctx
    const { id } = invocation
    const stop = new AbortController()
    const timers: Timer[] = [
      ctx.clock.every(RENEW_MS, () =>
        this.#do(() => ctx.db.write(({ query }) => renewLease(query, id, this.#leaseEnd()))),
      ),
      ctx.clock.after(ANSWER_WITHIN_MS, () => stop.abort(INTERRUPTED)),
    ]
    const ended = takeTurn(ctx, this.#model, invocation, stop.signal)
    const { conversation_id, assistant_id } = invocation
    this.#running.set(id, { conversation_id, assistant_id, stop, ended })
    try {
      await ended
    } finally {
      for (const timer of timers) timer.cancel()
      this.#running.delete(id)
    }
  }

  /** Who deletes an answer that is being written has stopped it, and so has who removes the assistant. */
  #hear({ conversation_id, messages, members }: StoredWindow): void {
    for (const { deleted_at, invocation_id } of messages)
      if (deleted_at !== undefined && invocation_id !== undefined)
        this.#running.get(invocation_id)?.stop.abort(STOPPED)
    const gone = new Set(members.filter(({ left_at }) => left_at !== undefined).map(({ user_id }) => user_id))
    for (const running of this.#running.values())
      if (running.conversation_id === conversation_id && gone.has(running.assistant_id))
        running.stop.abort(STOPPED)
  }

  #curb(conversation_id: string): void {
    for (const running of this.#running.values())
      if (running.conversation_id === conversation_id) running.stop.abort(STOPPED)
  }

  #sweep(): void {
    this.#do(async () => {
      const { read } = this.#ctx.db
      const now = timestamp(this.#ctx.clock.now())
      for (const invocation of await expiredInvocations(read, now, this.#leaseEnd()))
        if (!this.#running.has(invocation.id)) await endAbandoned(this.#ctx, invocation, INTERRUPTED)
      const busy = new Set([...this.#running.values()].map(({ conversation_id }) => conversation_id))
      for (const conversation_id of await waitingConversations(read))
        if (!busy.has(conversation_id)) this.#serve(conversation_id)
    })
  }

  #leaseEnd(): string {
    return timestamp(this.#ctx.clock.now() + LEASE_MS)
  }

  #do(work: () => Promise<void>): void {
    if (this.#closed) return
    const task = work()
      .catch((error: unknown) => this.#ctx.log.error({ err: error }, 'assistant_failed'))
      .finally(() => this.#tasks.delete(task))
    this.#tasks.add(task)
  }
}

const INTERRUPTED: Ending = { state: 'interrupted' }
const STOPPED: Ending = { state: 'stopped' }
