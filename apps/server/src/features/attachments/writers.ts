// Only one request at a time writes to an upload, on all nodes, and it is the newest: the one before hangs on a lost
// connection. A second writer could change a file after it was checked.
import { AppError } from '../../platform/errors.ts'
import type { Release } from '../../platform/nodes/postgres-locks.ts'
import type { Context } from '../context.ts'
import { perSystem } from '../per-system.ts'

interface Writer {
  stop: AbortController
  done: Promise<unknown>
}

/** Another node stops its writer within a hint and the turn of a request. */
const ASK_MS = 100
const ASKS = 30
const RETRY_AFTER_MS = 1_000

export class Writers {
  readonly #ctx: Pick<Context, 'bus' | 'clock' | 'locks'>
  readonly #writers = new Map<string, Writer>()

  constructor(ctx: Pick<Context, 'bus' | 'clock' | 'locks'>) {
    this.#ctx = ctx
    ctx.bus.subscribe('upload_wanted', ({ id }) => this.#writers.get(id)?.stop.abort())
  }

  /** Stops the current writer, waits for its end, then runs `work`; `signal` stops it in its turn. */
  async alone<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const before = this.#writers.get(id)
    const stop = new AbortController()
    before?.stop.abort()
    const done = Promise.allSettled([before?.done]).then(() => this.#locked(id, stop, work))
    const own = { stop, done }
    this.#writers.set(id, own)
    try {
      return await done
    } finally {
      if (this.#writers.get(id) === own) this.#writers.delete(id)
    }
  }

  async #locked<T>(id: string, stop: AbortController, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const release = await this.#take(id, stop)
    try {
      return await work(stop.signal)
    } finally {
      await release()
    }
  }

  /** @throws AppError `unavailable` if the writer of another node does not stop; clients try again */
  async #take(id: string, stop: AbortController): Promise<Release> {
    const { locks, bus, clock } = this.#ctx
    if (!locks) return async () => {}
    for (let asked = 0; asked < ASKS && !stop.signal.aborted; asked++) {
      const release = await locks.take(`upload ${id}`, () => stop.abort())
      if (release) return release
      bus.nodes?.tell('upload_wanted', { id })
      await new Promise<void>((resolve) => clock.after(ASK_MS, resolve))
    }
    throw new AppError('unavailable', 'An earlier request still writes to this upload.', {
      retry_after_ms: RETRY_AFTER_MS,
    })
  }
}

export const writersOf = perSystem((ctx) => new Writers(ctx))
