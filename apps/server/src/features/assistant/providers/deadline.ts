import type { Clock, Timer } from '../../../platform/clock.ts'

export interface Patience {
  /** Time limit of the first word, with all attempts; a local model may have to be loaded. */
  first_ms: number
  /** Time limit between two pieces. */
  between_ms: number
  total_ms: number
  /** Further attempts after a temporary refusal. After the first word there is none. */
  retries: number
}

/** Aborts its signal after too much silence, or when the whole takes too long. */
export class Deadline {
  readonly #clock: Clock
  readonly #between_ms: number
  readonly #passed = new AbortController()
  readonly #total: Timer
  #silence: Timer

  constructor(clock: Clock, { first_ms, between_ms, total_ms }: Patience) {
    this.#clock = clock
    this.#between_ms = between_ms
    this.#total = clock.after(total_ms, this.#pass)
    this.#silence = clock.after(first_ms, this.#pass)
  }

  get signal(): AbortSignal {
    return this.#passed.signal
  }

  heard(): void {
    this.#silence.cancel()
    this.#silence = this.#clock.after(this.#between_ms, this.#pass)
  }

  /** Stops the timers. */
  close(): void {
    this.#total.cancel()
    this.#silence.cancel()
    this.#pass()
  }

  readonly #pass = (): void => this.#passed.abort()
}
