import type { Timer } from '../platform/clock.ts'
import type { Context } from './context.ts'

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
