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
import type { HeadOf } from './changes-rows.ts'

/** Conversations whose last change is remembered. The oldest are forgotten: nobody here has heard of them for long. */
const MAX_KNOWN = 200_000

interface Reading {
  again: boolean
  waiting: (() => void)[]
}

export class WindowRelay {
  readonly #ctx: Context
  readonly #stops: (() => void)[]
  /** conversation → its last change that was passed on, or that its listeners began with. */
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

  /** Somebody here begins to listen at these heads. */
  note(heads: ReadonlyMap<string, number>): void {
    if (!this.#ctx.bus.nodes) return
    for (const [id, head] of heads) if (!this.#known.has(id)) this.#remember(id, head)
  }

  /** The heads in the database: what is behind is read. */
  compare(heads: Iterable<HeadOf>): void {
    for (const { id, head, first = head + 1 } of heads) {
      const known = this.#known.get(id) ?? first - 1
      if (!this.#known.has(id)) this.#remember(id, known)
      if (known < head) this.#read(id)
    }
  }

  /** Runs at once, or after the rows of the conversation that are being read. */
  afterReading(conversation_id: string, run: () => void): void {
    const reading = this.#reading.get(conversation_id)
    if (reading) reading.waiting.push(run)
    else run()
  }

  #committed(window: StoredWindow): void {
    const { conversation_id, from, to, members, parting = [] } = window
    const moves = members.length > 0 || parting.length > 0
    const known = this.#known.get(conversation_id)
    if (known === undefined || known === from) this.#pass(window)
    else if (known < to) this.#read(conversation_id)
    // This node hears it as well, and knows it by now.
    this.#ctx.bus.publish('changed', { conversation_id, from, to, moves })
  }

  /** Without listeners here only new members matter: they may be connected. */
  #changed({ conversation_id, from, to, moves }: Events['changed']): void {
    const known = this.#known.get(conversation_id)
    if (known === undefined && !moves) return
    if (known === undefined) this.#remember(conversation_id, from)
    else if (known >= to) return
    this.#read(conversation_id)
  }

  #pass(window: StoredWindow): void {
    this.#remember(window.conversation_id, window.to)
    this.#ctx.bus.publish('window', window)
  }

  #remember(id: string, seq: number): void {
    this.#known.delete(id)
    this.#known.set(id, seq)
    if (this.#known.size <= MAX_KNOWN) return
    const [oldest] = this.#known.keys()
    if (oldest !== undefined) this.#known.delete(oldest)
  }

  /** One reading of a conversation at a time; a hint that comes meanwhile causes another. */
  #read(id: string): void {
    const going = this.#reading.get(id)
    if (going) return void (going.again = true)
    const reading: Reading = { again: true, waiting: [] }
    this.#reading.set(id, reading)
    void this.#catchUp(id, reading)
      .catch((error: unknown) => this.#ctx.log.warn({ err: error, conversation_id: id }, 'changes_unread'))
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
