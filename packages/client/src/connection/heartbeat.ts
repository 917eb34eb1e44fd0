// Detects a dead connection: it pings after 20 s of silence, and any frame within 10 s proves that the
// connection works.
import { LIMITS } from '@lectern/protocol'
import { every, type Clock } from '../core/clock.ts'

/** The time limit of a probe after waking up. */
const PROBE_MS = 3_000
/** A timer that fires this late was throttled or slept; the answer may already be waiting to be read. */
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

  /** A frame arrived. */
  alive(): void {
    this.#cancelDeadline?.()
    this.#cancelDeadline = undefined
  }

  /** Pings at once, with a short time limit. */
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
