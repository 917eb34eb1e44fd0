import type { Clock } from '@lectern/client'

interface Timer {
  due: number
  run: () => void
  handle: NodeJS.Timeout
}

/** A client's clock that runs as ever, but can skip minutes at once, and whose wall time can be set wrong. */
export class WarpClock implements Clock {
  readonly #timers = new Set<Timer>()
  #skippedMs = 0
  #wrongByMs = 0

  now(): number {
    return Date.now() + this.#skippedMs + this.#wrongByMs
  }

  monotonic(): number {
    return performance.now() + this.#skippedMs
  }

  after(delayMs: number, run: () => void): () => void {
    const timer: Timer = {
      due: this.monotonic() + delayMs,
      run,
      handle: setTimeout(() => this.#fire(timer), delayMs),
    }
    this.#timers.add(timer)
    return () => this.#cancel(timer)
  }

  /** So much time passes at once: what falls due meanwhile runs now. */
  skip(ms: number): void {
    this.#skippedMs += ms
    for (const timer of this.#timers) {
      clearTimeout(timer.handle)
      timer.handle = setTimeout(() => this.#fire(timer), Math.max(0, timer.due - this.monotonic()))
    }
  }

  /** Somebody sets the clock on the wall; timers do not care. */
  step(ms: number): void {
    this.#wrongByMs += ms
  }

  #fire(timer: Timer): void {
    if (this.#timers.delete(timer)) timer.run()
  }

  #cancel(timer: Timer): void {
    clearTimeout(timer.handle)
    this.#timers.delete(timer)
  }
}
