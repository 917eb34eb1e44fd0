// A listening server with time in hand, and people who connect to it.
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
    // Nobody is too fast here.
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

  /** A connection of which nothing is known yet. */
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

  /** One that has conversations on its screen, and has been told how things stand there. */
  async watching(person: Person, ...talks: Conversation[]): Promise<SocketClient> {
    const client = await this.connect(person)
    client.send({ type: 'watch', conversation_ids: talks.map(({ id }) => id) })
    await client.until(() => client.ofType('head').length === talks.length)
    client.forget()
    return client
  }

  /** A bare client: no subprotocol. */
  async bare(person: Person): Promise<SocketClient> {
    const { user_id, access_token } = person
    const client = await this.dial({ user_id, token: access_token }).opened()
    await client.settled()
    return client
  }

  /** Everybody hangs up, and nothing of them stays. Presence goes on for ten seconds, and counts apart. */
  async leaveNothing(): Promise<void> {
    this.hangUp()
    await vi.waitFor(() => assert.equal(this.server.system.connections.size, 0), PATIENCE)
    // Presence is told a moment later.
    this.clock.advance(100)
    await vi.waitFor(() => assert.deepEqual(this.#holdings.now, this.#empty), PATIENCE)
  }

  /** Whoever polled and polls no more is noticed after a while. */
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
  options: Pick<TestServerOptions, 'log' | 'db'> = {},
): Promise<Classroom> => {
  const clock = new ManualClock()
  const server = await createTestServer({ clock, ...options })
  const { port } = await server.listen()
  return new Classroom(server, clock, port)
}
