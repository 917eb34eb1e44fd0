// Runs the assistant's turns: those of one conversation one after another, in one job, those of different ones
// in parallel. The worker of a conversation's job is the only one that writes answers there, so an invocation
// that is already running was left by a crash.
import type { StoredWindow } from '../../records/stored.ts'
import { timestamp } from '../../platform/clock.ts'
import type { Worker } from '../../platform/jobs/worker.ts'
import type { Tables } from '../../records/tables.ts'
import { relayOf } from '../changes/window-relay.ts'
import type { Context } from '../context.ts'
import { endAbandoned } from './answer.ts'
import { claimNext, findRunning, type Ending, type InvocationRecord } from './invocations-rows.ts'
import type { Model } from './model.ts'
import { takeTurn } from './turn.ts'
import { ASSISTANT_TURNS } from './turns.ts'

/** The time limit of an answer. */
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
  readonly #running = new Map<string, Running>()
  readonly #worker: Worker<Tables>
  readonly #stops: (() => void)[]

  constructor(ctx: Context, model: Model) {
    this.#ctx = ctx
    this.#model = model
    this.#stops = [
      ctx.bus.subscribe('window', (window) => this.#hear(window)),
      ctx.bus.subscribe('assistant_curbed', ({ conversation_id }) => this.#curb(conversation_id)),
    ]
    // Also where nobody else listens.
    relayOf(ctx).attend({
      people: [],
      conversations: [],
      hears: (id) => [...this.#running.values()].some(({ conversation_id }) => conversation_id === id),
      isGathering: false,
    })
    this.#worker = ctx.jobs.register({
      name: ASSISTANT_TURNS,
      limit: 1_000,
      lease_ms: 10_000,
      // Each attempt ends the invocation that broke the one before, so the attempts come to an end by
      // themselves; and as long as they go on, no message stays `streaming`.
      attempts: Infinity,
      backoff: { first_ms: 1_000, most_ms: 60_000 },
      run: ({ key, signal }) => this.#takeTurns(key, signal),
    })
  }

  /** Resolves when all turns requested so far are over. */
  whenSettled(): Promise<void> {
    return this.#worker.whenSettled()
  }

  /** Ends an invocation in any state; the text so far stays. */
  async stop(invocation: InvocationRecord, ending: Ending): Promise<void> {
    const running = this.#running.get(invocation.id)
    if (!running) return endAbandoned(this.#ctx, invocation, ending)
    running.stop.abort(ending)
    await running.ended
  }

  /** Interrupts running answers and stores that. */
  async close(): Promise<void> {
    for (const stop of this.#stops) stop()
    await this.#worker.close()
  }

  async #takeTurns(conversation_id: string, signal: AbortSignal): Promise<void> {
    const { db } = this.#ctx
    for (const left of await findRunning(db.read, conversation_id))
      await endAbandoned(this.#ctx, left, INTERRUPTED)
    for (;;) {
      signal.throwIfAborted()
      const at = timestamp(this.#ctx.clock.now())
      const claimed = await db.write(({ query }) => claimNext(query, conversation_id, at))
      if (!claimed) return
      await this.#take(claimed, signal)
    }
  }

  async #take(invocation: InvocationRecord, signal: AbortSignal): Promise<void> {
    const ctx = this.#ctx
    const stop = new AbortController()
    const interrupt = (): void => stop.abort(INTERRUPTED)
    signal.addEventListener('abort', interrupt)
    if (signal.aborted) interrupt()
    const late = ctx.clock.after(ANSWER_WITHIN_MS, interrupt)
    const ended = takeTurn(ctx, this.#model, invocation, stop.signal)
    const { conversation_id, assistant_id } = invocation
    this.#running.set(invocation.id, { conversation_id, assistant_id, stop, ended })
    try {
      await ended
    } finally {
      late.cancel()
      signal.removeEventListener('abort', interrupt)
      this.#running.delete(invocation.id)
    }
  }

  /** Deleting an answer that is being written stops it, and so does removing the assistant. */
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
}

const INTERRUPTED: Ending = { state: 'interrupted' }
const STOPPED: Ending = { state: 'stopped' }
