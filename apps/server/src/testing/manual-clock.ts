import type { Clock, Timer } from '../platform/clock.ts'

interface Due {
  at: number
  run(): void
  /** For a timer that repeats. */
  every_ms: number | undefined
}

/** Time that passes only when a test says so. */
export class ManualClock implements Clock {
  #now: number
  readonly #due = new Set<Due>()

  constructor(startAt = Date.parse('2026-11-23T08:00:00.000Z')) {
    this.#now = startAt
  }

  now(): number {
    return this.#now
  }

  /** Timers that have neither run nor been cancelled. */
  get pending(): number {
    return this.#due.size
  }

  after(ms: number, run: () => void): Timer {
    return this.#add({ at: this.#now + ms, run, every_ms: undefined })
  }

  every(ms: number, run: () => void): Timer {
    return this.#add({ at: this.#now + ms, run, every_ms: ms })
  }

  /** Runs due timers on the way, in order, each at its time. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (let due = this.#next(end); due; due = this.#next(end)) {
      this.#now = due.at
      if (due.every_ms === undefined) this.#due.delete(due)
      else due.at += due.every_ms
      due.run()
    }
    this.#now = end
  }

  /** As after sleep: timers that fell due meanwhile run once, now. */
  jump(ms: number): void {
    this.#now += ms
    const late = [...this.#due].filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at)
    for (const due of late) {
      if (due.every_ms === undefined) this.#due.delete(due)
      else due.at = this.#now + due.every_ms
      due.run()
    }
  }

  #add(due: Due): Timer {
    this.#due.add(due)
    return { cancel: () => void this.#due.delete(due) }
  }

  #next(end: number): Due | undefined {
    return [...this.#due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
  }
}
