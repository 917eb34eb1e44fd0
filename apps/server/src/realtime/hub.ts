// The listeners of each conversation. Its index is the authorisation at fan-out (AU1): a non-member is not in
// it, and membership changes update it with the same windows that carry them (AU2).
import { CLOSE, LIMITS, type Member, type OwnWindow } from '@lectern/protocol'
import type { StoredWindow } from '../records/stored.ts'
import type { Audience } from '../features/changes/audience.ts'
import type { Connection } from './connection.ts'
import { Delivery, farewellFrame, PlainFrames } from './delivery.ts'

type Connections = ReadonlySet<Connection>
const NOBODY: Connections = new Set()

interface OwnChange {
  user_id: string
  window: OwnWindow
}

interface Meantime {
  windows: StoredWindow[]
  own: OwnChange[]
}

/** What a connection begins with. */
interface Arrival {
  heads: ReadonlyMap<string, number>
  /** Answers that have begun, for a plain connection: their beginnings are no frames of it. */
  unfinished?: readonly string[]
}

/** How a connection begins. */
interface Entrance {
  read(): Promise<Arrival>
  /** In the same turn it listens from these heads on. */
  begin?(heads: ReadonlyMap<string, number>): void
  welcome(heads: ReadonlyMap<string, number>): void
}

export class Hub implements Audience {
  readonly #now: () => number
  readonly #all = new Set<Connection>()
  readonly #byUser = new Map<string, Set<Connection>>()
  readonly #byConversation = new Map<string, Set<Connection>>()
  /** What came since each joining connection began. */
  readonly #joining = new Set<Meantime>()
  /** How many connections of each user are joining. */
  readonly #arriving = new Map<string, number>()
  readonly #story = new PlainFrames()

  constructor(now: () => number) {
    this.#now = now
  }

  get connections(): Connections {
    return this.#all
  }

  /** All connections that hear of the conversation. */
  listeners(conversation_id: string): Connections {
    return this.#byConversation.get(conversation_id) ?? NOBODY
  }

  /** Those of them that have it on the screen. */
  watchers(conversation_id: string): Connection[] {
    return [...this.listeners(conversation_id)].filter((connection) => connection.watches(conversation_id))
  }

  /** Who is connected. */
  get people(): Iterable<string> {
    return this.#byUser.keys()
  }

  get conversations(): Iterable<string> {
    return this.#byConversation.keys()
  }

  hears(conversation_id: string): boolean {
    return this.#byConversation.has(conversation_id)
  }

  get isGathering(): boolean {
    return this.#joining.size > 0
  }

  ofUser(user_id: string): Connections {
    return this.#byUser.get(user_id) ?? NOBODY
  }

  add(connection: Connection): void {
    this.#all.add(connection)
  }

  /**
   * Adds a connection. The windows since before the heads are read (SY7) are kept and follow right after
   * `welcome`, so that none is missed.
   */
  async enter(connection: Connection, user_id: string, { read, begin, welcome }: Entrance): Promise<void> {
    if (!this.#admit(connection, user_id)) return
    const meantime: Meantime = { windows: [], own: [] }
    this.#joining.add(meantime)
    try {
      const { heads, unfinished = [] } = await read()
      if (connection.state.is !== 'joining') return
      begin?.(heads)
      enlist(this.#byUser, user_id, connection)
      for (const id of heads.keys()) this.#join(connection, id)
      welcome(heads)
      const story = new PlainFrames(unfinished)
      for (const window of meantime.windows) this.#catchUp(connection, user_id, { window, story })
      for (const own of meantime.own) if (own.user_id === user_id) connection.tellOwn(own.window)
      for (const id of story.streaming) this.#story.expect(id)
    } finally {
      this.#joining.delete(meantime)
      this.#arrived(user_id)
    }
  }

  /** Counts those that are joining too: the limit comes before any work. */
  #admit(connection: Connection, user_id: string): boolean {
    const joining = this.#arriving.get(user_id) ?? 0
    if (this.ofUser(user_id).size + joining >= LIMITS.connections_per_user) {
      connection.close(CLOSE.too_many_connections)
      return false
    }
    this.#arriving.set(user_id, joining + 1)
    return true
  }

  #arrived(user_id: string): void {
    const joining = (this.#arriving.get(user_id) ?? 0) - 1
    if (joining > 0) this.#arriving.set(user_id, joining)
    else this.#arriving.delete(user_id)
  }

  leave(connection: Connection, user_id: string | undefined): void {
    this.#all.delete(connection)
    if (user_id !== undefined) delist(this.#byUser, user_id, connection)
    for (const id of connection.conversations) delist(this.#byConversation, id, connection)
  }

  deliver(window: StoredWindow): void {
    for (const { windows } of this.#joining) windows.push(window)
    for (const member of ownRows(window))
      for (const connection of this.ofUser(member.user_id)) this.#place(connection, window, member)
    const listeners = this.listeners(window.conversation_id)
    const delivery = new Delivery(window, this.#story.framesOf(window), this.#now())
    for (const connection of listeners) connection.deliver(delivery)
  }

  /** To all devices of the person. */
  deliverOwn(own: OwnChange): void {
    for (const meantime of this.#joining) meantime.own.push(own)
    for (const connection of this.ofUser(own.user_id)) connection.tellOwn(own.window)
  }

  #catchUp(
    connection: Connection,
    user_id: string,
    { window, story }: { window: StoredWindow; story: PlainFrames },
  ): void {
    const own = ownRows(window).find((member) => member.user_id === user_id)
    if (own) this.#place(connection, window, own)
    if (!connection.conversations.has(window.conversation_id)) return
    connection.deliver(new Delivery(window, story.framesOf(window), this.#now()))
  }

  #place(connection: Connection, window: StoredWindow, member: Member): void {
    const { conversation_id } = window
    if (member.left_at === undefined) return this.#join(connection, conversation_id)
    if (!connection.conversations.delete(conversation_id)) return
    delist(this.#byConversation, conversation_id, connection)
    connection.insist(farewellFrame(window, member))
  }

  #join(connection: Connection, conversation_id: string): void {
    connection.conversations.add(conversation_id)
    enlist(this.#byConversation, conversation_id, connection)
  }
}

const ownRows = ({ members, parting = [] }: StoredWindow): Member[] => [...members, ...parting]

const enlist = (index: Map<string, Set<Connection>>, key: string, connection: Connection): void => {
  const there = index.get(key) ?? new Set()
  index.set(key, there.add(connection))
}

const delist = (index: Map<string, Set<Connection>>, key: string, connection: Connection): void => {
  const there = index.get(key)
  there?.delete(connection)
  if (there?.size === 0) index.delete(key)
}
