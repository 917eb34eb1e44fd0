import { AppError } from './errors.ts'

/** So many of one person wait; a browser has six connections for requests. */
const MAX_WAITING = 200
const RETRY_AFTER_MS = 1_000

/**
 * Lets each person begin one piece of work in a turn of the event loop. Whoever sends many requests at once waits
 * behind their own; everybody else waits for one of them at most.
 */
export class Turns {
  readonly #later: (run: () => void) => void
  /** By person: what waits. A person who has begun something in this turn has a list, too. */
  readonly #waiting = new Map<string, (() => void)[]>()

  /** `later` calls after input from everybody else was read. */
  constructor(later: (run: () => void) => void = setImmediate) {
    this.#later = later
  }

  /** Undefined if this person may begin at once. @throws AppError `rate_limited` when too much of theirs waits */
  take(who: string): Promise<void> | undefined {
    const queue = this.#waiting.get(who)
    if (!queue) {
      if (this.#waiting.size === 0) this.#later(() => this.#next())
      this.#waiting.set(who, [])
      return undefined
    }
    if (queue.length >= MAX_WAITING)
      throw new AppError('rate_limited', 'You send too many requests at the same time.', {
        retry_after_ms: RETRY_AFTER_MS,
      })
    return new Promise((resolve) => queue.push(resolve))
  }

  #next(): void {
    for (const [who, queue] of this.#waiting) {
      const begin = queue.shift()
      if (begin) begin()
      else this.#waiting.delete(who)
    }
    if (this.#waiting.size > 0) this.#later(() => this.#next())
  }
}
