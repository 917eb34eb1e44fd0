// @vitest-environment jsdom
// A chat closes whatever it opens: a minute after its end nothing is open, and nothing grows while it lives.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Chat } from './chat.ts'
import { MemoryStorage } from './core/storage.ts'
import {
  countEntries,
  countOpenThings,
  createClassroom,
  FakeBrowser,
  UnreliableNetwork,
  type Classroom,
  type OpenThings,
} from './testing/index.ts'

const NOTHING = { timers: 0, listeners: 0, requests: 0 }

let room: Classroom
let network: UnreliableNetwork
let open: ReturnType<typeof countOpenThings>
let entries: ReturnType<typeof countEntries>
beforeAll(async () => {
  setFlagsFromString('--expose-gc')
  // The library loads at the first upload, in real time that no manual clock counts.
  await Promise.all([import('tus-js-client'), import('./uploads/fetch-stack.ts')])
})
beforeEach(() => {
  entries = countEntries(runInNewContext('gc') as () => void)
  room = createClassroom()
  network = new UnreliableNetwork(room.server, room.clock, 1)
  open = countOpenThings(room.clock, [window, document])
})
afterEach(() => {
  room.close()
  open.stop()
  entries.stop()
})

const options = () => ({
  fetch: open.fetch(network.fetch),
  webSocket: network.webSocket,
  storage: new MemoryStorage(),
  refreshIn: 'body' as const,
  tabs: null,
})
const direct = (chat: Chat) => chat.conversation(room.direct.id)
const ended = async (chat: Chat) => {
  chat.close()
  await room.clock.advance(60_000)
  return { ...open.now(), sockets: network.sockets, streams: network.oneWay, peers: room.server.peers.size }
}
const ALL_NOTHING = { ...NOTHING, sockets: 0, streams: 0, peers: 0 }

const expectNoMoreThan = (before: OpenThings): void => {
  const now = open.now()
  expect(now.timers).toBeLessThanOrEqual(before.timers)
  expect(now.listeners).toBeLessThanOrEqual(before.listeners)
  expect(now.requests).toBeLessThanOrEqual(before.requests)
}

/** Uses each kind of timer, listener and request. */
const work = async (chat: Chat): Promise<void> => {
  const release = direct(chat).open()
  const stop = chat.conversations.state.subscribe(() => {})
  await room.clock.advance(500)
  direct(chat).setTyping(true)
  direct(chat).send('Hello')
  direct(chat).attach([new File(['words'], 'words.txt')])
  room.direct.post(room.ben, { id: crypto.randomUUID(), content: 'Hello' }, room.server.time)
  room.server.publishTyping(room.direct, room.ben.id, true)
  await room.clock.advance(500)
  direct(chat).markRead(room.direct.state.head)
  release()
  stop()
  await room.clock.advance(10)
}

test('a chat without a user leaves nothing open', async () => {
  expect(await ended(room.open(options()))).toEqual(ALL_NOTHING)
})

test('a chat that was used leaves nothing open', async () => {
  const chat = await room.join(room.ada, options())
  await work(chat)
  expect(open.now().listeners).toBeGreaterThan(0)
  expect(await ended(chat)).toEqual(ALL_NOTHING)
})

test.each([
  ['over a socket', []],
  ['over a stream', ['websocket']],
] as const)('a chat %s leaves nothing', async (_, blocked) => {
  for (const each of blocked) network.blocked.add(each)
  const chat = await room.join(room.ada, options())
  await room.clock.advance(60_000)
  await work(chat)
  expect(await ended(chat)).toEqual(ALL_NOTHING)
})

test('a chat over polling leaves nothing open here; the server forgets its connection by itself', async () => {
  network.blocked.add('websocket').add('sse')
  const chat = await room.join(room.ada, options())
  await room.clock.advance(60_000)
  await work(chat)
  expect(await ended(chat)).toMatchObject(NOTHING)
})

test('a chat that ends offline with unsent items leaves nothing open', async () => {
  const chat = await room.join(room.ada, options())
  network.goOffline()
  await work(chat)
  void chat.conversations.refresh()
  chat.conversation(room.course.id).open()
  await room.clock.advance(90_000)
  expect(await ended(chat)).toEqual(ALL_NOTHING)
})

