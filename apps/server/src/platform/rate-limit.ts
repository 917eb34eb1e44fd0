// GCRA: each key has one number, the moment at which its bucket would be empty again.
import { isOver, type Clock } from './clock.ts'
import { AppError } from './errors.ts'

export interface Rate {
  /** The number admitted at once, and per window in the long run. */
  burst: number
  window_ms: number
}

/** Idle keys are dropped if there are more than this. */
const MAX_KEYS = 50_000

export class RateLimit {
  readonly #clock: Clock
  readonly #rate: Rate
  readonly #emptyAt = new Map<string, number>()

  constructor(clock: Clock, rate: Rate) {
    this.#clock = clock
    this.#rate = rate
  }

  /** Counts one and returns 0, or returns the milliseconds to wait and counts nothing. */
  take(key: string): number {
    const now = this.#clock.now()
    const { burst, window_ms } = this.#rate
    const known = this.#emptyAt.get(key) ?? 0
    const emptyAt = (isOver(known, now, window_ms) ? now : known) + window_ms / burst
    const waitMs = Math.ceil(emptyAt - now - window_ms)
    if (waitMs > 0) return waitMs
    if (this.#emptyAt.size >= MAX_KEYS) this.#forgetEmpty(now)
    this.#emptyAt.set(key, emptyAt)
    return 0
  }

  /** The number that is left now, and the milliseconds until everything is left again. */
  left(key: string): { remaining: number; full_after_ms: number } {
    const { burst, window_ms } = this.#rate
    const now = this.#clock.now()
    const known = this.#emptyAt.get(key) ?? 0
    const full_after_ms = isOver(known, now, window_ms) ? 0 : known - now
    return { remaining: Math.floor(((window_ms - full_after_ms) * burst) / window_ms), full_after_ms }
  }

  /** @throws AppError `rate_limited` with `retry_after_ms` */
  admit(key: string): void {
    const retry_after_ms = this.take(key)
    if (retry_after_ms > 0) throw this.refusal(retry_after_ms)
  }

  refusal(retry_after_ms: number): AppError {
    const { burst: limit, window_ms } = this.#rate
    const text = `Only ${limit} in ${window_ms / 1_000} seconds are accepted.`
    return new AppError('rate_limited', text, { limit, retry_after_ms })
  }

  #forgetEmpty(now: number): void {
    for (const [key, emptyAt] of this.#emptyAt) if (emptyAt <= now) this.#emptyAt.delete(key)
  }
}
