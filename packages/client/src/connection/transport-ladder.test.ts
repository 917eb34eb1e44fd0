import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Chat } from '../chat.ts'
import { MemoryStorage } from '../core/storage.ts'
import { createClassroom, type Classroom } from '../testing/classroom.ts'
import { FakeNetwork } from '../testing/fake-network.ts'
import { UnreliableNetwork } from '../testing/unreliable-network.ts'

let room: Classroom
let network: FakeNetwork
let storage: MemoryStorage
beforeEach(() => {
  room = createClassroom()
  network = new FakeNetwork(room.server)
  storage = new MemoryStorage()
})
afterEach(() => room.close())

const join = () => room.join(room.ada, { ...network, storage })
const write = (content: string) =>
  room.direct.post(room.ben, { id: crypto.randomUUID(), content }, room.server.time)
const contents = (chat: Chat) =>
  chat
    .conversation(room.direct.id)
    .timeline.get()
    .rows.map(({ message }) => message.content)

test('a blocked socket leads to events at once', async () => {
  network.blocked.add('websocket')
  const ada = await join()
  await room.clock.advance(100)
  expect([ada.connection.transport, ada.connection.state.get().status]).toEqual(['sse', 'degraded'])
})

test('a stream that a proxy withholds is noticed within five seconds', async () => {
  network.blocked.add('websocket').add('sse')
  const ada = await join()
  await room.clock.advance(5_100)
  expect([ada.connection.transport, ada.connection.state.get().status]).toEqual(['poll', 'degraded'])
})

test('a socket that opens but carries nothing is noticed, too', async () => {
  const { webSocket } = new FakeNetwork(room.server, {
    request: () => Promise.reject(new TypeError('unused')),
    carry: () => {},
    reachable: true,
  })
  const ada = await room.join(room.ada, { fetch: network.fetch, webSocket, storage })
  await room.clock.advance(8_100)
  expect([ada.connection.transport, ada.connection.state.get().status]).toEqual(['sse', 'degraded'])
})

test('a lost network does not count as a blocked socket: back online, it is a socket again', async () => {
  const bad = new UnreliableNetwork(room.server, room.clock, 1)
  const ada = await room.join(room.ada, { ...bad, storage })
  bad.goOffline()
  await room.clock.advance(120_000)
  expect(ada.connection.state.get()).toMatchObject({ status: 'offline', cause: 'network' })
  bad.goOnline()
  await room.clock.advance(20_000)
  expect([ada.connection.transport, ada.connection.state.get().status]).toEqual(['websocket', 'live'])
  expect(await storage.get('session', 'transport')).toBeUndefined()
})

test('a server that refuses for now does not count as a blocked socket either', async () => {
  const ada = await join()
  room.server.refuseAll = 'unavailable'
  network.cut()
  await room.clock.advance(60_000)
  expect(ada.connection.state.get()).toMatchObject({ status: 'offline', cause: 'server' })
  room.server.refuseAll = undefined
  await room.clock.advance(21_000)
  expect([ada.connection.transport, ada.connection.state.get().status]).toEqual(['websocket', 'live'])
})

test('CN4 the working transport is remembered for a day, and the better one returns without a break or a loss', async () => {
  network.blocked.add('websocket').add('sse')
  const before = await join()
  await room.clock.advance(5_100)
  before.close()

  const ada = await join()
  ada.conversation(room.direct.id).open()
  await room.clock.advance(100)
  expect(ada.connection.transport).toBe('poll')

  const states: string[] = []
  ada.connection.state.subscribe(() => states.push(ada.connection.state.get().status))
  network.blocked.clear()
  for (let i = 0; i < 130; i++) {
    write(`word ${i}`)
    await room.clock.advance(500)
  }
  expect(ada.connection.transport).toBe('websocket')
  expect(states).toEqual(['live'])
  expect(contents(ada)).toEqual(Array.from({ length: 130 }, (_, i) => `word ${i}`))
  expect(await storage.get('session', 'transport')).toBeUndefined()
})

test('the better transport is tried less and less often', async () => {
  network.blocked.add('websocket')
  const dials: number[] = []
  const { webSocket } = network
  const Counted = class extends (webSocket as new (url: string) => object) {
    constructor(url: string) {
      super(url)
      dials.push(Math.round(room.clock.monotonic() / 60_000))
    }
  }
  const options = { fetch: network.fetch, webSocket: Counted as never, storage }
  await room.join(room.ada, options)
  await room.clock.advance(60 * 60_000)
  expect(dials).toEqual([0, 1, 3, 7, 15, 30, 45, 60])
})

test('a transport remembered for more than a day is forgotten', async () => {
  await storage.put('session', 'transport', { name: 'poll', until: room.clock.now() - 1 })
  const ada = await join()
  await room.clock.advance(100)
  expect(ada.connection.transport).toBe('websocket')
})
