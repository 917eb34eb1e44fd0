// Presence is a lease held by live connections: a dead one is noticed and closed within 50 s, and 10 s later
// its person is shown as gone. So nobody stays online by mistake for more than a minute, and a reload shows
// nothing. A device reports by itself (`activity`) when its person is away, after five minutes without a touch.
import type { PresenceFrame, PresenceState } from '@lectern/protocol'
import { isOver, type Clock } from '../platform/clock.ts'
import type { Connection } from './connection.ts'
import { Frame } from './frame.ts'
import type { Hub } from './hub.ts'

const LEAVE_SHOWN_AFTER_MS = 10_000
/** Changes are reported together: a class that comes in at once is few frames for each. */
const TELL_AFTER_MS = 100
/** In larger conversations only watchers get presence. */
const SMALL_CONVERSATION = 50

interface Person {
  connections: Set<Connection>
  shown: PresenceState
  /** Without a connection: the time at which they are shown as gone. */
  gone_at?: number
  conversations: ReadonlySet<string>
}

export class Presence {
  readonly #hub: Hub
  readonly #clock: Clock
  readonly #people = new Map<string, Person>()
  readonly #untold = new Map<string, Person>()

  constructor(hub: Hub, clock: Clock) {
    this.#hub = hub
    this.#clock = clock
  }

  stateOf(user_id: string): PresenceState {
    return this.#people.get(user_id)?.shown ?? 'offline'
  }

  enter(user_id: string, connection: Connection): void {
    const { conversations } = connection
    const person = this.#people.get(user_id) ?? { connections: new Set(), shown: 'offline', conversations }
    this.#people.set(user_id, person)
    person.connections.add(connection)
    person.conversations = conversations
    delete person.gone_at
    this.review(user_id)
  }

  leave(user_id: string, connection: Connection): void {
    const person = this.#people.get(user_id)
    if (!person?.connections.delete(connection)) return
    const [other] = person.connections
    if (!other) return void (person.gone_at = this.#clock.now() + LEAVE_SHOWN_AFTER_MS)
    person.conversations = other.conversations
    this.review(user_id)
  }

  /** Tells the others if the visible state of a person changed. */
  review(user_id: string): void {
    const person = this.#people.get(user_id)
    if (!person) return
    const state = stateOf(person, this.#clock.now())
    if (state === 'offline') this.#people.delete(user_id)
    if (state === person.shown) return
    person.shown = state
    if (this.#untold.size === 0) this.#clock.after(TELL_AFTER_MS, () => this.#tell())
    this.#untold.set(user_id, person)
  }

  sweep(now: number): void {
    for (const [user_id, { gone_at }] of this.#people)
      if (gone_at !== undefined && isOver(gone_at, now, LEAVE_SHOWN_AFTER_MS)) this.review(user_id)
  }

  /** All people that a newcomer can see and who are not offline. */
  around(connection: Connection): PresenceFrame {
    const users: PresenceFrame['users'] = {}
    for (const id of connection.conversations) {
      const listeners = this.#hub.listeners(id)
      if (listeners.size > SMALL_CONVERSATION) continue
      for (const { viewer } of listeners) if (viewer) users[viewer.user_id] = this.stateOf(viewer.user_id)
    }
    return { type: 'presence', users }
  }

  #tell(): void {
    const told = new Map<Connection, PresenceFrame['users']>()
    for (const [user_id, { shown, conversations }] of this.#untold)
      for (const connection of this.#audience(user_id, conversations)) {
        const users = told.get(connection) ?? {}
        told.set(connection, users)
        users[user_id] = shown
      }
    this.#untold.clear()
    const frames = new Map<string, Frame>()
    for (const [connection, users] of told) {
      const key = Object.keys(users).join()
      const frame = frames.get(key) ?? new Frame({ type: 'presence', users })
      frames.set(key, frame)
      connection.offer(frame)
    }
  }

  #audience(user_id: string, conversations: ReadonlySet<string>): Set<Connection> {
    const audience = new Set<Connection>()
    for (const id of conversations) {
      const listeners = this.#hub.listeners(id)
      const small = listeners.size <= SMALL_CONVERSATION
      for (const connection of listeners) if (small || connection.watches(id)) audience.add(connection)
    }
    for (const own of this.#hub.ofUser(user_id)) audience.delete(own)
    return audience
  }
}

const stateOf = ({ connections, shown, gone_at }: Person, now: number): PresenceState => {
  if (gone_at !== undefined) return isOver(gone_at, now, LEAVE_SHOWN_AFTER_MS) ? 'offline' : shown
  return [...connections].every(({ idle }) => idle) ? 'away' : 'online'
}
