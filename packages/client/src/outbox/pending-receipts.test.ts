// How far a person has read, noted without a connection.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Chat } from '../chat.ts'
import type { ChatOptions } from '../chat-options.ts'
import { MemoryStorage } from '../core/storage.ts'
import { ApiError } from '../core/errors.ts'
import { createClassroom, FakeBrowser, UnreliableNetwork, type Classroom } from '../testing/index.ts'

let room: Classroom
let storage: MemoryStorage
let network: UnreliableNetwork
/** The bodies of all receipts that were sent by HTTP, and the refusal of the next ones. */
let receipts: unknown[]
let refusal: Response | undefined

const post = (content: string): number => {
  const input = { id: crypto.randomUUID(), content }
  return room.course.post(room.ben, input, room.server.time).messages[0]!.created_seq
}
const line = () => new UnreliableNetwork(room.server, room.clock, 1)
const watched =
  (of: UnreliableNetwork): typeof fetch =>
  async (url, init) => {
    const isReceipt = init?.method === 'PUT' && String(url).endsWith('/receipt')
    if (isReceipt && refusal) return refusal.clone()
    const answer = await of.fetch(url, init)
    if (isReceipt) receipts.push(JSON.parse(String(init.body)))
    return answer
  }
const visit = async (options: ChatOptions = {}, on = network): Promise<Chat> => {
  const chat = room.open({ fetch: watched(on), webSocket: on.webSocket, storage, cache: false, ...options })
  if (await storage.get('session', 'user')) await chat.session.restore()
  else await chat.session.signIn(room.ada.email, 'secret')
  await room.clock.advance(1_000)
  return chat
}
const summaryIn = (chat: Chat) => chat.conversation(room.course.id).summary.get()
const stored = () => room.course.receipt(room.ada.id)
const problem = (status: number, code: string) =>
  Response.json(
    { type: 'about:blank', title: code, status, detail: 'Refused.', code, retry: 'never', request_id: 'r' },
    { status, headers: { 'content-type': 'application/problem+json', 'x-request-id': 'r' } },
  )

beforeEach(() => {
  room = createClassroom()
  storage = new MemoryStorage()
  network = line()
  receipts = []
  refusal = undefined
})
afterEach(() => room.close())

test('S25 what was read offline is sent after a reload: once, and only the newest', async () => {
  const [first, second] = [post('one'), post('two')]
  const chat = await visit()
  expect(summaryIn(chat)?.unread).toBe(2)
  network.goOffline()
  const handle = chat.conversation(room.course.id)
  handle.markRead(first)
  await room.clock.advance(60_000)
  handle.markRead(second)
  // The page is closed at this moment.
  chat.close()
  await room.clock.advance(10)
  expect(receipts).toEqual([])
  network.goOnline()
  const again = await visit()
  await room.clock.advance(5_000)
  expect(receipts).toEqual([{ read_seq: second }])
  expect(stored()).toMatchObject({ read_seq: second, unread: 0 })
  expect(summaryIn(again)?.unread).toBe(0)
})

test('S25 a receipt whose answer is cut is sent again, and counts for no unsent message', async () => {
  const before = stored().read_seq
  const seq = post('one')
  const chat = await visit()
  refusal = new Response('<html>', { status: 502 })
  chat.conversation(room.course.id).markRead(seq)
  await room.clock.advance(2_000)
  expect(stored().read_seq).toBe(before)
  expect(summaryIn(chat)?.unread).toBe(0)
  expect(chat.outbox.state.get()).toEqual({ pending: 0, held: 0, failed: 0, changes: 0 })
  refusal = undefined
  await room.clock.advance(30_000)
  expect(receipts).toEqual([{ read_seq: seq }])
  expect(stored().read_seq).toBe(seq)
})

test('S25 the tab that sends has the receipt of one that was closed offline', async () => {
  const browser = new FakeBrowser()
  storage = new MemoryStorage({ shared: true })
  const seq = post('one')
  const other = line()
  const leading = await visit({ tabs: browser.tab() })
  const tab = browser.tab()
  const second = await visit({ tabs: tab }, other)
  network.goOffline()
  other.goOffline()
  await room.clock.advance(1_000)
  second.conversation(room.course.id).markRead(seq)
  await room.clock.advance(50)
  second.close()
  tab.kill()
  network.goOnline()
  await room.clock.advance(30_000)
  expect(stored().read_seq).toBe(seq)
  expect(receipts).toEqual([{ read_seq: seq }])
  expect(summaryIn(leading)?.unread).toBe(0)
})

test('S25 what the server refuses to note is unread again, and the reader hears why', async () => {
  const before = stored().read_seq
  const seq = post('one')
  const chat = await visit()
  refusal = problem(403, 'forbidden')
  const heard: unknown[] = []
  chat.conversation(room.course.id).markRead(seq, (error) => void heard.push(error))
  expect(summaryIn(chat)).toMatchObject({ unread: 0, read_seq: seq })
  await room.clock.advance(2_000)
  expect(heard).toEqual([expect.any(ApiError)])
  expect(heard[0]).toMatchObject({ code: 'forbidden' })
  expect(summaryIn(chat)).toMatchObject({ unread: 1, read_seq: before })
  expect(receipts).toEqual([])
})

