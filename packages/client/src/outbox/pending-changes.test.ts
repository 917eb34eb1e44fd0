// Edits, deletions, reactions and pins of sent messages, made without a connection.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Message } from '@lectern/protocol'
import type { Chat } from '../chat.ts'
import { MemoryStorage } from '../core/storage.ts'
import {
  createClassroom,
  FakeBrowser,
  UnreliableNetwork,
  type Classroom,
  type FakeTab,
} from '../testing/index.ts'

let room: Classroom
let storage: MemoryStorage
let network: UnreliableNetwork
let message: Message

const post = (content: string): Message =>
  room.course.post(room.ada, { id: crypto.randomUUID(), content }, room.server.time).messages[0]!
const line = () => new UnreliableNetwork(room.server, room.clock, 1)
const visit = async (options: { tabs?: FakeTab; storage?: MemoryStorage } = {}): Promise<Chat> => {
  const { fetch, webSocket } = network
  const chat = room.open({ fetch, webSocket, storage, ...options })
  if (await storage.get('session', 'user')) await chat.session.restore()
  else await chat.session.signIn(room.ada.email, 'secret')
  chat.conversation(room.course.id).open()
  await room.clock.advance(200)
  return chat
}
const handleIn = (chat: Chat) => chat.conversation(room.course.id)
const rowIn = (chat: Chat, id = message.id) =>
  handleIn(chat)
    .timeline.get()
    .rows.find((row) => row.id === id)
const stored = (id = message.id) => room.course.message(id)
/** The outcome of an act that may still be waiting. */
const follow = (act: Promise<void>) => {
  const seen = { is: 'waiting' }
  act.then(
    () => (seen.is = 'done'),
    (error: Error & { code?: unknown }) =>
      (seen.is = typeof error.code === 'string' ? error.code : error.message),
  )
  return seen
}

beforeEach(() => {
  room = createClassroom()
  storage = new MemoryStorage()
  network = line()
  message = post('one')
})
afterEach(() => room.close())

test('S25 what is changed offline shows at once and is done when the connection is back', async () => {
  const chat = await visit()
  const other = post('two')
  await room.clock.advance(200)
  network.goOffline()
  await room.clock.advance(1_000)
  const handle = handleIn(chat)
  const acts = [
    handle.edit(message.id, 'one, corrected'),
    handle.react(message.id, '👍', true),
    handle.pin(message.id, true),
    handle.remove(other.id),
  ].map(follow)
  expect(rowIn(chat)?.message).toMatchObject({
    content: 'one, corrected',
    reactions: [{ emoji: '👍', user_ids: [room.ada.id] }],
    pinned_by: room.ada.id,
  })
  expect(rowIn(chat, other.id)?.message).toMatchObject({ content: '', deleted_at: expect.any(String) })
  await room.clock.advance(60_000)
  expect(acts.map(({ is }) => is)).toEqual(Array(4).fill('waiting'))
  expect(stored()?.content).toBe('one')
  expect(chat.outbox.state.get().pending).toBe(0)
  network.goOnline()
  await room.clock.advance(30_000)
  expect(acts.map(({ is }) => is)).toEqual(Array(4).fill('done'))
  expect(stored()).toMatchObject({ content: 'one, corrected', pinned_by: room.ada.id })
  expect(stored()?.reactions).toEqual([{ emoji: '👍', user_ids: [room.ada.id] }])
  expect(stored(other.id)?.deleted_at).toBeDefined()
  expect(rowIn(chat)?.message).toEqual(stored())
})

test('S25 a reload keeps what was changed offline, and does it once there is a connection', async () => {
  const chat = await visit()
  network.goOffline()
  await room.clock.advance(1_000)
  follow(handleIn(chat).edit(message.id, 'one, corrected'))
  follow(handleIn(chat).react(message.id, '👍', true))
  await room.clock.advance(100)
  chat.close()
  await room.clock.advance(100)
  const reloaded = await visit()
  await room.clock.advance(3_000)
  expect(rowIn(reloaded)?.message).toMatchObject({ content: 'one, corrected' })
  expect(stored()?.content).toBe('one')
  network.goOnline()
  await room.clock.advance(30_000)
  expect(stored()).toMatchObject({ content: 'one, corrected', reactions: [{ emoji: '👍' }] })
  expect(rowIn(reloaded)?.message).toEqual(stored())
})

