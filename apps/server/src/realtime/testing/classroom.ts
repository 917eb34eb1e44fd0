// A listening server with a manual clock, and people who connect to it.
import assert from 'node:assert/strict'
import { vi } from 'vitest'
import { SUBPROTOCOL, type Conversation, type NewConversation } from '@lectern/protocol'
import { present } from '../../features/cards/present.ts'
import { createConversation } from '../../features/conversations/create.ts'
import type { Context, Viewer } from '../../features/context.ts'
import { sendMessage } from '../../features/messages/send.ts'
import { RateLimit } from '../../platform/rate-limit.ts'
import {
  createTestServer,
  type TestServer,
  type TestServerOptions,
} from '../../testing/create-test-server.ts'
import { Holdings } from '../../testing/holdings.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import { SocketClient, type OpenOptions } from './socket-client.ts'

const SOON_MS = 500
const PATIENCE = { timeout: 5_000, interval: 5 }

export class Classroom {
  readonly server: TestServer
  readonly clock: ManualClock
  readonly port: number
  readonly #clients: SocketClient[] = []
  readonly #ctx: Context
  readonly #holdings: Holdings
  readonly #empty: Holdings['now']

  constructor(server: TestServer, clock: ManualClock, port: number) {
    this.server = server
    this.clock = clock
    this.port = port
    this.#holdings = new Holdings(server, clock)
    this.#empty = this.#holdings.now
    // A high limit, so that no test is too fast.
    this.#ctx = { ...server.ctx, sends: new RateLimit(clock, { burst: 1_000_000, window_ms: 1_000 }) }
  }

  get people(): TestServer['people'] {
    return this.server.people
  }

  as(viewer: Person): [Context, Viewer] {
    return [this.#ctx, viewer]
  }

  async talk(creator: Person, input: Partial<NewConversation>, ...others: Person[]): Promise<Conversation> {
    const member_ids = others.map(({ user_id }) => user_id)
    const { conversation } = await createConversation(...this.as(creator), {
      kind: 'group',
      member_ids,
      ...input,
    })
    return present<Conversation>(conversation, creator, this.clock.now())
  }

  async say(person: Person, { id }: Pick<Conversation, 'id'>, content: string) {
    return (await sendMessage(...this.as(person), id, { content })).window
  }

  /** A new connection in any state. */
  dial(options: OpenOptions): SocketClient {
    const client = new SocketClient(this.port, options)
    this.#clients.push(client)
    return client
  }

  /** A live connection of the full profile. */
  async connect(person: Person): Promise<SocketClient> {
    const { user_id, access_token } = person
    const client = this.dial({ user_id, token: access_token, protocols: [SUBPROTOCOL] })
    await client.first('hello')
    return client
  }

  /** A connection that watches conversations, and has received their state. */
  async watching(person: Person, ...talks: Conversation[]): Promise<SocketClient> {
    const client = await this.connect(person)
    client.send({ type: 'watch', conversation_ids: talks.map(({ id }) => id) })
    await client.until(() => client.ofType('head').length === talks.length)
    client.forget()
    return client
  }

  /** A plain client: no subprotocol. */
  async bare(person: Person): Promise<SocketClient> {
    const { user_id, access_token } = person
    const client = await this.dial({ user_id, token: access_token }).opened()
    await client.settled()
    return client
  }

  /**
   * All clients close, and nothing of them stays. Presence lasts ten seconds longer, and is counted separately.
   */
  async leaveNothing(): Promise<void> {
    this.hangUp()
    await vi.waitFor(() => assert.equal(this.server.system.connections.size, 0), PATIENCE)
    // Presence is reported a moment later, and messages are asked to be indexed.
    await vi.waitFor(() => {
      this.clock.advance(SOON_MS)
      assert.deepEqual(this.#holdings.now, this.#empty)
    }, PATIENCE)
  }

  /** A client that stopped polling is noticed after a while. */
  async fallSilent(): Promise<void> {
    for (let seconds = 0; this.server.system.connections.size > 0 && seconds < 60; seconds++) {
      this.clock.advance(1_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  hangUp(): void {
    for (const client of this.#clients.splice(0)) client.close()
  }

  async close(): Promise<void> {
    this.hangUp()
    await this.server.close()
  }
}

export const openClassroom = async (
  options: Pick<TestServerOptions, 'log' | 'db' | 'env'> = {},
): Promise<Classroom> => {
  const clock = new ManualClock()
  const server = await createTestServer({ clock, ...options })
  const { port } = await server.listen()
  return new Classroom(server, clock, port)
}
