import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@lectern/client'

interface Timer {
  due: number
  run: () => void
  handle: NodeJS.Timeout
}

/** A client's clock that runs normally, but can skip minutes at once, and whose wall time can be set wrong. */
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

  /** Skips this much time at once: due timers run now. */
  skip(ms: number): void {
    this.#skippedMs += ms
    for (const timer of this.#timers) {
      clearTimeout(timer.handle)
      timer.handle = setTimeout(() => this.#fire(timer), Math.max(0, timer.due - this.monotonic()))
    }
  }

  /** Skips this much time in steps, each with a moment of real time for its due timers. */
  async pass(ms: number, { stepMs, momentMs }: { stepMs: number; momentMs: number }): Promise<void> {
    for (let passed = 0; passed < ms; passed += stepMs) {
      this.skip(stepMs)
      await sleep(momentMs)
    }
  }

  /** Sets the wall clock; timers are not affected. */
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
