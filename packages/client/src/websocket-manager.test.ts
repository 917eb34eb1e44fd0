import type { PlainFrame } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeNetwork, createClassroom, type Classroom } from './testing/index.ts'
import { WebSocketManager } from './websocket-manager.ts'

let room: Classroom
let network: FakeNetwork
let manager: WebSocketManager

beforeEach(() => {
  room = createClassroom()
  network = new FakeNetwork(room.server)
  manager = WebSocketManager.getInstance()
  const { fetch, webSocket } = network
  const getToken = async () => room.server.issueToken(room.ada.id)
  manager.configure({
    apiUrl: 'http://fake',
    clock: room.clock,
    fetch,
    webSocket,
    getToken,
    random: () => 0.5,
  })
})
afterEach(() => {
  manager.closeConnection(room.ada.id)
  room.close()
})

const write = (content: string) => {
  room.direct.post(room.ben, { id: crypto.randomUUID(), content }, room.server.time)
  return room.clock.advance(1_000)
}

test('there is one manager', () => {
  expect(WebSocketManager.getInstance()).toBe(manager)
})

test('each new message comes as a plain object', async () => {
  const heard: PlainFrame[] = []
  manager.createConnection(room.ada.id, (message) => heard.push(message))
  expect(manager.isConnecting(room.ada.id)).toBe(true)
  expect(manager.hasConnection(room.ada.id)).toBe(false)
  await room.clock.advance(100)
  expect(manager.isConnecting(room.ada.id)).toBe(false)
  expect(manager.hasConnection(room.ada.id)).toBe(true)
  await write('Hello')
  expect(heard).toHaveLength(1)
  expect(heard[0]).toMatchObject({
    conversation_id: room.direct.id,
    content: 'Hello',
    sender: 'Ben',
    invocation_id: null,
    sender_role: 'student',
  })
})

test('several components share one socket; the same listener hears once', async () => {
  const heard: string[] = []
  const listener = ({ content }: PlainFrame) => heard.push(`a ${content}`)
  manager.createConnection(room.ada.id, listener)
  manager.createConnection(room.ada.id, listener)
  const off = manager.createConnection(room.ada.id, ({ content }) => heard.push(`b ${content}`))
  await room.clock.advance(100)
  expect(network.sockets).toBe(1)
  await write('one')
  off()
  await write('two')
  expect(heard).toEqual(['a one', 'b one', 'a two'])
})

test('it joins the connection of a chat in the page, and does not end it', async () => {
  const chat = await room.join(room.ada, network)
  const heard: string[] = []
  manager.createConnection(room.ada.id, ({ content }) => heard.push(content))
  await write('Hello')
  expect(network.sockets).toBe(1)
  expect(manager.hasConnection(room.ada.id)).toBe(true)
  manager.closeConnection(room.ada.id)
  expect(heard).toEqual(['Hello'])
  expect(chat.connection.state.get()).toEqual({ status: 'live' })
})

test('a later chat takes the socket over, and listeners go on hearing', async () => {
  const heard: string[] = []
  manager.createConnection(room.ada.id, ({ content }) => heard.push(content))
  await room.clock.advance(100)
  await room.join(room.ada, network)
  expect(network.sockets).toBe(1)
  await write('Hello')
  expect(heard).toEqual(['Hello'])
})

test('closing ends it', async () => {
  manager.createConnection(room.ada.id, () => {})
  await room.clock.advance(100)
  expect(manager.hasAnyWebSocket()).toBe(true)
  manager.closeConnection(room.ada.id)
  expect(network.sockets).toBe(0)
  expect(manager.hasAnyWebSocket()).toBe(false)
})

test('S23 opens anew after the token of another user', async () => {
  const { ada, ben, server, clock } = room
  let user = ben
  manager.configure({
    ...{ apiUrl: 'http://fake', clock, random: () => 0.5 },
    ...{ fetch: network.fetch, webSocket: network.webSocket },
    getToken: async () => server.issueToken(user.id),
  })
  const heard: string[] = []
  const listener = ({ content }: PlainFrame) => heard.push(content)
  manager.createConnection(ada.id, listener)
  await clock.advance(1_000)
  expect(network.sockets).toBe(0)
  user = ada
  manager.createConnection(ada.id, listener)
  await clock.advance(1_000)
  await write('Hello')
  expect(heard).toEqual(['Hello'])
})

test('S23 opens anew after the session was revoked', async () => {
  manager.createConnection(room.ada.id, () => {})
  await room.clock.advance(1_000)
  room.server.revoke(room.ada.id)
  await room.clock.advance(1_000)
  expect(manager.hasConnection(room.ada.id)).toBe(false)
  manager.createConnection(room.ada.id, () => {})
  await room.clock.advance(1_000)
  expect(manager.hasConnection(room.ada.id)).toBe(true)
  expect(network.sockets).toBe(1)
})

test('a token of another user opens no connection', async () => {
  manager.createConnection(room.ben.id, () => {})
  await room.clock.advance(1_000)
  expect(manager.hasConnection(room.ben.id)).toBe(false)
  expect(network.sockets).toBe(0)
  manager.closeConnection(room.ben.id)
})
