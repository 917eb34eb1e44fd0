// A proxy may lead the requests beside an event stream or a long poll to another node than the one that has the connection.
// Such a frame is handed on, once: whoever has the connection says so, and nobody else does anything.
import { randomUUID } from 'node:crypto'
import type { Context } from '../features/context.ts'

/** A hint that is later than this is lost; the client then connects anew. */
const ANSWER_MS = 1_000
/** A hint must hold it. */
const MAX_CHARS = 4_000

/** A frame, or nothing but a sign of life, for a connection of this session. */
export interface Forwarded {
  session_id: string
  connection_id: string
  frame?: string
}

/** Whether this node has the connection, and took the frame. */
type Take = (forwarded: Forwarded) => boolean

export class Elsewhere {
  readonly #ctx: Pick<Context, 'bus' | 'clock'>
  readonly #asked = new Map<string, () => void>()

  constructor(ctx: Pick<Context, 'bus' | 'clock'>, take: Take) {
    this.#ctx = ctx
    ctx.bus.subscribe('frame_sent', ({ ask, ...forwarded }) => {
      if (take(forwarded)) ctx.bus.nodes?.tell('frame_taken', { ask })
    })
    ctx.bus.subscribe('frame_taken', ({ ask }) => this.#asked.get(ask)?.())
  }

  /** Whether another node took it. */
  async send(forwarded: Forwarded): Promise<boolean> {
    const { bus, clock } = this.#ctx
    if (!bus.nodes || (forwarded.frame ?? '').length > MAX_CHARS) return false
    const ask = randomUUID()
    const { promise, resolve } = Promise.withResolvers<boolean>()
    this.#asked.set(ask, () => resolve(true))
    const patience = clock.after(ANSWER_MS, () => resolve(false))
    bus.nodes.tell('frame_sent', { ask, ...forwarded })
    try {
      return await promise
    } finally {
      patience.cancel()
      this.#asked.delete(ask)
    }
  }
}
