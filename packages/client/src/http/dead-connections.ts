// A browser keeps up to six connections to a server for reuse and prefers the one used last. If the network has
// forgotten them all, each request in turn would wait in vain. Requests over all of them at once, with a short
// time limit, make the browser close the dead ones; the next request opens a new one.
import type { Clock } from '../core/clock.ts'

/** The number that browsers keep for one server. */
const CONNECTIONS = 6
const LIMIT_MS = 2_000
/** A server that is merely slow must not get such requests again and again. */
const PAUSE_MS = 30_000

export class DeadConnections {
  readonly #clock: Clock
  readonly #ask: (signal: AbortSignal) => Promise<unknown>
  #next = Number.NEGATIVE_INFINITY

  /** `ask`: any small request. */
  constructor(clock: Clock, ask: (signal: AbortSignal) => Promise<unknown>) {
    this.#clock = clock
    this.#ask = ask
  }

  drop(): void {
    const now = this.#clock.monotonic()
    if (now < this.#next) return
    this.#next = now + PAUSE_MS
    const abort = new AbortController()
    const cancelLimit = this.#clock.after(LIMIT_MS, () => abort.abort())
    const asked = Array.from({ length: CONNECTIONS }, () => this.#ask(abort.signal).catch(() => {}))
    void Promise.all(asked).then(cancelLimit)
  }
}
