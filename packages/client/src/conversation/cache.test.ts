import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Chat } from '../chat.ts'
import { IndexedDbStorage } from '../core/storage-indexeddb.ts'
import { MemoryStorage } from '../core/storage.ts'
import { createClassroom, UnreliableNetwork, type Classroom } from '../testing/index.ts'

let room: Classroom
let network: UnreliableNetwork
let storage: MemoryStorage
beforeEach(() => {
  room = createClassroom()
  network = new UnreliableNetwork(room.server, room.clock, 1)
  storage = new MemoryStorage()
})
afterEach(() => room.close())

const write = (content: string) =>
  room.direct.post(room.ben, { id: crypto.randomUUID(), content }, room.server.time)
const visit = async (): Promise<Chat> => {
  const chat = await room.join(room.ada, { ...network, storage })
  chat.conversation(room.direct.id).open()
  await room.clock.advance(3_000)
  return chat
}
/** The page is loaded again without a new sign-in. */
const reload = async (former: Chat): Promise<Chat> => {
  former.close()
  await room.clock.advance(0)
  const chat = room.open({ ...network, storage })
  void chat.session.restore()
  chat.conversation(room.direct.id).open()
  await room.clock.advance(1_000)
  return chat
}
const contents = (chat: Chat) =>
  chat.conversation(room.direct.id).timeline.get().rows.map(({ message }) => message.content) // prettier-ignore

test('a reload without a network shows the list and the recent history, and takes messages', async () => {
  write('one')
  write('two')
  const first = await visit()
  expect(first.conversations.state.get()).toMatchObject({ listed: true })
  network.goOffline()
  const chat = await reload(first)
  expect(chat.session.state.get()).toMatchObject({ status: 'signed_in', user: { name: 'Ada' } })
  // There may be others.
  expect(chat.conversations.state.get()).toMatchObject({ status: 'ready', listed: false })
  expect(
    chat.conversations.state
      .get()
      .items.map(({ display_title, unread }) => [display_title, unread])
      .sort(),
  ).toEqual([
    ['Algebra', 0],
    ['Ben', 2],
  ])
  expect(chat.conversation(room.direct.id).timeline.get().status).toBe('ready')
  expect(contents(chat)).toEqual(['one', 'two'])
  expect(
    chat
      .conversation(room.direct.id)
      .members.get()
      .map(({ name }) => name),
  ).toEqual(['Ada', 'Ben'])

  chat.conversation(room.direct.id).send('three')
  await room.clock.advance(100)
  expect(contents(chat)).toEqual(['one', 'two', 'three'])
  write('meanwhile')
  network.goOnline()
  await room.clock.advance(60_000)
  expect(contents(chat)).toEqual(['one', 'two', 'meanwhile', 'three'])
})

test('changes since then are pulled from the cursor that was kept with the rows', async () => {
  write('one')
  const first = await visit()
  first.close()
  await room.clock.advance(0)
  const message = room.direct.state.messages[0]
  if (message) room.direct.change(message, { content: 'changed' })
  write('two')
  const chat = await reload(first)
  await room.clock.advance(1_000)
  expect(contents(chat)).toEqual(['changed', 'two'])
  expect(chat.conversation(room.direct.id).summary.get()).toMatchObject({
    unread: 2,
    head: room.direct.state.head,
  })
})

test('rows of another log are not used', async () => {
  write('one')
  const backup = room.server.backup()
  write('two')
  const first = await visit()
  first.close()
  room.server.restore(backup)
  const chat = await reload(first)
  await room.clock.advance(1_000)
  expect(contents(chat)).toEqual(['one'])
})

test('at most fifty conversations and a hundred messages each are kept', async () => {
  for (let i = 0; i < 70; i++) room.server.addConversation(room.ada, { kind: 'group', title: `Group ${i}`, member_ids: [room.ben.id] }) // prettier-ignore
  for (let i = 0; i < 140; i++) write(`word ${i}`)
  const chat = await visit()
  while (chat.conversations.state.get().has_more) await chat.conversations.loadMore()
  for (let i = 0; i < 5; i++) await chat.conversation(room.direct.id).loadBefore()
  for (let i = 0; i < 20; i++) write(`later ${i}`)
  await room.clock.advance(5_000)
  const kept = await storage.list<{ live?: { messages: unknown[] } }>('cache', '')
  expect(kept).toHaveLength(50)
  expect(kept.flatMap(({ live }) => (live ? [live.messages.length] : []))).toEqual([100])
})

test('signing out leaves nothing of the person on the device', async () => {
  write('canary in a message')
  const indexed = new IndexedDbStorage('canaries')
  const chat = await room.join(room.ada, { ...network, storage: indexed })
  const conversation = chat.conversation(room.direct.id)
  conversation.open()
  await room.clock.advance(2_000)
  conversation.setDraft('canary in a draft')
  conversation.send('canary that was sent')
  await room.clock.advance(5_000)
  for (const canary of ['in a message', 'in a draft', 'that was sent', 'ada@example.edu'])
    await expect.poll(() => onceMore('canaries')).toContain(canary)
  write('canary at the last moment')
  await room.clock.advance(900)
  await chat.session.signOut()
  await room.clock.advance(5_000)
  const after = await onceMore('canaries')
  for (const trace of ['canary', 'ada@example.edu', 'Ada', 'Ben', room.ada.id, room.direct.id])
    expect(after).not.toContain(trace)
})

test('another user neither finds nor leaves data of the former', async () => {
  write('for Ada')
  const chat = await visit()
  chat.close()
  await room.clock.advance(0)
  const chloe = await room.join(room.chloe, { ...network, storage })
  await room.clock.advance(3_000)
  expect(chloe.conversations.state.get().items.map(({ display_title }) => display_title)).toEqual(['Algebra'])
  expect(JSON.stringify(await storage.list('cache', ''))).not.toContain('for Ada')
})

/**
 * The content of a database after some more time. Its answers are real I/O, so code that waits for one goes on
 * later.
 */
const onceMore = async (name: string): Promise<string> => {
  await room.clock.advance(1_000)
  return scan(name)
}

/** The whole content of a database, keys included. */
const scan = async (name: string): Promise<string> => {
  const db = await openDB(name)
  const all = await Promise.all([...db.objectStoreNames].map(async (area) => [await db.getAllKeys(area), await db.getAll(area)])) // prettier-ignore
  db.close()
  return JSON.stringify(all)
}
