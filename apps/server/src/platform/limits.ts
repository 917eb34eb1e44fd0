// Rate limits over all nodes. Each node counts by itself, at once, and tells the others what it took; what they tell is counted
// here as well. So a limit is whole within the time that a hint takes, with any link; while the nodes are apart each counts
// for itself, and a person gets at most as many times the limit as there are nodes.
import type { Bus } from './bus.ts'
import type { Clock } from './clock.ts'
import { RateLimit, type Rate } from './rate-limit.ts'

/** One more was taken of a limit. */
export interface Spent extends Rate {
  limit: string
  key: string
}

export class Limits<Events extends { spent: Spent }> {
  readonly #clock: Clock
  readonly #bus: Bus<Events>
  readonly #limits = new Map<string, RateLimit>()
  readonly #stop: () => void

  constructor(clock: Clock, bus: Bus<Events>) {
    this.#clock = clock
    this.#bus = bus
    // Another node may count what nobody here has taken yet.
    this.#stop = bus.subscribe('spent', ({ limit, key, burst, window_ms }) =>
      this.of(limit, { burst, window_ms }).hear(key),
    )
  }

  /** The limit of this name and size. */
  of(limit: string, rate: Rate): RateLimit {
    const name = `${limit} ${rate.burst}/${rate.window_ms}`
    const known = this.#limits.get(name)
    if (known) return known
    const tell = (key: string) => this.#bus.nodes?.tell('spent', { limit, key, ...rate })
    const made = new RateLimit(this.#clock, rate, tell)
    this.#limits.set(name, made)
    return made
  }

  close(): void {
    this.#stop()
  }
}
