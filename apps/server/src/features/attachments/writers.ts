// Only one request at a time writes to an upload, and it is the newest: the one before hangs on a lost
// connection.
import { perSystem } from '../per-system.ts'

interface Writer {
  stop: AbortController
  done: Promise<unknown>
}

export class Writers {
  readonly #writers = new Map<string, Writer>()

  /** Stops the current writer, waits for its end, then runs `work`; `signal` stops it in its turn. */
  async alone<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const before = this.#writers.get(id)
    const stop = new AbortController()
    before?.stop.abort()
    const done = Promise.allSettled([before?.done]).then(() => work(stop.signal))
    const own = { stop, done }
    this.#writers.set(id, own)
    try {
      return await done
    } finally {
      if (this.#writers.get(id) === own) this.#writers.delete(id)
    }
  }
}

export const writersOf = perSystem(() => new Writers())
