import type { Clock, Timer } from '../../../platform/clock.ts'

export interface Patience {
  /** Until the first word, with what is tried again; a local model may have to be loaded. */
  first_ms: number
  /** Between two pieces. */
  between_ms: number
  total_ms: number
  /** Attempts after the first, where it was refused for now. Once there was a word, nothing is tried again. */
  retries: number
}

/** Aborts its signal when nothing was heard for too long, or the whole takes too long. */
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

  /** Ends what still goes on under its signal. */
  close(): void {
    this.#total.cancel()
    this.#silence.cancel()
    this.#pass()
  }

  readonly #pass = (): void => this.#passed.abort()
}
