// The access token of a session in time: it is renewed before it ends, and again after a failure.
import { backoffMs } from '../core/backoff.ts'
import type { Clock } from '../core/clock.ts'
import type { ApiError } from '../core/errors.ts'
import { Cell, type Store } from '../core/store.ts'

/** A token is replaced after this share of its life. */
const RENEW_AFTER = 0.8
/** After a failed refresh, no caller asks the server for this long; the session's own retry does. */
const PAUSE_AFTER_FAILURE_MS = 1_000

export class AccessToken {
  readonly #text = new Cell<string | undefined>(undefined)
  readonly text: Store<string | undefined> = this.#text
  readonly #options: { clock: Clock; random: () => number; renew: () => void }
  #renew_at = 0
  #ends_at = 0
  #failure: { error: ApiError; until: number } | undefined
  #failures = 0
  #cancelTimer = (): void => {}

  /** Calls `renew` when it is time for another token. */
  constructor(options: { clock: Clock; random: () => number; renew: () => void }) {
    this.#options = options
  }

  /** The token, unless it should be renewed first. */
  get fresh(): string | undefined {
    return this.#now < this.#renew_at ? this.#text.get() : undefined
  }

  /** The token, unless its life is over. */
  get valid(): string | undefined {
    return this.#now < this.#ends_at ? this.#text.get() : undefined
  }

  /** Throws the error of the last renewal for a second after it. */
  requireNoPause(): void {
    if (this.#failure && this.#now < this.#failure.until) throw this.#failure.error
  }

  /** Begins with a new token. `lifeMs` may be infinite. */
  use(token: string, lifeMs: number): void {
    this.#failures = 0
    this.#failure = undefined
    this.#renew_at = this.#now + lifeMs * RENEW_AFTER
    this.#ends_at = this.#now + lifeMs
    if (Number.isFinite(lifeMs)) this.#renewAfter(lifeMs * RENEW_AFTER)
    this.#text.set(token)
  }

  /** Tries again later. */
  fail(error: ApiError): void {
    this.#failure = { error, until: this.#now + PAUSE_AFTER_FAILURE_MS }
    this.#renewAfter(error.problem.retry_after_ms ?? backoffMs(this.#failures++, this.#options.random))
  }

  /** There is no token any more. */
  drop(): void {
    this.stop()
    this.#failure = undefined
    this.#text.set(undefined)
  }

  stop(): void {
    this.#cancelTimer()
  }

  get #now(): number {
    return this.#options.clock.monotonic()
  }

  #renewAfter(delayMs: number): void {
    this.#cancelTimer()
    this.#cancelTimer = this.#options.clock.after(delayMs, () => {
      // The pause is for callers: it would swallow this retry, and no other would follow.
      this.#failure = undefined
      this.#options.renew()
    })
  }
}
