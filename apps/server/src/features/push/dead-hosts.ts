// A push service that does not answer makes each of its jobs wait until it gives up. So after a failure the others of that
// service wait for a while without asking; their attempts do not count.
import type { Clock } from '../../platform/clock.ts'
import { ExpiringMap } from '../../platform/expiring-map.ts'
import { Postponed } from '../../platform/jobs/kind.ts'

const PAUSE_MS = 30_000
const MOST_HOSTS = 1_000

export class DeadHosts {
  readonly #clock: Clock
  readonly #until: ExpiringMap<number>

  constructor(clock: Clock) {
    this.#clock = clock
    this.#until = new ExpiringMap(clock, MOST_HOSTS)
  }

  /** @throws Postponed while the service is taken for dead */
  requireAlive(host: string): void {
    const until = this.#until.get(host)
    if (until === undefined) return
    throw new Postponed(
      new Error(`The push service ${host} did not answer a moment ago.`),
      until - this.#clock.now(),
    )
  }

  failed(host: string): void {
    const until = this.#clock.now() + PAUSE_MS
    this.#until.set(host, until, until)
  }

  lives(host: string): void {
    this.#until.delete(host)
  }
}
