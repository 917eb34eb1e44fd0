import type { PlainFrame } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventBus } from './core/event-bus.ts'
import { FakeNetwork, createClassroom, type Classroom } from './testing/index.ts'
import { WebSocketManager } from './websocket-manager.ts'

let room: Classroom
let network: FakeNetwork
let manager: WebSocketManager
/** How often the manager asked for a token of its own. */
let asked: number

beforeEach(() => {
  room = createClassroom()
  network = new FakeNetwork(room.server)
  manager = WebSocketManager.getInstance()
  const { fetch, webSocket } = network
  asked = 0
  const getToken = async () => {
    asked++
    return room.server.issueToken(room.ada.id)
  }
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

test('a later chat shares the socket, and listeners go on hearing', async () => {
  const heard: string[] = []
  manager.createConnection(room.ada.id, ({ content }) => heard.push(content))
  await room.clock.advance(100)
  await room.join(room.ada, network)
  expect(network.sockets).toBe(1)
  await write('Hello')
  expect(heard).toEqual(['Hello'])
})

test('E1 it joins a chat that only restores its session, whose connection lives on', async () => {
  const { fetch, webSocket } = network
  const chat = room.open({ fetch, webSocket, getToken: async () => room.server.issueToken(room.ada.id) })
  void chat.session.restore()
  const heard: string[] = []
  manager.createConnection(room.ada.id, ({ content }) => heard.push(content))
  expect(manager.isConnecting(room.ada.id)).toBe(true)
  await room.clock.advance(1_000)
  await write('Hello')
  expect(heard).toEqual(['Hello'])
  expect(network.sockets).toBe(1)
  expect(chat.connection.state.get()).toEqual({ status: 'live' })
  expect(asked).toBe(0)
})

test('E1 it opens no connection beside a chat that knows its user and loads what the device has', async () => {
  const { fetch, webSocket } = network
  const chat = room.open({ fetch, webSocket, getToken: async () => room.server.issueToken(room.ada.id) })
  const states: boolean[] = []
  chat.session.state.subscribe(() => {
    states.push(manager.hasAnyWebSocket(room.ada.id))
    manager.createConnection(room.ada.id, () => {})
  })
  await chat.session.restore()
  await room.clock.advance(1_000)
  expect(states).toEqual([true])
  expect(network.sockets).toBe(1)
  expect(chat.connection.state.get()).toEqual({ status: 'live' })
})

test('it opens a connection when the chat that it waited for has another user, or none', async () => {
  const { fetch, webSocket } = network
  const chat = room.open({ fetch, webSocket, getToken: async () => room.server.issueToken(room.ben.id) })
  void chat.session.restore()
  const heard: string[] = []
  manager.createConnection(room.ada.id, ({ content }) => heard.push(content))
  await room.clock.advance(1_000)
  await write('Hello')
  expect(heard).toEqual(['Hello'])
})

test('it opens a connection when the chat that it joined is closed, not when its user signed out', async () => {
  const chat = await room.join(room.ada, network)
  manager.createConnection(room.ada.id, () => {})
  chat.close()
  await room.clock.advance(1_000)
  expect(manager.hasConnection(room.ada.id)).toBe(true)
  manager.closeConnection(room.ada.id)
  const next = await room.join(room.ada, network)
  manager.createConnection(room.ada.id, () => {})
  await next.session.signOut()
  await room.clock.advance(1_000)
  expect(manager.hasAnyWebSocket(room.ada.id)).toBe(false)
  expect(network.sockets).toBe(0)
})

test('without a server of its own it joins the chat of the page, and leaves a server that is not there', async () => {
  const lost = new FakeNetwork(room.server, {
    request: () => Promise.reject(new TypeError('lost')),
    carry: () => {},
    reachable: false,
  })
  manager.configure({ clock: room.clock, random: () => 0.5, fetch: lost.fetch })
  const heard: string[] = []
  manager.createConnection(room.ada.id, ({ content }) => heard.push(content))
  await room.clock.advance(3_000)
  expect(manager.hasConnection(room.ada.id)).toBe(false)
  await room.join(room.ada, network)
  await write('Hello')
  expect(heard).toEqual(['Hello'])
  expect(manager.hasConnection(room.ada.id)).toBe(true)
})

test('E5 the result can be used as a WebSocket', async () => {
  const heard: string[] = []
  const ref: { current: WebSocket | null } = { current: null }
  ref.current = manager.createConnection(room.ada.id, ({ content }) => heard.push(content))
  const socket = ref.current
  socket.onopen = () => {
    heard.push(`open ${socket.readyState}`)
    socket.send('ping')
  }
  socket.onmessage = ({ data }) =>
    heard.push(data === 'pong' ? data : (JSON.parse(data as string) as PlainFrame).sender)
  socket.addEventListener('close', ({ code }) => heard.push(`close ${code} ${socket.readyState}`))
  expect([socket.readyState, socket.url]).toEqual([
    socket.CONNECTING,
    `ws://fake/conversations/ws/user/${room.ada.id}`,
  ])
  await room.clock.advance(100)
  await write('Hello')
  socket.close()
  socket.close()
  await write('late')
  expect(heard).toEqual(['open 1', 'pong', 'Hello', 'Ben', 'close 1000 3'])
  expect(manager.hasAnyWebSocket(room.ada.id)).toBe(false)
  expect(network.sockets).toBe(0)
  expect(() => socket.send('Hello')).toThrow('sendInstructorMessage')
})

test('E5 its state follows the connection', async () => {
  const socket = manager.createConnection(room.ada.id, () => {})
  await room.clock.advance(100)
  expect(socket.readyState).toBe(1)
  network.cut()
  await room.clock.advance(0)
  expect(socket.readyState).toBe(0)
  await room.clock.advance(5_000)
  expect(socket.readyState).toBe(1)
  manager.closeConnection(room.ada.id)
  expect(socket.readyState).toBe(3)
})

test('E5 calling it ends the connection with the last listener', async () => {
  const [first, second] = [
    manager.createConnection(room.ada.id, () => {}),
    manager.createConnection(room.ada.id, () => {}),
  ]
  await room.clock.advance(100)
  first()
  expect([network.sockets, first.readyState, second.readyState]).toEqual([1, 3, 1])
  second()
  expect(network.sockets).toBe(0)
})

test('E5 a message is announced once, whoever forwards it', async () => {
  const heard: string[] = []
  const off = eventBus.on('websocket-message', ({ content }) => heard.push(content))
  manager.createConnection(room.ada.id, (message) => eventBus.emit('websocket-message', message))
  manager.createConnection(room.ada.id, ({ conversation_id, content, sender, invocation_id, timestamp }) =>
    eventBus.emit('websocket-message', {
      user_id: room.ada.id,
      conversation_id,
      content,
      sender,
      invocation_id,
      timestamp,
    }),
  )
  await room.clock.advance(100)
  await room.join(room.ada, network)
  await write('one')
  await write('one')
  expect(heard).toEqual(['one', 'one'])
  off()
})

test('E5 it tells of one user', async () => {
  manager.createConnection(room.ada.id, () => {})
  expect(manager.hasAnyWebSocket(room.ada.id)).toBe(true)
  expect(manager.hasAnyWebSocket(room.ben.id)).toBe(false)
})

test('closing ends it', async () => {
  manager.createConnection(room.ada.id, () => {})
  await room.clock.advance(100)
  expect(manager.hasAnyWebSocket(room.ada.id)).toBe(true)
  manager.closeConnection(room.ada.id)
  expect(network.sockets).toBe(0)
  expect(manager.hasAnyWebSocket(room.ada.id)).toBe(false)
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
