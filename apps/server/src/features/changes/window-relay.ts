// Every change of a conversation passes here on its way to the connections and waiting requests of this node:
//
//   a commit of this node ──▶ committed ─┐
//                                        ├─▶ in order ─▶ window
//   a commit of another ────▶ changed ───┘ (its rows are read)
//
// Order matters for more than the screen: a window adds and removes listeners, so an older one after a newer one could let
// somebody listen who was removed (AU2). A window that does not follow the last one waits until what is missing was read.
import { LIMITS } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import type { Context, Events } from '../context.ts'
import { perSystem } from '../per-system.ts'
import { readWindowBySystem } from './changes.ts'
import type { Audience } from './audience.ts'
import type { HeadOf } from './changes-rows.ts'

interface Reading {
  again: boolean
  waiting: (() => void)[]
}

export class WindowRelay {
  readonly #ctx: Context
  readonly #stops: (() => void)[]
  readonly #audiences: Audience[] = []
  #hasUnread = false
  /** conversation that is heard here → its last change that was passed on, or that its listeners began with. */
  readonly #known = new Map<string, number>()
  /** Conversations whose rows are being read, with what waits for that. */
  readonly #reading = new Map<string, Reading>()

  constructor(ctx: Context) {
    this.#ctx = ctx
    this.#stops = [
      ctx.bus.subscribe('committed', (window) => this.#committed(window)),
      ctx.bus.subscribe('changed', (hint) => this.#changed(hint)),
    ]
  }

  close(): void {
    for (const stop of this.#stops) stop()
  }

  /** For as long as the system is open. */
  attend(audience: Audience): void {
    this.#audiences.push(audience)
  }

  /** Who hears here. */
  get people(): ReadonlySet<string> {
    return new Set(this.#audiences.flatMap(({ people }) => [...people]))
  }

  /** The conversations that are heard here. */
  get heard(): ReadonlySet<string> {
    return new Set(this.#audiences.flatMap(({ conversations }) => [...conversations]))
  }

  /** Somebody here begins to listen at these heads, in this turn. */
  note(heads: ReadonlyMap<string, number>): void {
    if (!this.#ctx.bus.nodes) return
    for (const [id, head] of heads) {
      const known = this.#known.get(id)
      // What was known when nobody listened may be long ago.
      if (known === undefined || (known < head && !this.#isHeard(id))) this.#known.set(id, head)
    }
  }

  /** The heads in the database: what is behind is read. */
  compare(heads: Iterable<HeadOf>): void {
    for (const { id, head, first = head + 1 } of heads) {
      const known = this.#known.get(id) ?? first - 1
      this.#known.set(id, known)
      if (known < head) this.#read(id)
    }
  }

  /** Whether a reading has failed since this was asked. */
  takeUnread(): boolean {
    const unread = this.#hasUnread
    this.#hasUnread = false
    return unread
  }

  /** Forgets what nobody here hears any more; a node would otherwise read whatever its former listeners are told. */
  forgetUnheard(): void {
    for (const id of this.#known.keys()) if (!this.#mayBeHeard(id)) this.#known.delete(id)
  }

  #isHeard(id: string): boolean {
    return this.#audiences.some((audience) => audience.hears(id))
  }

  /** Now, or by somebody who is reading where to begin. */
  #mayBeHeard(id: string): boolean {
    return this.#isHeard(id) || this.#audiences.some(({ isGathering }) => isGathering)
  }

  /** Runs at once, or after the rows of the conversation that are being read. */
  afterReading(conversation_id: string, run: () => void): void {
    const reading = this.#reading.get(conversation_id)
    if (reading) reading.waiting.push(run)
    else run()
  }

  #committed(window: StoredWindow): void {
    if (!this.#ctx.bus.nodes) return this.#ctx.bus.publish('window', window)
    const { conversation_id, from, to, members, parting = [] } = window
    const moves = members.length > 0 || parting.length > 0
    const known = this.#known.get(conversation_id)
    if (known === undefined || known === from) this.#pass(window)
    else if (known < to) this.#read(conversation_id)
    this.#ctx.bus.nodes.tell('changed', { conversation_id, from, to, moves })
  }

  /** Without listeners here only new members matter: they may be connected. */
  #changed({ conversation_id, from, to, moves }: Events['changed']): void {
    const known = this.#known.get(conversation_id)
    if (!moves && !this.#mayBeHeard(conversation_id)) return void this.#known.delete(conversation_id)
    if (known === undefined && !moves) return
    if (known === undefined) this.#known.set(conversation_id, from)
    else if (known >= to) return
    this.#read(conversation_id)
  }

  #pass(window: StoredWindow): void {
    const { conversation_id, to } = window
    this.#known.set(conversation_id, to)
    this.#ctx.bus.publish('window', window)
    // It may have brought the first listener, or taken the last.
    if (!this.#mayBeHeard(conversation_id)) this.#known.delete(conversation_id)
  }

  /** One reading of a conversation at a time; a hint that comes meanwhile causes another. */
  #read(id: string): void {
    const going = this.#reading.get(id)
    if (going) return void (going.again = true)
    const reading: Reading = { again: true, waiting: [] }
    this.#reading.set(id, reading)
    void this.#catchUp(id, reading)
      .catch((error: unknown) => {
        this.#hasUnread = true
        this.#ctx.log.warn({ err: error, conversation_id: id }, 'changes_unread')
      })
      .finally(() => {
        this.#reading.delete(id)
        // The first of them may begin another reading, which the others wait for.
        for (const run of reading.waiting) this.afterReading(id, run)
      })
  }

  async #catchUp(id: string, reading: Reading): Promise<void> {
    const { db } = this.#ctx
    while (reading.again) {
      reading.again = false
      const from = this.#known.get(id)
      if (from === undefined) return
      const next = await db.snapshot((query) => readWindowBySystem(query, id, from, LIMITS.page_rows))
      // A commit of this node was passed meanwhile: the window has it as well, and plain connections would get it twice.
      if (this.#known.get(id) !== from) reading.again = true
      else if (next) {
        this.#pass(next.window)
        if (!next.isLast) reading.again = true
      }
    }
  }
}

export const relayOf = perSystem((ctx) => new WindowRelay(ctx))