test('S25 a receipt stays for its reader through signing out, and is not sent as somebody else', async () => {
  const seq = post('one')
  const chat = await visit()
  network.goOffline()
  chat.conversation(room.course.id).markRead(seq)
  await room.clock.advance(10)
  await chat.session.signOut()
  network.goOnline()
  await chat.session.signIn(room.chloe.email, 'secret')
  await room.clock.advance(5_000)
  expect(receipts).toEqual([])
  await chat.session.signOut()
  await chat.session.signIn(room.ada.email, 'secret')
  await room.clock.advance(5_000)
  expect(receipts).toEqual([{ read_seq: seq }])
})

test('S25 a receipt for another log is not sent', async () => {
  post('one')
  const chat = await visit()
  network.goOffline()
  chat.conversation(room.course.id).markRead(stored().head)
  await room.clock.advance(1_000)
  room.server.restore(room.server.backup())
  network.goOnline()
  await room.clock.advance(30_000)
  expect(receipts.filter((receipt) => 'read_seq' in (receipt as object))).toEqual([])
  expect(summaryIn(chat)?.unread).toBe(1)
})

test.each(['before', 'after'])(
  'S25 a receipt that is refused in a later visit is told, to a page that listens %s it',
  async (when) => {
    const seq = post('one')
    const chat = await visit()
    network.goOffline()
    chat.conversation(room.course.id).markRead(seq)
    await room.clock.advance(1_000)
    chat.close()
    refusal = problem(403, 'forbidden')
    const again = await visit()
    const heard: unknown[] = []
    const listen = () =>
      again.conversation(room.course.id).onReadRefused((error: unknown) => void heard.push(error))
    if (when === 'before') listen()
    network.goOnline()
    await room.clock.advance(30_000)
    if (when === 'after') listen()
    expect(heard).toEqual([expect.objectContaining({ code: 'forbidden' })])
    expect(summaryIn(again)?.unread).toBe(1)
    // Another page of the same visit has nothing to tell any more.
    listen()
    expect(heard).toHaveLength(1)
  },
)

test('S25 a refusal reaches the tab in which the person read, though another one sends', async () => {
  const browser = new FakeBrowser()
  storage = new MemoryStorage({ shared: true })
  const seq = post('one')
  const leading = await visit({ tabs: browser.tab() })
  const second = await visit({ tabs: browser.tab() }, line())
  const heard: unknown[] = []
  second.conversation(room.course.id).onReadRefused(() => void heard.push('told twice'))
  refusal = problem(403, 'forbidden')
  second.conversation(room.course.id).markRead(seq, (error) => void heard.push(error))
  expect(summaryIn(second)?.unread).toBe(0)
  await room.clock.advance(30_000)
  expect(heard).toEqual([expect.objectContaining({ code: 'forbidden' })])
  expect(summaryIn(leading)?.unread).toBe(1)
  expect(summaryIn(second)?.unread).toBe(1)
})

/** Three tabs of one person, the first of which sends; `told`: what each of them is told besides its callers. */
const threeTabs = async () => {
  const browser = new FakeBrowser()
  storage = browser.storage as MemoryStorage
  const tabs = [browser.tab(), browser.tab(), browser.tab()] as const
  const chats: Chat[] = []
  for (const tab of tabs) chats.push(await visit({ tabs: tab }, line()))
  const told: number[] = []
  for (const [at, chat] of chats.entries())
    chat.conversation(room.course.id).onReadRefused(() => void told.push(at))
  return { tabs, chats: chats as [Chat, Chat, Chat], told }
}

test('S25 of three tabs only the one in which the person read tells of a refusal', async () => {
  const seq = post('one')
  const { chats, told } = await threeTabs()
  const heard: unknown[] = []
  refusal = problem(403, 'forbidden')
  chats[1].conversation(room.course.id).markRead(seq, (error) => void heard.push(error))
  await room.clock.advance(400)
  expect(heard).toEqual([expect.objectContaining({ code: 'forbidden' })])
  // The others show what is true, long before they could tell.
  for (const chat of chats) expect(summaryIn(chat)?.unread).toBe(1)
  await room.clock.advance(30_000)
  expect(heard).toHaveLength(1)
  expect(told).toEqual([])
  expect(await storage.list('outbox', '')).toEqual([])
})

test('S25 when that tab is gone, the one that sends tells, and no other', async () => {
  const seq = post('one')
  const { tabs, chats, told } = await threeTabs()
  refusal = new Response('<html>', { status: 502 })
  chats[1].conversation(room.course.id).markRead(seq, () => void told.push(99))
  await room.clock.advance(1_000)
  tabs[1].kill()
  chats[1].close()
  refusal = problem(403, 'forbidden')
  await room.clock.advance(60_000)
  expect(told).toEqual([0])
  for (const chat of [chats[0], chats[2]]) expect(summaryIn(chat)?.unread).toBe(1)
  expect(await storage.list('outbox', '')).toEqual([])
})

test('S25 a refusal is not told when the messages have been read after all', async () => {
  const seq = post('one')
  const chat = await visit()
  refusal = problem(403, 'forbidden')
  const handle = chat.conversation(room.course.id)
  handle.markRead(seq)
  await room.clock.advance(30_000)
  expect(summaryIn(chat)?.unread).toBe(1)
  refusal = undefined
  handle.markRead(seq)
  await room.clock.advance(30_000)
  expect(stored().read_seq).toBe(seq)
  const heard: unknown[] = []
  handle.onReadRefused((error) => void heard.push(error))
  expect(heard).toEqual([])
})
