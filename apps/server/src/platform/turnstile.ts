import { AppError } from './errors.ts'

/** Runs a limited number at once; the others wait in order. */
export class Turnstile {
  readonly #atOnce: number
  readonly #maxWaiting: number
  readonly #waiting: (() => void)[] = []
  #inside = 0

  constructor(atOnce: number, maxWaiting: number) {
    this.#atOnce = atOnce
    this.#maxWaiting = maxWaiting
  }

  /** @throws AppError `unavailable` if too many wait already */
  async pass<T>(run: () => Promise<T>): Promise<T> {
    if (this.#waiting.length >= this.#maxWaiting)
      throw new AppError('unavailable', 'Too many ask for this at the moment.', { retry_after_ms: 2_000 })
    if (this.#inside >= this.#atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#inside++
    try {
      return await run()
    } finally {
      // The place is passed on, not freed, so that a newcomer cannot take it in between.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#inside--
    }
  }
}
