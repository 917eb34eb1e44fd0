// Who looks at which conversation. A device says so itself, with its focused window. With several nodes each tells the others,
// and repeats it: what is not repeated ends by itself.
import type { Context, Events } from '../features/context.ts'
import { isOver } from '../platform/clock.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'

const REPEAT_MS = 30_000
const LEASE_MS = 90_000

interface Elsewhere {
  node: string
  user_id: string
  conversation_id: string
  until: number
}

export class Viewing {
  readonly #hub: Hub
  readonly #ctx: Context
  /** By connections of other nodes. */
  readonly #elsewhere = new Map<string, Elsewhere>()
  #repeat_at: number

  constructor(hub: Hub, ctx: Context) {
    this.#hub = hub
    this.#ctx = ctx
    this.#repeat_at = ctx.clock.now() + REPEAT_MS
  }

  set(connection: Connection, conversation_id: string | undefined): void {
    if (connection.viewed === conversation_id) return
    connection.viewed = conversation_id
    this.tell(connection)
  }

  /** Tells the other nodes what a connection of this one shows now. */
  tell(connection: Connection): void {
    const { nodes } = this.#ctx.bus
    const { viewer, viewed, idle } = connection
    if (!nodes || !viewer) return
    const { user_id } = viewer
    const conversation_id = idle ? null : (viewed ?? null)
    nodes.tell('viewed', { node: nodes.name, connection_id: connection.id, user_id, conversation_id })
  }

  hear({ node, connection_id, user_id, conversation_id }: Events['viewed']): void {
    if (node === this.#ctx.bus.nodes?.name) return
    if (conversation_id === null) return void this.#elsewhere.delete(connection_id)
    const until = this.#ctx.clock.now() + LEASE_MS
    this.#elsewhere.set(connection_id, { node, user_id, conversation_id, until })
  }

  /** A node has closed. */
  left(node: string): void {
    for (const [id, seen] of this.#elsewhere) if (seen.node === node) this.#elsewhere.delete(id)
  }

  viewersOf(conversation_id: string): ReadonlySet<string> {
    const viewers = new Set<string>()
    for (const { viewed, idle, viewer } of this.#hub.listeners(conversation_id))
      if (viewer && viewed === conversation_id && !idle) viewers.add(viewer.user_id)
    for (const seen of this.#elsewhere.values())
      if (seen.conversation_id === conversation_id) viewers.add(seen.user_id)
    return viewers
  }

  sweep(now: number): void {
    for (const [id, { until }] of this.#elsewhere)
      if (isOver(until, now, LEASE_MS)) this.#elsewhere.delete(id)
    if (!isOver(this.#repeat_at, now, REPEAT_MS)) return
    this.#repeat_at = now + REPEAT_MS
    for (const connection of this.#hub.connections)
      if (connection.viewed !== undefined && !connection.idle) this.tell(connection)
  }
}
