// Frames about notices, to all devices of the people whom they are for. A lost one is no loss: a device reads the list when it
// connects.
import type { NoticesFrame } from '@lectern/protocol'
import { countOpen, findEndedBy, findNoticesOf } from '../features/notices/notices-rows.ts'
import type { Context, Events } from '../features/context.ts'
import type { StoredWindow } from '../records/stored.ts'
import type { Connection } from './connection.ts'
import { Frame } from './frame.ts'
import type { Hub } from './hub.ts'

export class NoticeRelay {
  readonly #ctx: Context
  readonly #hub: Hub
  /** One after the other: an earlier count must not come after a later one. */
  #turn: Promise<void> = Promise.resolve()

  constructor(ctx: Context, hub: Hub) {
    this.#ctx = ctx
    this.#hub = hub
  }

  /** People were told of a message: their devices get the notice. */
  told(place: Events['noticed']): void {
    const here = peopleOf(this.#hub.listeners(place.conversation_id))
    if (here.length > 0) this.#next(() => this.#tell(place, here))
  }

  /** Notices of these people ended: their devices show how many are left, and read the list again. */
  ended(user_ids: readonly string[]): void {
    const here = user_ids.filter((id) => this.#hub.ofUser(id).size > 0)
    if (here.length > 0) this.#next(() => this.#count(here))
  }

  /** A change may end notices: of a deleted message, or of somebody who left. */
  changed(window: StoredWindow): void {
    const { messages, members, parting = [] } = window
    const isDeletion = messages.some(({ deleted_at }) => deleted_at !== undefined)
    const isParting = [...members, ...parting].some(({ left_at }) => left_at !== undefined)
    if (!isDeletion && !isParting) return
    this.#next(async () => {
      const ended = await findEndedBy(this.#ctx.db.read, window)
      const here = ended.filter((id) => this.#hub.ofUser(id).size > 0)
      if (here.length > 0) await this.#count(here)
    })
  }

  async #tell(place: Events['noticed'], here: readonly string[]): Promise<void> {
    const { read } = this.#ctx.db
    const notices = await findNoticesOf(read, place, here)
    const open = await countOpen(read, [...notices.keys()])
    for (const [user_id, notice] of notices)
      this.#offer(user_id, { type: 'notices', open: open.get(user_id) ?? 0, notice })
  }

  async #count(here: readonly string[]): Promise<void> {
    const open = await countOpen(this.#ctx.db.read, here)
    for (const user_id of here) this.#offer(user_id, { type: 'notices', open: open.get(user_id) ?? 0 })
  }

  #offer(user_id: string, notices: NoticesFrame): void {
    const frame = new Frame(notices)
    for (const connection of this.#hub.ofUser(user_id)) connection.offer(frame)
  }

  #next(work: () => Promise<void>): void {
    this.#turn = this.#turn
      .then(work)
      .catch((error: unknown) => this.#ctx.log.warn({ err: error }, 'notices_not_told'))
  }
}

const peopleOf = (connections: Iterable<Connection>): string[] => [
  ...new Set([...connections].flatMap(({ viewer }) => (viewer ? [viewer.user_id] : []))),
]
