// All sockets of this process: sends them the events of the bus, and checks their time limits.
import { CLOSE } from '@lectern/protocol'
import { readMembershipsOf } from '../features/changes/changes-rows.ts'
import { relayOf } from '../features/changes/window-relay.ts'
import type { Context } from '../features/context.ts'
import { RateLimit } from '../platform/rate-limit.ts'
import type { Connection } from './connection.ts'
import type { RealtimeContext } from './frame-handler.ts'
import { relayDelta } from './deltas.ts'
import { Expulsions } from './expulsions.ts'
import { HeadWatch } from './head-watch.ts'
import { Hub } from './hub.ts'
import { Presence, type PresenceNodes } from './presence.ts'
import { relayInbox, relayOwn, relayReports } from './news.ts'
import { relayReceipt } from './receipts.ts'
import { NoticeRelay } from './notices.ts'
import { Typing } from './typing.ts'
import { Viewing } from './viewing.ts'

const SWEEP_MS = 1_000
/** More frames of one client are an attack, or a fault of the client. */
const FRAMES = { burst: 200, window_ms: 10_000 }
const DRAINED_WITHIN_MS = 2_500

export class Connections {
  readonly shared: RealtimeContext
  readonly #stops: (() => void)[]
  #drained: (() => void) | undefined
  #draining = false

  constructor(ctx: Context) {
    const { bus, clock } = ctx
    const hub = new Hub(() => clock.now())
    const presence = new Presence(hub, clock, nodesOf(ctx))
    const typing = new Typing(hub, clock)
    const viewing = new Viewing(hub, ctx)
    const notices = new NoticeRelay(ctx, hub)
    const frames = new RateLimit(clock, FRAMES)
    const refused = new RateLimit(clock, FRAMES)
    this.shared = { ctx, hub, presence, typing, viewing, frames, refused, expulsions: new Expulsions(clock) }
    const relay = relayOf(ctx)
    relay.attend(hub)
    const heads = bus.nodes && new HeadWatch(ctx, relay, hub)
    // What belongs to rows that are on their way would come before them.
    if (bus.nodes)
      bus.nodes.onRemote = ({ event }, deliver) =>
        'conversation_id' in event && event.conversation_id !== null
          ? relay.afterReading(event.conversation_id, deliver)
          : deliver()
    let told: Promise<void> = Promise.resolve()
    const report = (error: unknown): void => ctx.log.warn({ err: error }, 'presence_unread')
    const sweep = clock.every(SWEEP_MS, () => this.#sweep())
    this.#stops = [
      () => sweep.cancel(),
      () => heads?.close(),
      bus.subscribe('window', (window) => {
        hub.deliver(window)
        presence.moved(window)
        notices.changed(window)
        typing.stop(window)
      }),
      bus.subscribe('receipt', (event) => relayReceipt(hub, event)),
      bus.subscribe('typing', (event) => typing.relay(event)),
      bus.subscribe('connected', ({ node, people }) => {
        if (node === bus.nodes?.name) return
        // One after the other: a later word on somebody must not be overtaken.
        told = told.then(() => presence.hear(node, people)).catch(report)
      }),
      bus.subscribe('node_left', ({ node }) => {
        presence.left(node)
        viewing.left(node)
      }),
      bus.subscribe('viewed', (event) => viewing.hear(event)),
      bus.subscribe('noticed', (event) => notices.told(event)),
      bus.subscribe('notices_ended', ({ user_id }) => {
        notices.ended([user_id])
        // Among them what named the person.
        relayInbox(hub, { conversation_id: '', user_id })
      }),
      // The last of all that this node tells.
      () => bus.nodes && bus.publish('node_left', { node: bus.nodes.name }),
      bus.subscribe('delta', (event) => relayDelta(hub, event)),
      bus.subscribe('own_changed', (event) => relayOwn(hub, event)),
      bus.subscribe('own_window', (event) => hub.deliverOwn(event)),
      bus.subscribe('reports_changed', (event) => relayReports(hub, event)),
      bus.subscribe('inbox_changed', (event) => relayInbox(hub, event)),
      bus.subscribe('expelled', ({ asked_ms, ...origin }) => this.shared.expulsions.note(origin, asked_ms)),
      bus.subscribe('session_revoked', ({ session_id }) => this.#revoke(session_id)),
    ]
  }

  get size(): number {
    return this.shared.hub.connections.size
  }

  /** Who looks at the conversation now, on some device. */
  viewersOf(conversation_id: string): ReadonlySet<string> {
    return this.shared.viewing.viewersOf(conversation_id)
  }

  get draining(): boolean {
    return this.#draining
  }

  /** The socket is gone. */
  ended(connection: Connection, user_id: string): void {
    const { hub, presence, viewing } = this.shared
    viewing.set(connection, undefined)
    connection.ended()
    presence.leave(user_id, connection)
    hub.leave(connection, user_id)
    if (this.size === 0) this.#drained?.()
  }

  /** Closes all clients, each with another time to come back, so that they do not come back at once. */
  async drain({ spread_ms }: { spread_ms: number }): Promise<void> {
    this.#draining = true
    const { hub, ctx } = this.shared
    const all = [...hub.connections]
    const gone = new Promise<void>((resolve) => (this.#drained = resolve))
    for (const [index, connection] of all.entries()) {
      connection.close(CLOSE.drain, Math.round((spread_ms * index) / all.length))
    }
    if (all.length === 0) return
    const late = Promise.withResolvers<void>()
    const patience = ctx.clock.after(DRAINED_WITHIN_MS, late.resolve)
    await Promise.race([gone, late.promise])
    patience.cancel()
  }

  close(): void {
    for (const stop of this.#stops) stop()
  }

  #sweep(): void {
    const { ctx, hub, presence, typing, viewing } = this.shared
    const now = ctx.clock.now()
    for (const connection of hub.connections) connection.sweep(now)
    presence.sweep(now)
    typing.sweep(now)
    viewing.sweep(now)
  }

  /** AU3. */
  #revoke(session_id: string): void {
    for (const connection of this.shared.hub.connections)
      if (connection.viewer?.session_id === session_id) connection.close(CLOSE.session_revoked)
  }
}

/** Undefined for a single node. */
const nodesOf = ({ bus, db }: Context): PresenceNodes | undefined => {
  const { nodes } = bus
  return (
    nodes && {
      tell: (people) => bus.publish('connected', { node: nodes.name, people }),
      conversationsOf: (user_ids) => readMembershipsOf(db.read, user_ids),
    }
  )
}
