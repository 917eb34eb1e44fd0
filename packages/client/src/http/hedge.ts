// A connection kept for reuse may be dead without a sign: after a change of network, or in a router that forgot
// it, a request on it hears nothing until its time limit. So a silent request is sent again on another
// connection, and the first answer counts (hedged requests: Dean and Barroso, "The Tail at Scale", 2013). Only
// requests that may reach the server twice and in any order are hedged, and a budget keeps a slow server from
// twice the load.
import type { Clock } from '../core/clock.ts'
import { deferred } from '../core/deferred.ts'

/** After this much silence a second request is sent. */
const SILENCE_MS = 3_000
const MOST_AT_ONCE = 3
const BUDGET = 6
/** Each answer earns this part of the next hedge. */
const EARNED = 0.2

export class Hedge {
  readonly #clock: Clock
  readonly #onSilence: () => void
  #budget = BUDGET

  /** `onSilence` is called for every request without an answer for 3 s. */
  constructor(clock: Clock, onSilence: () => void) {
    this.#clock = clock
    this.#onSilence = onSilence
  }

  /**
   * Resolves with the first attempt that succeeds and aborts the others. Rejects when all attempts have failed.
   */
  run<T>(attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = deferred<T>()
    const running = new Set<AbortController>()
    let cancelNext = (): void => {}
    const begin = (): void => {
      const abort = new AbortController()
      running.add(abort)
      cancelNext = this.#clock.after(SILENCE_MS, () => {
        this.#onSilence()
        if (running.size < MOST_AT_ONCE && this.#spend()) begin()
      })
      const settle = (): void => {
        running.delete(abort)
        if (running.size === 0) cancelNext()
      }
      attempt(abort.signal).then(
        (value) => {
          settle()
          cancelNext()
          this.#budget = Math.min(BUDGET, this.#budget + EARNED)
          resolve(value)
          for (const other of running) other.abort()
        },
        (error: unknown) => {
          settle()
          if (running.size === 0) reject(error)
        },
      )
    }
    begin()
    return promise
  }

  #spend(): boolean {
    if (this.#budget < 1) return false
    this.#budget -= 1
    return true
  }
}