test('S25 a refusal takes the change back and tells its caller', async () => {
  const chat = await visit()
  const theirs = room.course.post(room.ben, { id: crypto.randomUUID(), content: 'mine' }, room.server.time)
  await room.clock.advance(200)
  const id = theirs.messages[0]!.id
  network.goOffline()
  await room.clock.advance(1_000)
  const act = follow(handleIn(chat).edit(id, 'yours'))
  expect(rowIn(chat, id)?.message.content).toBe('yours')
  network.goOnline()
  await room.clock.advance(30_000)
  expect(act.is).toBe('forbidden')
  expect(rowIn(chat, id)).toMatchObject({ message: { content: 'mine' } })
  expect(rowIn(chat, id)?.change).toBeUndefined()
  expect(await storage.list('outbox', '')).toEqual([])
})

test('S25 a refusal after a reload stands at the row, which may try again or discard', async () => {
  const chat = await visit()
  const theirs = room.course.post(room.ben, { id: crypto.randomUUID(), content: 'mine' }, room.server.time)
  await room.clock.advance(200)
  const id = theirs.messages[0]!.id
  network.goOffline()
  await room.clock.advance(1_000)
  follow(handleIn(chat).edit(id, 'yours'))
  await room.clock.advance(100)
  chat.close()
  network.goOnline()
  const reloaded = await visit()
  await room.clock.advance(5_000)
  expect(rowIn(reloaded, id)).toMatchObject({
    message: { content: 'mine' },
    status: 'stored',
    change: { is: 'edit', failure: { code: 'forbidden', retryable: true } },
  })
  const change_id = rowIn(reloaded, id)?.change?.id ?? ''
  handleIn(reloaded).retry(change_id)
  expect(rowIn(reloaded, id)).toMatchObject({ message: { content: 'yours' } })
  await room.clock.advance(1_000)
  expect(rowIn(reloaded, id)?.change?.id).toBe(change_id)
  handleIn(reloaded).discard(change_id)
  await room.clock.advance(100)
  expect(rowIn(reloaded, id)?.change).toBeUndefined()
  expect(await storage.list('outbox', '')).toEqual([])
})

test('S25 a change that is discarded while it waits does not count as done', async () => {
  const chat = await visit()
  network.goOffline()
  await room.clock.advance(1_000)
  const asked = follow(handleIn(chat).react(message.id, '👍', true))
  await room.clock.advance(100)
  const [change] = chat.outbox.of(room.course.id)
  handleIn(chat).discard(change?.id ?? '')
  await room.clock.advance(100)
  expect(asked.is).toBe('Discarded')
  expect(rowIn(chat)?.message.reactions).toEqual([])
  network.goOnline()
  await room.clock.advance(5_000)
  expect(stored()?.reactions).toEqual([])
})

test('S25 a change is not held up by a message whose file is on its way', async () => {
  const chat = await visit()
  room.server.refuseAll = undefined
  const handle = handleIn(chat)
  const uploads = handle.attach([new File(['x'], 'a.txt', { type: 'text/plain' })])
  chat.attachments.pause(uploads[0] ?? '')
  handle.send('with a file', { uploads })
  const act = follow(handle.react(message.id, '👍', true))
  await room.clock.advance(1_000)
  expect(act.is).toBe('done')
  expect(stored()?.reactions).toHaveLength(1)
})

test('S25 two tabs show the same change, and one of them does it once', async () => {
  const browser = new FakeBrowser()
  storage = browser.storage as MemoryStorage
  const first = await visit({ tabs: browser.tab() })
  const firstLine = network
  network = line()
  const second = await visit({ tabs: browser.tab() })
  const lines = [firstLine, network]
  for (const each of lines) each.goOffline()
  await room.clock.advance(1_000)
  const act = follow(handleIn(second).edit(message.id, 'one, corrected'))
  await room.clock.advance(100)
  expect(rowIn(first)?.message.content).toBe('one, corrected')
  expect(rowIn(second)?.message.content).toBe('one, corrected')
  for (const each of lines) each.goOnline()
  await room.clock.advance(30_000)
  expect(act.is).toBe('done')
  expect(room.course.versions(message.id)).toHaveLength(1)
  for (const chat of [first, second]) expect(rowIn(chat)?.message).toEqual(stored())
})

