// Hints may be lost. So a node compares the heads that its listeners know with the database: every five seconds those of each
// person who is connected or polls, a fifth of them each second, and all of them in each second in which something may have been lost. Somebody
// who was removed is no member any more, so the conversations that are listened to are compared as well. So are the
// own clocks of people who are connected.
import { readHeadsById, readHeadsOf } from '../features/changes/changes-rows.ts'
import type { WindowRelay } from '../features/changes/window-relay.ts'
import type { Context } from '../features/context.ts'
import { chunksOf } from '../platform/chunks.ts'
import type { Timer } from '../platform/clock.ts'
import { readOwnSeqs } from '../records/own-clock.ts'
import type { Hub } from './hub.ts'

const LOOK_MS = 1_000
const SHARES = 5
/** In one question. */
const PEOPLE_AT_ONCE = 200
const CONVERSATIONS_AT_ONCE = 1_000

export class HeadWatch {
  readonly #ctx: Context
  readonly #relay: WindowRelay
  readonly #hub: Hub
  readonly #timer: Timer
  #turn = 0
  #looking = false
  /** Something could not be read: not only a share of it is looked at the next time. */
  #isBehind = false

  constructor(ctx: Context, relay: WindowRelay, hub: Hub) {
    this.#ctx = ctx
    this.#relay = relay
    this.#hub = hub
    this.#timer = ctx.clock.every(LOOK_MS, () => void this.#look())
  }

  close(): void {
    this.#timer.cancel()
  }

  async #look(): Promise<void> {
    const share = this.#turn++ % SHARES
    if (share === 0) this.#relay.forgetUnheard()
    // A database that is slow, or away, is not asked twice at a time.
    if (this.#looking) return
    this.#looking = true
    try {
      const [doubts, unread] = [this.#ctx.bus.nodes?.doubts(), this.#relay.takeUnread()]
      await this.#compare(doubts || unread || this.#isBehind ? undefined : share)
      this.#isBehind = false
    } catch (error) {
      this.#isBehind = true
      this.#ctx.log.warn({ err: error }, 'heads_unread')
    } finally {
      this.#looking = false
    }
  }

  async #compare(share: number | undefined): Promise<void> {
    const { read } = this.#ctx.db
    const isDue = (id: string) => share === undefined || shareOf(id) === share
    for (const some of chunksOf([...this.#relay.people].filter(isDue), PEOPLE_AT_ONCE))
      this.#relay.compare(await readHeadsOf(read, some))
    for (const some of chunksOf([...this.#hub.people].filter(isDue), PEOPLE_AT_ONCE))
      for (const { user_id, seq } of await readOwnSeqs(read, some))
        for (const connection of this.#hub.ofUser(user_id)) connection.noteOwn(seq)
    for (const some of chunksOf([...this.#relay.heard].filter(isDue), CONVERSATIONS_AT_ONCE))
      this.#relay.compare(await readHeadsById(read, some))
  }
}

/** Ids end with random digits. */
const shareOf = (id: string): number => (Number.parseInt(id.slice(-4), 16) || 0) % SHARES
