// Hints may be lost. So a node compares the heads that its listeners know with the database: every five seconds those of each
// person who is connected, a fifth of them each second, and all of them each second while the nodes are apart.
import { readHeadsOf } from '../features/changes/changes-rows.ts'
import type { WindowRelay } from '../features/changes/window-relay.ts'
import type { Context } from '../features/context.ts'
import type { Timer } from '../platform/clock.ts'
import type { Hub } from './hub.ts'

const LOOK_MS = 1_000
const SHARES = 5
/** In one question. */
const PEOPLE_AT_ONCE = 200

export class HeadWatch {
  readonly #ctx: Context
  readonly #hub: Hub
  readonly #relay: WindowRelay
  readonly #timer: Timer
  #turn = 0
  #looking = false

  constructor(ctx: Context, hub: Hub, relay: WindowRelay) {
    this.#ctx = ctx
    this.#hub = hub
    this.#relay = relay
    this.#timer = ctx.clock.every(LOOK_MS, () => void this.#look())
  }

  close(): void {
    this.#timer.cancel()
  }

  async #look(): Promise<void> {
    const share = this.#turn++ % SHARES
    // A database that is slow, or away, is not asked twice at a time.
    if (this.#looking) return
    this.#looking = true
    try {
      await this.#compare(this.#ctx.bus.nodes?.isWhole === false ? undefined : share)
    } catch (error) {
      this.#ctx.log.warn({ err: error }, 'heads_unread')
    } finally {
      this.#looking = false
    }
  }

  async #compare(share: number | undefined): Promise<void> {
    const people = this.#hub.people.filter((id) => share === undefined || shareOf(id) === share)
    for (let at = 0; at < people.length; at += PEOPLE_AT_ONCE)
      this.#relay.compare(await readHeadsOf(this.#ctx.db.read, people.slice(at, at + PEOPLE_AT_ONCE)))
  }
}

/** Ids end with random digits. */
const shareOf = (id: string): number => (Number.parseInt(id.slice(-4), 16) || 0) % SHARES
