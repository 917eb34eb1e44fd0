import type { Timer } from '../platform/clock.ts'
import type { Context, LecternTransaction } from './context.ts'

/** Asks for a job a little later, once for many changes. What has to be done waits in a table of its own. */
export class JobAsking {
  readonly #ctx: Context
  readonly #kind: string
  readonly #delayMs: number
  #timer: Timer | undefined
  #isClosed = false

  constructor(ctx: Context, kind: string, delayMs: number) {
    this.#ctx = ctx
    this.#kind = kind
    this.#delayMs = delayMs
  }

  ask(): void {
    if (this.#isClosed) return
    this.#timer ??= this.#ctx.clock.after(this.#delayMs, () => void this.#enqueue())
  }

  close(): void {
    this.#isClosed = true
    this.#timer?.cancel()
  }

  async #enqueue(): Promise<void> {
    this.#timer = undefined
    const { db, jobs, log } = this.#ctx
    try {
      await db.write((transaction) => jobs.enqueue(transaction, this.#kind, 'all'))
    } catch (error) {
      // The next change asks again.
      if (!this.#isClosed) log.warn({ error: String(error), kind: this.#kind }, 'job_not_asked')
    }
  }
}

interface Asked {
  kind: string
  delay_ms: number
  /** Whether a message waits in the table. */
  hasWaiting: (query: LecternTransaction['query']) => Promise<boolean>
}

/** Asks for the job after messages, and at once if some waited when a server ended. Returns what ends it. */
export const askAfterMessages = (ctx: Context, { kind, delay_ms, hasWaiting }: Asked): (() => void) => {
  const asking = new JobAsking(ctx, kind, delay_ms)
  const unsubscribe = ctx.bus.subscribe('window', ({ messages }) => {
    if (messages.length > 0) asking.ask()
  })
  hasWaiting(ctx.db.read).then(
    (has) => has && asking.ask(),
    () => undefined,
  )
  return () => {
    unsubscribe()
    asking.close()
  }
}