test('a chat that ends during requests leaves nothing open', async () => {
  const chat = await room.join(room.ada, options())
  network.hurt({ delayMs: 5_000 })
  await work(chat)
  expect(open.now().requests).toBeGreaterThan(0)
  expect(await ended(chat)).toEqual(ALL_NOTHING)
})

test('the tabs of a browser leave nothing open', async () => {
  const browser = new FakeBrowser()
  const shared = () => ({ ...options(), storage: browser.storage, tabs: browser.tab() })
  const [first, second] = [await room.join(room.ada, shared()), room.open(shared())]
  void second.session.restore()
  await room.clock.advance(5_000)
  await work(second)
  first.close()
  await room.clock.advance(30_000)
  expect(await ended(second)).toEqual(ALL_NOTHING)
})

test('repeated sign-ins and sign-outs add nothing', async () => {
  const chat = room.open(options())
  const before = open.now()
  const counts: object[] = []
  for (const name of ['ada', 'ben', 'ada', 'ben', 'ada'] as const) {
    await chat.session.signIn(room[name].email, 'secret')
    await work(chat)
    await room.clock.advance(30_000)
    await chat.session.signOut()
    await room.clock.advance(60_000)
    expect(open.now()).toEqual(before)
    counts.push({ sockets: network.sockets, peers: room.server.peers.size, ...(await entries.now()) })
  }
  expect(counts).toEqual(Array.from({ length: 5 }, () => counts[0]))
})

test('repeated changes of the user without a sign-out add nothing', async () => {
  const chat = room.open(options())
  const counts: object[] = []
  for (const name of ['ada', 'ben', 'ada', 'ben', 'ada', 'ben'] as const) {
    await chat.session.signIn(room[name].email, 'secret')
    await room.clock.advance(60_000)
    counts.push({ ...open.now(), sockets: network.sockets, ...(await entries.now()) })
  }
  // The first two create the conversations.
  expect(counts.slice(4)).toEqual(counts.slice(2, 4))
})

test('repeated losses of the connection add nothing', async () => {
  const chat = await room.join(room.ada, options())
  direct(chat).open()
  await room.clock.advance(30_000)
  const before = open.now()
  const held = await entries.now()
  for (let round = 0; round < 10; round++) {
    network.goOffline()
    await room.clock.advance(20_000)
    network.goOnline()
    await room.clock.advance(40_000)
  }
  expect(chat.connection.state.get()).toEqual({ status: 'live' })
  expectNoMoreThan(before)
  expect(await entries.now()).toEqual(held)
})

test('a conversation opened and left a hundred times adds nothing', async () => {
  const chat = await room.join(room.ada, options())
  const visit = async () => {
    const release = direct(chat).open()
    await room.clock.advance(100)
    release()
    await room.clock.advance(1_000)
  }
  await visit()
  const before = open.now()
  const held = await entries.now()
  for (let round = 0; round < 100; round++) await visit()
  expectNoMoreThan(before)
  expect(await entries.now()).toEqual(held)
})

const write = (): string => {
  const id = crypto.randomUUID()
  room.direct.post(room.ben, { id, content: 'Hello' }, room.server.time)
  return id
}

test('undone actions add nothing', async () => {
  const chat = await room.join(room.ada, options())
  const handle = direct(chat)
  handle.open()
  const id = write()
  await room.clock.advance(1_000)
  const act = async () => {
    for (const on of [true, false]) await Promise.all([handle.react(id, '👍', on), room.clock.advance(100)])
    for (const draft of ['words', '']) handle.setDraft(draft)
    for (const upload of handle.attach([new File(['words'], 'words.txt')])) chat.attachments.remove(upload)
    handle.setTyping(true)
    room.server.publishTyping(room.direct, room.ben.id, true)
    await room.clock.advance(60_000)
  }
  await act()
  const held = await entries.now()
  for (let round = 0; round < 10; round++) await act()
  expect(await entries.now()).toEqual(held)
})

test('changes that come while a page is loading are released after it', async () => {
  for (let written = 0; written < 200; written++) write()
  const chat = await room.join(room.ada, options())
  direct(chat).open()
  await room.clock.advance(1_000)
  network.hurt({ delayMs: 10_000 })
  const loading = direct(chat).loadBefore()
  write()
  await room.clock.advance(1_200)
  expect(await entries.now()).toHaveProperty(['timeline/history.ts'])
  await Promise.all([loading, room.clock.advance(20_000)])
  expect(await entries.now()).not.toHaveProperty(['timeline/history.ts'])
})
