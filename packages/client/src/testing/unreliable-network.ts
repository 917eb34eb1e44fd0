import type { Clock } from '../core/clock.ts'
import { FakeNetwork, type Wire } from './fake-network.ts'
import type { FakeAnswer } from './fake-call.ts'
import type { FakeServer } from './fake-server.ts'
import { seeded } from './seeded.ts'

/** Shares of frames and requests, each 0 to 1. */
export interface Faults {
  /** Frames that vanish. */
  drop?: number
  /** Frames that arrive twice. */
  duplicate?: number
  /** Frames that arrive later than those after them. */
  reorder?: number
  /** Requests that fail, half of them after the server did the work. */
  fail?: number
  /** The longest delay of a request, in milliseconds. */
  delayMs?: number
}

/**
 * A network as phones on school Wi-Fi have it; the same seed gives the same faults.
 * @example
 * const network = new UnreliableNetwork(server, clock, 42, { drop: 0.1, fail: 0.15 })
 * const chat = new Chat({ fetch: network.fetch, webSocket: network.webSocket, clock })
 */
export class UnreliableNetwork extends FakeNetwork {
  readonly #wire: UnreliableWire

  constructor(server: FakeServer, clock: Clock, seed: number, faults: Faults = {}) {
    const wire = new UnreliableWire(clock, seeded(seed), faults)
    super(server, wire)
    this.#wire = wire
  }

  /** Stops all traffic and breaks sockets. */
  goOffline(): void {
    this.#wire.reachable = false
    this.cut()
  }

  goOnline(): void {
    this.#wire.reachable = true
  }

  /** Sets the faults from now on. */
  hurt(faults: Faults): void {
    this.#wire.faults = faults
  }

  /** Ends all faults. */
  heal(): void {
    this.#wire.faults = {}
    this.goOnline()
  }
}

class UnreliableWire implements Wire {
  reachable = true
  faults: Faults
  readonly #clock: Clock
  readonly #random: () => number

  constructor(clock: Clock, random: () => number, faults: Faults) {
    this.#clock = clock
    this.#random = random
    this.faults = faults
  }

  async request(run: () => FakeAnswer): Promise<FakeAnswer> {
    const { fail = 0, delayMs = 0 } = this.faults
    await this.#delay(delayMs)
    if (!this.reachable || this.#random() < fail / 2) throw new TypeError('The request was lost')
    const answer = run()
    await this.#delay(delayMs)
    if (!this.reachable || this.#random() < fail / 2) throw new TypeError('The answer was lost')
    return answer
  }

  carry(deliver: () => void): void {
    const { drop = 0, duplicate = 0, reorder = 0 } = this.faults
    if (this.#random() < drop) return
    if (this.#random() < reorder) return void this.#clock.after(this.#random() * 400, deliver)
    queueMicrotask(deliver)
    if (this.#random() < duplicate) this.#clock.after(this.#random() * 400, deliver)
  }

  #delay(maxMs: number): Promise<void> {
    if (maxMs === 0) return Promise.resolve()
    return new Promise((resolve) => void this.#clock.after(this.#random() * maxMs, resolve))
  }
}
