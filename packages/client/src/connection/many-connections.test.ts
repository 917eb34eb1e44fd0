// A server that restarts under many clients: they return soon, and not all at once.
import { CLOSE, type DownFrame } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { Cell } from '../core/store.ts'
import { ManualClock } from '../testing/index.ts'
import { seeded } from '../testing/seeded.ts'
import { Emitter } from '../core/emitter.ts'
import { Connection, type ConnectionReports } from './connection.ts'
import type { LinkEvents, Transport } from './transport.ts'

const CLIENTS = 60
const LIVE_WITHIN_MS = 5_000
const AT_ONCE_MS = 100
/** A server that drains spreads the moments of return over this time. */
const DRAIN_SPREAD_MS = 3_000

const user = (index: number) => `01a1ee56-5e96-7ae6-8c01-6b3bfe${String(index).padStart(6, '0')}`
const hello = (id: string) =>
  JSON.stringify({
    type: 'hello',
    protocol: 1,
    epoch: 'e',
    connection_id: id,
    user: { id, name: 'Student', role: 'student' },
    server_time: '2026-11-23T14:02:00.000Z',
    limits: {},
    heads: {},
  } satisfies DownFrame)

/** Greets each client while it is up; otherwise the connection breaks at once. */
class Server {
  isUp = true
  readonly links: LinkEvents[] = []

  readonly transport: Transport = {
    name: 'websocket',
    fallback: false,
    open: (id, events) => {
      queueMicrotask(() => (this.isUp ? this.#greet(id, events) : events.closed(undefined)))
      return { send: () => queueMicrotask(() => events.received('pong')), close: () => {} }
    },
  }

  kill(): void {
    for (const link of this.links.splice(0)) link.closed(undefined)
  }

  drain(): void {
    for (const [index, link] of this.links.splice(0).entries()) {
      const retry_after_ms = Math.round((DRAIN_SPREAD_MS * index) / CLIENTS)
      link.received(JSON.stringify({ type: 'bye', code: CLOSE.drain, retry_after_ms } satisfies DownFrame))
      link.closed(CLOSE.drain)
    }
  }

  #greet(id: string, events: LinkEvents): void {
    this.links.push(events)
    events.opened()
    events.received(hello(id))
  }
}

const connectAll = (server: Server, clock: ManualClock, random: () => number): Connection[] =>
  Array.from({ length: CLIENTS }, (_, index) => {
    const connection = new Connection({
      clock,
      now: () => clock.now(),
      random,
      transport: server.transport,
      session: { accessToken: new Cell<string | undefined>('a'), renew: async () => {} },
      greet: async () => {},
      events: new Emitter<ConnectionReports>(),
    })
    connection.connect(user(index))
    return connection
  })

const isLive = (connection: Connection) => connection.state.get().status === 'live'

/** For each client, the time between the server's return and its own. */
const returns = async (how: 'kill' | 'drain', awayMs: number, seed: number): Promise<number[]> => {
  const clock = new ManualClock()
  const server = new Server()
  const connections = connectAll(server, clock, seeded(seed))
  await clock.advance(60_000)
  expect(connections.filter(isLive)).toHaveLength(CLIENTS)
  server.isUp = awayMs === 0
  server[how]()
  await clock.advance(awayMs)
  server.isUp = true
  const up = clock.monotonic()
  const backAt = new Map<Connection, number>()
  for (const connection of connections)
    connection.state.subscribe(() => isLive(connection) && backAt.set(connection, clock.monotonic() - up))
  await clock.advance(LIVE_WITHIN_MS)
  for (const connection of connections) connection.disconnect()
  return [...backAt.values()]
}

const largestShareAtOnce = (returned: readonly number[]): number => {
  const slots = Map.groupBy(returned, (ms) => Math.floor(ms / AT_ONCE_MS))
  return Math.max(...[...slots.values()].map(({ length }) => length)) / CLIENTS
}

test.each([1, 2, 3, 4, 5])(
  'all are back within 5 s of a server that was killed, at most 40 % of them in one tenth of a second (seed %i)',
  async (seed) => {
    const returned = await returns('kill', 1_500, seed)
    expect(returned).toHaveLength(CLIENTS)
    expect(largestShareAtOnce(returned)).toBeLessThanOrEqual(0.4)
  },
)

test.each([1, 2, 3, 4, 5])(
  'a server that drains and is back at once gets at most 20 % of them in one tenth of a second (seed %i)',
  async (seed) => {
    const returned = await returns('drain', 0, seed)
    expect(returned).toHaveLength(CLIENTS)
    expect(largestShareAtOnce(returned)).toBeLessThanOrEqual(0.2)
  },
)
