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
  readonly #tell: (key: string) => void

  /** `tell`: one was counted here. */
  constructor(clock: Clock, rate: Rate, tell: (key: string) => void = () => {}) {
    this.#clock = clock
    this.#rate = rate
    this.#tell = tell
  }

  /** Counts one and returns 0, or returns the milliseconds to wait and counts nothing. */
  take(key: string): number {
    const now = this.#clock.now()
    const emptyAt = this.#afterOne(key, now)
    const waitMs = Math.ceil(emptyAt - now - this.#rate.window_ms)
    if (waitMs > 0) return waitMs
    this.#keep(key, emptyAt, now)
    this.#tell(key)
    return 0
  }

  /** One was counted elsewhere. Those that were counted at the same moment may be more than the limit: nobody waits longer for it. */
  hear(key: string): void {
    const now = this.#clock.now()
    this.#keep(key, Math.min(this.#afterOne(key, now), now + this.#rate.window_ms), now)
  }

  #afterOne(key: string, now: number): number {
    const { burst, window_ms } = this.#rate
    const known = this.#emptyAt.get(key) ?? 0
    return (isOver(known, now, window_ms) ? now : known) + window_ms / burst
  }

  #keep(key: string, emptyAt: number, now: number): void {
    if (this.#emptyAt.size >= MAX_KEYS) this.#forgetEmpty(now)
    this.#emptyAt.set(key, emptyAt)
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
