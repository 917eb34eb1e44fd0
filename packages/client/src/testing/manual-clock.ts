import { settle, type Clock } from '../core/clock.ts'

interface Timer {
  at: number
  callback: () => void
}

/**
 * Time that moves only when a test says so.
 * @example await clock.advance(20_000) // runs every timer due in 20 s, in order, with the promises between
 */
export class ManualClock implements Clock {
  #wall: number
  #elapsed = 0
  readonly #timers = new Set<Timer>()

  /** `wall` is the starting time in milliseconds since 1970. */
  constructor(wall: number = 1_795_000_000_000) {
    this.#wall = wall
  }

  /** Timers that have neither run nor been cancelled. */
  get timers(): number {
    return this.#timers.size
  }

  now(): number {
    return this.#wall + this.#elapsed
  }

  monotonic(): number {
    return this.#elapsed
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#elapsed + Math.max(0, delayMs), callback }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  /** Lets `ms` pass. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms
    await settle()
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.#timers.delete(timer)
      this.#elapsed = timer.at
      timer.callback()
      await settle()
    }
    this.#elapsed = end
  }

  /** The user or NTP sets the wall clock; no time passes. */
  jump(ms: number): void {
    this.#wall += ms
  }

  /** The machine sleeps: time passes, but timers run only afterwards, all of them late. */
  async sleep(ms: number): Promise<void> {
    this.#elapsed += ms
    const due = [...this.#timers].filter(({ at }) => at <= this.#elapsed).sort((a, b) => a.at - b.at)
    for (const timer of due) {
      if (!this.#timers.delete(timer)) continue
      timer.callback()
      await settle()
    }
  }

  #next(end: number): Timer | undefined {
    let next: Timer | undefined
    for (const timer of this.#timers) if (timer.at <= end && (!next || timer.at < next.at)) next = timer
    return next
  }
}
