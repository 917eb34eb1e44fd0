// Presence is a lease held by live connections: a dead one is noticed and closed within 50 s, and 10 s later
// its person is shown as gone. So nobody stays online by mistake for more than a minute, and a reload shows
// nothing. With several nodes each tells the others who is connected to it. A device reports by itself (`activity`) when its person is away, after five minutes without a touch.
import type { PresenceFrame, PresenceState } from '@lectern/protocol'
import { chunksOf } from '../platform/chunks.ts'
import { isOver, type Clock } from '../platform/clock.ts'
import type { StoredWindow } from '../records/stored.ts'
import type { Connection } from './connection.ts'
import { Frame } from './frame.ts'
import type { Hub } from './hub.ts'

const LEAVE_SHOWN_AFTER_MS = 10_000
/** Changes are reported together: a class that comes in at once is few frames for each. */
const TELL_AFTER_MS = 100
/** In larger conversations only watchers get presence. */
const SMALL_CONVERSATION = 50

/** Each node repeats who is connected to it, and is believed for so long. */
const REPEAT_MS = 15_000
const LEASE_MS = 45_000
/** In one message between nodes. */
const PEOPLE_AT_ONCE = 100

interface Person {
  connections: Set<Connection>
  shown: PresenceState
  /** As this node told the others. */
  told: PresenceState
  /** Without a connection here: the time at which they are shown as gone. */
  gone_at?: number
  conversations: ReadonlySet<string>
  /** By node. */
  elsewhere: Map<string, { state: PresenceState; until: number }>
}

/** Between the nodes; a single one has none. */
export interface PresenceNodes {
  tell(people: Record<string, PresenceState>): void
  conversationsOf(user_ids: readonly string[]): Promise<Map<string, Set<string>>>
}

export class Presence {
  readonly #hub: Hub
  readonly #clock: Clock
  readonly #nodes: PresenceNodes | undefined
  readonly #people = new Map<string, Person>()
  readonly #untold = new Map<string, Person>()
  #repeat_at: number

  constructor(hub: Hub, clock: Clock, nodes?: PresenceNodes) {
    this.#hub = hub
    this.#clock = clock
    this.#nodes = nodes
    this.#repeat_at = clock.now() + REPEAT_MS
  }

  stateOf(user_id: string): PresenceState {
    return this.#people.get(user_id)?.shown ?? 'offline'
  }

  enter(user_id: string, connection: Connection): void {
    const { conversations } = connection
    const person = this.#people.get(user_id) ?? newPerson(conversations)
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
    if (!other) {
      person.conversations = new Set(person.conversations)
      return void (person.gone_at = this.#clock.now() + LEAVE_SHOWN_AFTER_MS)
    }
    person.conversations = other.conversations
    this.review(user_id)
  }

  /** Tells the others if the visible state of a person changed. */
  review(user_id: string): void {
    const person = this.#people.get(user_id)
    if (!person) return
    const now = this.#clock.now()
    const own = ownState(person, now)
    if (own !== person.told) this.#nodes?.tell({ [user_id]: own })
    person.told = own
    const state = strongest([own, ...[...person.elsewhere.values()].map((node) => node.state)])
    if (state === 'offline') this.#people.delete(user_id)
    if (state === person.shown) return
    person.shown = state
    if (this.#untold.size === 0) this.#clock.after(TELL_AFTER_MS, () => this.#tell())
    this.#untold.set(user_id, person)
  }

  /** Another node tells who is connected to it. */
  async hear(node: string, people: Record<string, PresenceState>): Promise<void> {
    const strangers = Object.keys(people).filter((id) => people[id] !== 'offline' && !this.#people.has(id))
    const conversations = strangers.length > 0 ? await this.#nodes?.conversationsOf(strangers) : undefined
    const until = this.#clock.now() + LEASE_MS
    for (const [user_id, state] of Object.entries(people)) {
      const known = this.#people.get(user_id)
      if (!known && state === 'offline') continue
      const person = known ?? newPerson(conversations?.get(user_id) ?? new Set())
      this.#people.set(user_id, person)
      if (state === 'offline') person.elsewhere.delete(node)
      else person.elsewhere.set(node, { state, until })
      this.review(user_id)
    }
  }

  /** A node has closed. */
  left(node: string): void {
    for (const [user_id, { elsewhere }] of this.#people) if (elsewhere.delete(node)) this.review(user_id)
  }

  /** Keeps the conversations of those who are connected elsewhere; connections keep their own. */
  moved({ conversation_id, members }: StoredWindow): void {
    for (const { user_id, left_at } of members) {
      const person = this.#people.get(user_id)
      if (!person || person.connections.size > 0) continue
      const conversations = new Set(person.conversations)
      if (left_at === undefined) conversations.add(conversation_id)
      else conversations.delete(conversation_id)
      person.conversations = conversations
    }
  }

  sweep(now: number): void {
    for (const [user_id, { gone_at, elsewhere }] of this.#people) {
      let ended = gone_at !== undefined && isOver(gone_at, now, LEAVE_SHOWN_AFTER_MS)
      for (const [node, { until }] of elsewhere)
        if (isOver(until, now, LEASE_MS)) ended = elsewhere.delete(node)
      if (ended) this.review(user_id)
    }
    if (this.#nodes && isOver(this.#repeat_at, now, REPEAT_MS)) this.#repeat(this.#nodes, now)
  }

  #repeat(nodes: PresenceNodes, now: number): void {
    this.#repeat_at = now + REPEAT_MS
    const here = [...this.#people].filter(([, { told }]) => told !== 'offline')
    for (const some of chunksOf(here, PEOPLE_AT_ONCE))
      nodes.tell(Object.fromEntries(some.map(([id, { told }]) => [id, told])))
  }

  /** All people that a newcomer can see and who are not offline. */
  around(connection: Connection): PresenceFrame {
    const users: PresenceFrame['users'] = {}
    const small = new Set<string>()
    for (const id of connection.conversations) {
      const listeners = this.#hub.listeners(id)
      if (listeners.size > SMALL_CONVERSATION) continue
      small.add(id)
      for (const { viewer } of listeners) if (viewer) users[viewer.user_id] = this.stateOf(viewer.user_id)
    }
    for (const [user_id, { connections, shown, conversations }] of this.#people)
      if (connections.size === 0 && shown !== 'offline' && [...conversations].some((id) => small.has(id)))
        users[user_id] = shown
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

const newPerson = (conversations: ReadonlySet<string>): Person => ({
  connections: new Set(),
  shown: 'offline',
  told: 'offline',
  conversations,
  elsewhere: new Map(),
})

/** On this node. */
const ownState = ({ connections, told, gone_at }: Person, now: number): PresenceState => {
  if (gone_at !== undefined) return isOver(gone_at, now, LEAVE_SHOWN_AFTER_MS) ? 'offline' : told
  if (connections.size === 0) return 'offline'
  return [...connections].every(({ idle }) => idle) ? 'away' : 'online'
}

const strongest = (states: readonly PresenceState[]): PresenceState =>
  states.includes('online') ? 'online' : states.includes('away') ? 'away' : 'offline'
