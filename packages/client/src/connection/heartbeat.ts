// Finds out that a line is dead: `ping` after 20 s, and whatever comes within 10 s proves life.
import { LIMITS } from '@lectern/protocol'
import { every, type Clock } from '../core/clock.ts'

/** How long a probe after waking up waits. */
const PROBE_MS = 3_000
/** A deadline that fires this late was throttled or slept through; the answer may be waiting behind it. */
const LATE_MS = 2_000

export class Heartbeat {
  readonly #clock: Clock
  readonly #ping: () => void
  readonly #dead: () => void
  readonly #stopPinging: () => void
  #cancelDeadline: (() => void) | undefined
  #deadlineAt = 0

  constructor(clock: Clock, ping: () => void, dead: () => void) {
    this.#clock = clock
    this.#ping = ping
    this.#dead = dead
    this.#stopPinging = every(clock, LIMITS.ping_ms, () => this.#ask(LIMITS.dead_after_ms))
  }

  /** Something arrived. */
  alive(): void {
    this.#cancelDeadline?.()
    this.#cancelDeadline = undefined
  }

  /** Asks at once, with a short limit. */
  probe(): void {
    this.#ask(PROBE_MS)
  }

  close(): void {
    this.#stopPinging()
    this.alive()
  }

  #ask(limitMs: number): void {
    this.#ping()
    const deadlineAt = this.#clock.monotonic() + limitMs
    if (this.#cancelDeadline && this.#deadlineAt <= deadlineAt) return
    this.#expectBy(deadlineAt, limitMs)
  }

  #expectBy(deadlineAt: number, limitMs: number): void {
    this.#cancelDeadline?.()
    this.#deadlineAt = deadlineAt
    this.#cancelDeadline = this.#clock.after(limitMs, () => {
      this.#cancelDeadline = undefined
      if (this.#clock.monotonic() - deadlineAt > LATE_MS) this.probe()
      else this.#dead()
    })
  }
}