test('S25 a refusal is told in the tab that asked, though another one sends', async () => {
  const browser = new FakeBrowser()
  storage = browser.storage as MemoryStorage
  const id = crypto.randomUUID()
  room.course.post(room.ben, { id, content: 'mine' }, room.server.time)
  const first = await visit({ tabs: browser.tab() })
  network = line()
  const second = await visit({ tabs: browser.tab() })
  const act = follow(handleIn(second).edit(id, 'yours'))
  await room.clock.advance(5_000)
  expect(act.is).toBe('forbidden')
  for (const chat of [first, second]) {
    expect(rowIn(chat, id)?.message.content).toBe('mine')
    expect(rowIn(chat, id)?.change).toBeUndefined()
    expect(chat.outbox.state.get().changes).toBe(0)
  }
})

test('S25 a refusal that is told in the tab that asked never stands at the row of another one', async () => {
  const browser = new FakeBrowser()
  storage = browser.storage as MemoryStorage
  const id = crypto.randomUUID()
  room.course.post(room.ben, { id, content: 'mine' }, room.server.time)
  const chats: Chat[] = []
  for (let tab = 0; tab < 3; tab++) {
    network = line()
    chats.push(await visit({ tabs: browser.tab() }))
  }
  const seen = new Set<unknown>()
  for (const chat of [chats[0]!, chats[2]!])
    handleIn(chat).timeline.subscribe(() => seen.add(rowIn(chat, id)?.change?.failure?.code))
  const act = follow(handleIn(chats[1]!).edit(id, 'yours'))
  await room.clock.advance(30_000)
  expect(act.is).toBe('forbidden')
  expect([...seen]).toEqual([undefined])
  for (const chat of chats) expect(rowIn(chat, id)?.message.content).toBe('mine')
  expect(await storage.list('outbox', '')).toEqual([])
})

test('S25 a refusal stands at the row of all tabs when the one that asked is gone', async () => {
  const browser = new FakeBrowser()
  storage = browser.storage as MemoryStorage
  const id = crypto.randomUUID()
  room.course.post(room.ben, { id, content: 'mine' }, room.server.time)
  const first = await visit({ tabs: browser.tab() })
  const lines = [network, (network = line())]
  const tab = browser.tab()
  const second = await visit({ tabs: tab })
  network = line()
  const third = await visit({ tabs: browser.tab() })
  for (const each of [...lines, network]) each.goOffline()
  follow(handleIn(second).edit(id, 'yours'))
  await room.clock.advance(100)
  tab.kill()
  second.close()
  for (const each of [...lines, network]) each.goOnline()
  await room.clock.advance(60_000)
  for (const chat of [first, third])
    expect(rowIn(chat, id)).toMatchObject({
      message: { content: 'mine' },
      change: { failure: { code: 'forbidden' } },
    })
})

test('an edit made offline shows whom it mentions at once, and the server hears it after a reload', async () => {
  const chat = await visit()
  network.goOffline()
  const mentions = [room.ben.id]
  follow(handleIn(chat).edit(message.id, '@Ben, one', { mentions }))
  expect(rowIn(chat)?.message).toMatchObject({ mentions: [{ user_id: room.ben.id, name: 'Ben' }] })
  await room.clock.advance(200)
  chat.close()
  network = line()
  await visit()
  await room.clock.advance(2_000)
  expect(stored()).toMatchObject({ mentions: [{ user_id: room.ben.id, name: 'Ben' }] })
})

test('a message on its way is edited with its mentions when it has arrived', async () => {
  const chat = await visit()
  const id = handleIn(chat).send('two', { mentions: [room.ben.id] })
  await room.clock.advance(0)
  void handleIn(chat).edit(id, 'three', { mentions: [] })
  expect(rowIn(chat, id)?.message.mentions).toEqual([])
  await room.clock.advance(2_000)
  expect(stored(id)).toMatchObject({ content: 'three' })
  expect(stored(id)).not.toHaveProperty('mentions')
})

test('a message that was not sent yet is sent with the mentions of its last text', async () => {
  const chat = await visit()
  network.goOffline()
  await room.clock.advance(200)
  const id = handleIn(chat).send('two')
  void handleIn(chat).edit(id, '@Ben, two', { mentions: [room.ben.id] })
  network.goOnline()
  await room.clock.advance(20_000)
  expect(stored(id)).toMatchObject({ content: '@Ben, two', mentions: [{ user_id: room.ben.id }] })
})
