// A browser keeps up to six connections to a server for reuse and takes the one used last. When the network has
// forgotten them all, one request after the other would find that out by waiting. Asking over all of them at once and
// giving up soon makes the browser close those that are dead; what comes next opens a new one.
import type { Clock } from '../core/clock.ts'

/** As many as browsers keep for one server. */
const CONNECTIONS = 6
const LIMIT_MS = 2_000
/** A server that is merely slow is not to be asked so again and again. */
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
