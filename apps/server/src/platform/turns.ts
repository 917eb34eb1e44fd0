import { AppError } from './errors.ts'
import { LoopShares, type LoopShareOptions } from './loop-shares.ts'

/** So many of one person wait; a browser has six connections for requests. */
const MAX_WAITING = 200
const RETRY_AFTER_MS = 1_000

export interface TurnsOptions extends LoopShareOptions {
  /** Calls after input from everybody else was read. */
  later: (run: () => void) => void
  /** Calls after this time. Returns the cancel function. */
  after: (delayMs: number, run: () => void) => () => void
}

/**
 * Lets each person begin one piece of work in a turn of the event loop, and no more than their share of its time while
 * others work too. Whoever sends many requests at once waits behind their own; everybody else waits for one of them at
 * most.
 */
export class Turns {
  readonly #options: TurnsOptions
  readonly #shares: LoopShares
  /** By person: what waits. A person who has begun something in this turn has a list, too. */
  readonly #waiting = new Map<string, (() => void)[]>()
  readonly #begun: string[] = []
  #turnFrom = 0
  #cancelTimer: (() => void) | undefined

  constructor(options: TurnsOptions) {
    this.#options = options
    this.#shares = new LoopShares(options)
  }

  /** Undefined if this person may begin at once. @throws AppError `rate_limited` when too much of theirs waits */
  take(who: string): Promise<void> | undefined {
    const queue = this.#waiting.get(who)
    if (!queue && this.#shares.waitOf(who) === 0) {
      this.#waiting.set(who, [])
      this.#begin(who)
      return undefined
    }
    if (queue && queue.length >= MAX_WAITING)
      throw new AppError('rate_limited', 'You send too many requests at the same time.', {
        retry_after_ms: RETRY_AFTER_MS,
      })
    return new Promise((resolve) => {
      if (queue) return queue.push(resolve)
      this.#waiting.set(who, [resolve])
      if (this.#begun.length === 0) this.#wake()
    })
  }

  #begin(who: string): void {
    if (this.#begun.push(who) > 1) return
    this.#turnFrom = this.#options.now()
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#options.later(() => this.#next())
  }

  #next(): void {
    const begun = this.#begun.splice(0)
    if (begun.length > 0) this.#shares.charge(begun, this.#options.now() - this.#turnFrom)
    for (const [who, queue] of this.#waiting) {
      if (queue.length === 0) this.#waiting.delete(who)
      else if (this.#shares.waitOf(who) === 0) {
        this.#begin(who)
        queue.shift()?.()
      }
    }
    if (this.#begun.length === 0) this.#wake()
  }

  /** Nobody begins anything in this turn: those who wait do so for their share. */
  #wake(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    if (this.#waiting.size === 0) return
    const soonest = Math.min(...[...this.#waiting.keys()].map((who) => this.#shares.waitOf(who)))
    this.#cancelTimer = this.#options.after(soonest, () => this.#next())
  }
}
