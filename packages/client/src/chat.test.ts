import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Chat } from './chat.ts'
import type { ConversationHandle } from './conversation/conversation.ts'
import { delivery } from './timeline/delivery.ts'
import { eventBus, type BusMessage } from './core/event-bus.ts'
import { sendInstructorMessage } from './send.ts'
import { Rows } from './timeline/rows.ts'
import { MemoryStorage } from './core/storage.ts'
import {
  FakeNetwork,
  UnreliableNetwork,
  createClassroom,
  type Classroom,
  type FakeConversation,
} from './testing/index.ts'

let room: Classroom
beforeEach(() => (room = createClassroom()))
afterEach(() => room.close())

const shown = ({ timeline }: ConversationHandle) =>
  timeline.get().rows.map(({ message, status }) => [message.content, status])
const opened = async (chat: Chat, id: string): Promise<ConversationHandle> => {
  const handle = chat.conversation(id)
  handle.open()
  await room.clock.advance(400)
  return handle
}
const write = (content: string): void => {
  room.direct.post(room.ben, { id: crypto.randomUUID(), content }, room.server.time)
}

test('two people talk: one sees what the other writes, and both see one row', async () => {
  const ada = await room.join(room.ada)
  const ben = await room.join(room.ben)
  expect(ada.connection.state.get()).toEqual({ status: 'live' })
  const atAda = await opened(ada, room.direct.id)
  const atBen = await opened(ben, room.direct.id)
  const id = sendInstructorMessage(ada, room.direct.id, 'Good morning')
  expect(atAda.timeline.get().rows).toMatchObject([{ id, own: true, status: 'sending' }])
  await room.clock.advance(10)
  for (const handle of [atAda, atBen]) expect(shown(handle)).toEqual([['Good morning', 'stored']])
  expect(atAda.timeline.get().rows[0]?.id).toBe(id)
  expect(atBen.summary.get()).toMatchObject({ unread: 1, display_title: 'Ada', peer_id: room.ada.id })
})

test('E3 a program may send at once after it signed in, text and files', async () => {
  const ada = room.open()
  await ada.session.signIn(room.ada.email, 'secret')
  const handle = ada.conversation(room.direct.id)
  handle.open()
  const uploads = handle.attach([new File(['words'], 'words.txt', { type: 'text/plain' })])
  handle.send('With a file', { uploads })
  handle.send('Good morning')
  handle.setDraft('Not yet')
  await vi.waitFor(async () => {
    await room.clock.advance(1_000)
    expect(shown(handle)).toEqual([
      ['With a file', 'stored'],
      ['Good morning', 'stored'],
    ])
  }, 60_000)
  expect(handle.draft.get()).toBe('Not yet')
})

test('a row is neither doubled nor missing between sending and stored, even when the socket is first', async () => {
  const network = new UnreliableNetwork(room.server, room.clock, 7)
  const ada = await room.join(room.ada, { fetch: network.fetch, webSocket: network.webSocket })
  network.hurt({ delayMs: 200 })
  const handle = await opened(ada, room.direct.id)
  const counts = new Set<number>()
  handle.timeline.subscribe(() => counts.add(handle.timeline.get().rows.length))
  handle.send('once')
  await room.clock.advance(2_000)
  expect([...counts]).toEqual([1])
  expect(shown(handle)).toEqual([['once', 'stored']])
})

test('the sender learns that it was delivered and read', async () => {
  const ada = await room.join(room.ada)
  const atAda = await opened(ada, room.direct.id)
  atAda.send('Read me')
  await room.clock.advance(500)
  const state = () => delivery(atAda.timeline.get().rows[0]!, atAda.members.get())
  expect(state()).toEqual({ state: 'sent', delivered: 0, read: 0, total: 1 })
  const ben = await room.join(room.ben)
  await room.clock.advance(500)
  expect(state().state).toBe('delivered')
  const atBen = await opened(ben, room.direct.id)
  atBen.markRead(atBen.timeline.get().rows[0]!.message.created_seq)
  expect(atBen.summary.get()?.unread).toBe(0)
  await room.clock.advance(500)
  expect(state()).toEqual({ state: 'read', delivered: 1, read: 1, total: 1 })
})

test('I5 reading on one device clears the badge on the other', async () => {
  const phone = await room.join(room.ada)
  const laptop = await room.join(room.ada)
  write('one')
  write('two')
  await room.clock.advance(1_000)
  expect(laptop.conversation(room.direct.id).summary.get()?.unread).toBe(2)
  phone.conversation(room.direct.id).markRead(room.direct.state.head)
  await room.clock.advance(1_000)
  expect(laptop.conversation(room.direct.id).summary.get()?.unread).toBe(0)
})

test('an edit, a reaction and a deletion are shown at once and seen by the other', async () => {
  const ada = await room.join(room.ada)
  const ben = await room.join(room.ben)
  const atAda = await opened(ada, room.direct.id)
  const atBen = await opened(ben, room.direct.id)
  const id = atAda.send('frist')
  await room.clock.advance(10)
  void atAda.edit(id, 'first')
  expect(shown(atAda)).toEqual([['first', 'stored']])
  await room.clock.advance(10)
  void atBen.react(id, '👍', true)
  expect(atBen.timeline.get().rows[0]?.message.reactions).toEqual([{ emoji: '👍', user_ids: [room.ben.id] }])
  await room.clock.advance(10)
  expect(atAda.timeline.get().rows[0]?.message).toMatchObject({
    content: 'first',
    reactions: [{ emoji: '👍', user_ids: [room.ben.id] }],
  })
  void atAda.remove(id)
  expect(atAda.timeline.get().rows[0]?.message.deleted_at).toBeDefined()
  await room.clock.advance(10)
  expect(atBen.timeline.get().rows[0]?.message.deleted_at).toBeDefined()
})

test('a refused edit is taken back and the refusal given to the caller', async () => {
  write("Ben's")
  const ada = await room.join(room.ada)
  const handle = await opened(ada, room.direct.id)
  const row = handle.timeline.get().rows[0]!
  const editing = handle.edit(row.id, 'not mine').catch((error: unknown) => error)
  expect(shown(handle)).toEqual([['not mine', 'stored']])
  await room.clock.advance(10)
  expect(await editing).toMatchObject({ code: 'forbidden' })
  expect(handle.timeline.get().rows[0]).toEqual(row)
})

test('only the row that changed gets a new identity', async () => {
  for (const word of ['one', 'two', 'three']) write(word)
  const ada = await room.join(room.ada)
  const handle = await opened(ada, room.direct.id)
  const before = handle.timeline.get().rows
  room.direct.change(room.direct.state.messages[1]!, { content: 'changed' })
  await room.clock.advance(10)
  const after = handle.timeline.get().rows
  expect(after.map((row, i) => row === before[i])).toEqual([true, false, true])
})

test('typing is seen by the other, on the bus too, and ends with the message', async () => {
  const heard: string[] = []
  const offs = (['typing-start', 'typing-stop'] as const).map((type) =>
    eventBus.on(type, () => heard.push(type)),
  )
  const ada = await room.join(room.ada)
  const ben = await room.join(room.ben)
  const atAda = await opened(ada, room.direct.id)
  const atBen = await opened(ben, room.direct.id)
  atBen.setTyping(true)
  await room.clock.advance(10)
  expect(atAda.typing.get()).toEqual([room.ben.id])
  atBen.send('done')
  await room.clock.advance(10)
  expect(atAda.typing.get()).toEqual([])
  expect(heard).toEqual(['typing-start', 'typing-stop'])
  offs.forEach((off) => off())
})

test('presence follows the live connection and is unknown without one', async () => {
  const ada = await room.join(room.ada)
  await opened(ada, room.direct.id)
  expect(ada.presence.get()[room.ben.id]).toBe('offline')
  const network = new FakeNetwork(room.server)
  const ben = await room.join(room.ben, network)
  await opened(ben, room.direct.id)
  expect(ben.presence.get()[room.ada.id]).toBe('online')
  network.cut()
  expect(ben.presence.get()).toEqual({})
})

test('each new message is announced once, history is not', async () => {
  write('old')
  const heard: BusMessage[] = []
  const off = eventBus.on('websocket-message', (message) => heard.push(message))
  const ada = await room.join(room.ada)
  await opened(ada, room.direct.id)
  write('new')
  ada.conversation(room.course.id).send('mine')
  await room.clock.advance(1_000)
  room.direct.change(room.direct.state.messages[1]!, { content: 'edited' })
  await room.clock.advance(1_000)
  expect(heard.map(({ content, sender }) => [content, sender])).toEqual([
    ['new', 'Ben'],
    ['mine', 'Ada'],
  ])
  expect(heard[0]).toMatchObject({ conversation_id: room.direct.id, invocation_id: null, seq: 3 })
  off()
})

test('a streaming answer grows piece by piece and is announced when it is done', async () => {
  const heard: string[] = []
  const off = eventBus.on('websocket-message', ({ content }) => heard.push(content))
  const ada = await room.join(room.ada)
  const handle = await opened(ada, room.direct.id)
  const invocation_id = crypto.randomUUID()
  room.direct.post(room.ben, { id: crypto.randomUUID(), content: '' }, room.server.time)
  const message = room.direct.state.messages[0]!
  Object.assign(message, { state: 'streaming', invocation_id })
  room.direct.change(message, { content: 'Two ' })
  await room.clock.advance(10)
  heard.length = 0
  const piece = {
    type: 'delta',
    conversation_id: room.direct.id,
    message_id: message.id,
    invocation_id,
  } as const
  room.server.send(room.ada.id, { ...piece, at: 4, text: 'and two' })
  room.server.send(room.ada.id, { ...piece, at: 9, text: 'lost before' })
  await room.clock.advance(10)
  expect(shown(handle)).toEqual([['Two and two', 'stored']])
  expect(heard).toEqual([])
  room.direct.change(message, { content: 'Two and two is four.', state: 'done' })
  await room.clock.advance(10)
  expect(shown(handle)).toEqual([['Two and two is four.', 'stored']])
  expect(heard).toEqual(['Two and two is four.'])
  off()
})

test('a delta of an answer replaces only its own row', async () => {
  const ada = await room.join(room.ada)
  for (const content of ['one', 'two', 'three'])
    room.direct.post(room.ben, { id: crypto.randomUUID(), content }, room.server.time)
  const handle = await opened(ada, room.direct.id)
  const message = room.direct.state.messages.at(-1)!
  const invocation_id = crypto.randomUUID()
  Object.assign(message, { state: 'streaming', invocation_id })
  room.direct.change(message, { content: '' })
  await room.clock.advance(10)
  const before = handle.timeline.get().rows
  const projections = vi.spyOn(Rows.prototype, 'project')
  for (const at of [0, 1, 2]) {
    const piece = { type: 'delta', conversation_id: room.direct.id, message_id: message.id } as const
    room.server.send(room.ada.id, { ...piece, invocation_id, at, text: 'x' })
  }
  await room.clock.advance(10)
  const { rows } = handle.timeline.get()
  expect(shown(handle).at(-1)).toEqual(['xxx', 'stored'])
  expect(rows.slice(0, -1).every((row, index) => row === before[index])).toBe(true)
  expect(projections).not.toHaveBeenCalled()
  projections.mockRestore()
})

test('conversations appear with their unread when the user is added, and disappear when the user is removed', async () => {
  const ada = await room.join(room.ada)
  const chloe = await room.join(room.chloe)
  const titles = () => chloe.conversations.state.get().items.map(({ display_title }) => display_title)
  expect(titles()).toEqual(['Algebra'])
  const handle = await created(ada, { kind: 'group', title: 'Club', member_ids: [room.chloe.id] })
  handle.send('Welcome')
  await room.clock.advance(2_000)
  expect(titles()).toEqual(['Club', 'Algebra'])
  expect(chloe.conversation(handle.id).summary.get()?.unread).toBe(1)
  await finished(handle.removeMember(room.chloe.id))
  await room.clock.advance(2_000)
  expect(titles()).toEqual(['Algebra'])
  expect(chloe.conversation(handle.id).summary.get()).toBeUndefined()
})

test('a member removed while looking at a conversation is told, keeps the unsent text, and goes on when added again', async () => {
  const ada = await room.join(room.ada)
  const network = new FakeNetwork(room.server)
  const chloe = await room.join(room.chloe, { fetch: network.fetch, webSocket: network.webSocket })
  const club = await created(ada, { kind: 'group', title: 'Club', member_ids: [room.chloe.id] })
  const handle = await opened(chloe, club.id)
  handle.setDraft('Half a thought')
  await finished(club.removeMember(room.chloe.id))
  await room.clock.advance(2_000)
  const gone = { status: 'error', left: true, error: { code: 'not_found' } }
  expect(handle.timeline.get()).toMatchObject(gone)
  handle.send('Am I still in?')
  await room.clock.advance(2_000)
  expect(shown(handle)).toEqual([['Am I still in?', 'failed']])

  network.cut()
  await room.clock.advance(30_000)
  expect(handle.timeline.get()).toMatchObject(gone)

  await finished(club.addMembers([room.chloe.id]))
  club.send('Welcome back')
  await room.clock.advance(2_000)
  expect(handle.timeline.get()).toMatchObject({ status: 'ready' })
  expect(handle.timeline.get().left).toBeUndefined()
  expect(shown(handle).map(([content]) => content)).toEqual(
    expect.arrayContaining(['Welcome back', 'Am I still in?']),
  )
  expect(handle.draft.get()).toBe('Half a thought')
})

const finished = async <T>(work: Promise<T>): Promise<T> => {
  work.catch(() => {})
  await room.clock.advance(10)
  return work
}
const created = (chat: Chat, input: Parameters<Chat['conversations']['create']>[0]) =>
  finished(chat.conversations.create(input))

test('a renamed conversation is renamed for everybody', async () => {
  const ada = await room.join(room.ada)
  const ben = await room.join(room.ben)
  await finished(ada.conversation(room.course.id).rename('Geometry'))
  await room.clock.advance(1_000)
  expect(ben.conversation(room.course.id).summary.get()?.display_title).toBe('Geometry')
})

test('messages written while the server is away go once it is back, in order', async () => {
  const network = new UnreliableNetwork(room.server, room.clock, 1)
  const ada = await room.join(room.ada, { fetch: network.fetch, webSocket: network.webSocket })
  const handle = await opened(ada, room.direct.id)
  network.goOffline()
  for (const word of ['one', 'two', 'three']) handle.send(word)
  await room.clock.advance(30_000)
  expect(ada.connection.state.get()).toMatchObject({ status: expect.stringMatching(/offline|connecting/) })
  expect(ada.outbox.state.get()).toMatchObject({ pending: 3 })
  expect(handle.timeline.get().rows.map(({ status }) => status)).toEqual(['queued', 'queued', 'queued'])
  network.goOnline()
  await room.clock.advance(21_000)
  expect(room.direct.state.messages.map(({ content }) => content)).toEqual(['one', 'two', 'three'])
  expect(ada.outbox.state.get()).toMatchObject({ pending: 0 })
})

test('a reload keeps what was unsent and unfinished', async () => {
  const storage = new MemoryStorage()
  const network = new UnreliableNetwork(room.server, room.clock, 1)
  const options = { fetch: network.fetch, webSocket: network.webSocket, storage }
  const before = await room.join(room.ada, options)
  network.goOffline()
  before.conversation(room.direct.id).send('unsent')
  before.conversation(room.direct.id).setDraft('unfinished')
  await room.clock.advance(100)
  before.close()
  network.goOnline()
  const after = await room.join(room.ada, options)
  await room.clock.advance(1_000)
  expect(room.direct.state.messages.map(({ content }) => content)).toEqual(['unsent'])
  expect(after.conversation(room.direct.id).draft.get()).toBe('unfinished')
})

test('signing out removes drafts and copies of sent messages; unsent messages stay for their author only', async () => {
  const storage = new MemoryStorage()
  const network = new UnreliableNetwork(room.server, room.clock, 1)
  const options = { fetch: network.fetch, webSocket: network.webSocket, storage }
  const ada = await room.join(room.ada, options)
  const handle = ada.conversation(room.direct.id)
  handle.setDraft('secret thought')
  handle.send('sent')
  await room.clock.advance(100)
  network.goOffline()
  handle.send('unsent')
  await finished(ada.session.signOut())
  expect(ada.conversations.state.get().items).toEqual([])
  expect(handle.draft.get()).toBe('')
  network.goOnline()
  await finished(ada.session.signIn(room.ben.email, 'secret'))
  await room.clock.advance(30_000)
  const kept = [...(await storage.list('drafts', '')), ...(await storage.list('outbox', ''))]
  expect(JSON.stringify(kept)).not.toMatch(/secret thought|"sent"/)
  expect(room.direct.state.messages.map(({ content }) => content)).toEqual(['sent'])
  await finished(ada.session.signOut())
  await finished(ada.session.signIn(room.ada.email, 'secret'))
  await room.clock.advance(1_000)
  expect(room.direct.state.messages.map(({ sender, content }) => `${sender}: ${content}`)).toEqual([
    'Ada: sent',
    'Ada: unsent',
  ])
})

test('a revoked session is signed out at once and keeps its outbox', async () => {
  const ada = await room.join(room.ada)
  room.server.revoke(room.ada.id)
  await room.clock.advance(100)
  expect(ada.session.state.get()).toEqual({ status: 'signed_out', reason: 'revoked' })
  expect(ada.connection.state.get()).toEqual({ status: 'stopped', reason: 'revoked' })
})

test('the chats of a user in a page share one socket, and all of them live', async () => {
  const network = new FakeNetwork(room.server)
  const first = await room.join(room.ada, network)
  const second = await room.join(room.ada, network)
  expect(network.sockets).toBe(1)
  for (const chat of [first, second]) expect(chat.connection.state.get()).toEqual({ status: 'live' })
  first.close()
  await room.clock.advance(1_000)
  expect(network.sockets).toBe(1)
  const handle = await opened(second, room.direct.id)
  write('Hello')
  await room.clock.advance(1_000)
  expect(shown(handle)).toEqual([['Hello', 'stored']])
})

test('two chats of a page announce each message and each typist once', async () => {
  const heard: string[] = []
  const offs = [
    eventBus.on(
      'websocket-message',
      ({ content, user_id }) => user_id === room.ada.id && heard.push(content),
    ),
    eventBus.on('typing-start', () => heard.push('starts')),
    eventBus.on('typing-stop', () => heard.push('stops')),
  ]
  const network = new FakeNetwork(room.server)
  for (const chat of [await room.join(room.ada, network), await room.join(room.ada, network)])
    await opened(chat, room.direct.id)
  const atBen = await opened(await room.join(room.ben), room.direct.id)
  atBen.setTyping(true)
  await room.clock.advance(10)
  atBen.send('Hello')
  await room.clock.advance(10)
  expect(heard.toSorted()).toEqual(['Hello', 'starts', 'stops'])
  offs.forEach((off) => off())
})

test('a chat that shares its storage sends, also beside one with the line and a storage of its own', async () => {
  const network = new FakeNetwork(room.server)
  await room.join(room.ada, network)
  const shared = { ...network, storage: new MemoryStorage({ shared: true }) }
  const second = await room.join(room.ada, shared)
  const handle = await opened(second, room.direct.id)
  handle.send('From the second')
  await room.clock.advance(1_000)
  expect(network.sockets).toBe(1)
  expect(shown(handle)).toEqual([['From the second', 'stored']])
})

test('two people in one program, each with tokens of their own, do not end each other', async () => {
  const network = new FakeNetwork(room.server)
  const ada = await room.join(room.ada, { ...network, refreshIn: 'body' })
  const ben = await room.join(room.ben, { ...network, refreshIn: 'body' })
  expect(ada.session.state.get()).toMatchObject({ status: 'signed_in', user: { name: 'Ada' } })
  await ada.session.signOut()
  expect(ben.connection.state.get()).toEqual({ status: 'live' })
})

test('a conversation is announced once for each selection, however many parts show it', async () => {
  const heard: string[] = []
  const off = eventBus.on('conversation-change', ({ conversation_id }) => heard.push(conversation_id))
  const ada = await room.join(room.ada)
  const [direct, course] = [ada.conversation(room.direct.id), ada.conversation(room.course.id)]
  const parts = [direct.open(), direct.open(), direct.open()]
  // Strict mode leaves and comes back in one turn.
  parts.forEach((release) => release())
  const again = [direct.open(), direct.open()]
  await room.clock.advance(10)
  expect(heard).toEqual([room.direct.id])
  again.forEach((release) => release())
  const release = course.open()
  await room.clock.advance(10)
  direct.open()()
  expect(heard).toEqual([room.direct.id, room.course.id, room.direct.id])
  release()
  off()
})

test('opening twice and releasing once keeps it open; one release too many changes nothing', async () => {
  const ada = await room.join(room.ada)
  const handle = ada.conversation(room.direct.id)
  expect(ada.conversation(room.direct.id)).toBe(handle)
  const [release, other] = [handle.open(), handle.open()]
  release()
  release()
  await room.clock.advance(100)
  const watched = () => [...room.server.peers].flatMap((peer) => [...peer.watched])
  expect(watched()).toEqual([room.direct.id])
  other()
  await room.clock.advance(100)
  expect(watched()).toEqual([])
})

test('history loads page by page; a jump shows its place; newest returns', async () => {
  for (let i = 1; i <= 200; i++) write(`${i}`)
  const ada = await room.join(room.ada)
  const handle = await opened(ada, room.direct.id)
  expect(handle.timeline.get()).toMatchObject({
    status: 'ready',
    has_more_before: true,
    has_more_after: false,
  })
  expect(handle.timeline.get().rows).toHaveLength(30)
  await finished(handle.loadBefore())
  expect(handle.timeline.get().rows).toHaveLength(80)
  await finished(handle.jumpTo(room.direct.state.messages[4]!.id))
  expect(handle.timeline.get()).toMatchObject({ has_more_before: false, has_more_after: true })
  expect(shown(handle)[0]).toEqual(['1', 'stored'])
  write('meanwhile')
  await room.clock.advance(100)
  await finished(handle.loadNewest())
  expect(shown(handle).at(-1)).toEqual(['meanwhile', 'stored'])
  expect(handle.timeline.get().has_more_after).toBe(false)
  await expect(finished(handle.jumpTo(crypto.randomUUID()))).rejects.toMatchObject({ code: 'not_found' })
})

test('the first unread message is found however far back it is, with what was read before it', async () => {
  for (let i = 1; i <= 300; i++) write(`${i}`)
  const read = room.direct.state.messages[99]!.created_seq
  room.direct.acknowledge(room.ada.id, read, read)
  const ada = await room.join(room.ada)
  const handle = await opened(ada, room.direct.id)
  await finished(handle.loadFirstUnread())
  const texts = shown(handle).map(([text]) => text)
  expect(texts.slice(texts.indexOf('100'), texts.indexOf('100') + 2)).toEqual(['100', '101'])
  expect(handle.timeline.get()).toMatchObject({ has_more_before: true, has_more_after: true })
})

test('I8 a timeline that is not watched stays small', async () => {
  const ada = await room.join(room.ada)
  const handle = ada.conversation(room.direct.id)
  const release = handle.open()
  await room.clock.advance(400)
  for (let i = 0; i < 160; i++) write(`looked at ${i}`)
  await room.clock.advance(2_000)
  expect(handle.timeline.get().rows).toHaveLength(160)
  release()
  expect(handle.timeline.get().rows).toHaveLength(100)
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < 90; i++) write(`${round} ${i}`)
    await room.clock.advance(2_000)
    expect(handle.timeline.get().rows.length).toBeLessThanOrEqual(150)
  }
  expect(handle.summary.get()?.unread).toBe(520)
  expect(handle.timeline.get().rows.length).toBeGreaterThanOrEqual(100)
})

test('the list pages; what moves on a later page comes to the top', async () => {
  const others = Array.from({ length: 60 }, (_, i) =>
    room.server.addConversation(room.ada, {
      kind: 'group',
      title: `Group ${i}`,
      member_ids: [room.chloe.id],
    }),
  )
  await room.clock.advance(1_000)
  write('newest')
  const ada = await room.join(room.ada)
  const { state } = ada.conversations
  expect(state.get()).toMatchObject({ status: 'ready', has_more: true })
  expect(state.get().items).toHaveLength(50)
  const hidden = others.find(({ id }) => !state.get().items.some((item) => item.id === id))!
  await room.clock.advance(1_000)
  hidden.post(room.chloe, { id: crypto.randomUUID(), content: 'Hello' }, room.server.time)
  await room.clock.advance(2_000)
  expect(state.get().items[0]).toMatchObject({ id: hidden.id, unread: 1 })
  await finished(ada.conversations.loadMore())
  expect(state.get()).toMatchObject({ has_more: false })
  expect(state.get().items).toHaveLength(62)
})

test('a list that cannot be loaded says so and goes on trying', async () => {
  const network = new FakeNetwork(room.server)
  let failures = 2
  const flaky = ((url: string, init: RequestInit) => {
    if (url.includes('/conversations?') && failures-- > 0) return Promise.reject(new TypeError('lost'))
    return network.fetch(url, init)
  }) as typeof fetch
  const ada = await room.join(room.ada, { fetch: flaky, webSocket: network.webSocket })
  expect(ada.conversations.state.get()).toMatchObject({ status: 'error', error: { code: 'unavailable' } })
  await room.clock.advance(3_000)
  expect(ada.conversations.state.get()).toMatchObject({ status: 'ready', items: [{}, {}] })
  expect(ada.conversations.state.get().error).toBeUndefined()
})

test('a conversation of other people is not found', async () => {
  const chloe = await room.join(room.chloe)
  const handle = await opened(chloe, room.direct.id)
  expect(handle.timeline.get()).toMatchObject({ status: 'error', error: { code: 'not_found' } })
  expect(handle.timeline.get().left).toBeUndefined()
})

test('a conversation opened before sign-in loads after sign-in', async () => {
  write('hello')
  const ada = await room.join(room.ada)
  await finished(ada.session.signOut())
  const handle = await opened(ada, room.direct.id)
  await finished(ada.session.signIn(room.ada.email, 'secret'))
  await room.clock.advance(1_000)
  expect(shown(handle)).toEqual([['hello', 'stored']])
})

test('people are searched by name and role', async () => {
  const ada = await room.join(room.ada)
  expect((await finished(ada.users.search('b'))).map(({ name }) => name)).toEqual(['Ben'])
  expect(await finished(ada.users.search('', 'assistant'))).toEqual([])
})

test('a listener that throws does not stop messages', async () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  const off = eventBus.on('websocket-message', () => {
    throw new Error('broken')
  })
  const ada = await room.join(room.ada)
  const handle = await opened(ada, room.direct.id)
  write('one')
  await room.clock.advance(10)
  expect(shown(handle)).toEqual([['one', 'stored']])
  off()
  report.mockRestore()
})

/** The server reads matching requests at once, but their answers arrive only when the gate is opened. */
const gate = (network: FakeNetwork, matches: (url: string) => boolean) => {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  const held = (async (url: string, init: RequestInit) => {
    const answer = await network.fetch(url, init)
    if (matches(url)) await opened
    return answer
  }) as typeof fetch
  return { open, fetch: held }
}

test('a list read before the user was removed does not bring the conversation back', async () => {
  const network = new FakeNetwork(room.server)
  const { open, fetch } = gate(network, (url) => url.includes('/conversations?'))
  const { webSocket } = network
  const Late = class extends (webSocket as new (url: string) => object) {
    constructor(url: string) {
      super(url)
      room.course.expel(room.chloe.id, room.server.time)
    }
  }
  const chloe = await room.join(room.chloe, { fetch, webSocket: Late as never })
  open()
  await room.clock.advance(1_000)
  expect(chloe.connection.state.get()).toEqual({ status: 'live' })
  expect(chloe.conversations.state.get()).toMatchObject({ status: 'ready', items: [] })
})

test('a late answer for a conversation does not bring it back after the user was removed', async () => {
  const network = new FakeNetwork(room.server)
  const { open, fetch } = gate(network, (url) => /\/conversations\/[^/]+$/.test(url))
  const chloe = await room.join(room.chloe, { fetch, webSocket: network.webSocket })
  const club = room.server.addConversation(room.ada, { kind: 'group', member_ids: [room.chloe.id] })
  await room.clock.advance(10)
  network.cut()
  club.expel(room.chloe.id, room.server.time)
  await room.clock.advance(30_000)
  expect(chloe.connection.state.get()).toEqual({ status: 'live' })
  open()
  await room.clock.advance(1_000)
  expect(chloe.conversations.state.get().items.map(({ display_title }) => display_title)).toEqual(['Algebra'])
})

test('a list read again just before the user was removed does not bring the conversation back', async () => {
  const network = new FakeNetwork(room.server)
  let isHeld = false
  const { open, fetch } = gate(network, (url) => isHeld && url.includes('/conversations?'))
  const chloe = await room.join(room.chloe, { fetch, webSocket: network.webSocket })
  isHeld = true
  const refreshed = chloe.conversations.refresh()
  await room.clock.advance(10)
  room.course.expel(room.chloe.id, room.server.time)
  await room.clock.advance(1_000)
  expect(chloe.conversations.state.get().items).toEqual([])
  open()
  await refreshed
  await room.clock.advance(1_000)
  expect(chloe.conversations.state.get().items).toEqual([])
})

const comeBack = (conversation: FakeConversation, user_id: string): void => {
  const member = conversation.state.members.find((each) => each.user_id === user_id)
  conversation.commit((changed_seq) => {
    delete member?.left_at
    Object.assign(member ?? {}, { changed_seq })
  })
}

test('a user who gets "not found" while being added sees the conversation all the same', async () => {
  const network = new FakeNetwork(room.server)
  let isHeld = false
  const { open, fetch } = gate(network, (url) => isHeld && /\/conversations\/[^/]+$/.test(url))
  const chloe = await room.join(room.chloe, { fetch, webSocket: network.webSocket })
  const club = room.server.addConversation(room.ada, { kind: 'group', member_ids: [room.chloe.id] })
  club.expel(room.chloe.id, room.server.time)
  await room.clock.advance(1_000)
  const handle = await opened(chloe, club.id)
  expect(handle.timeline.get()).toMatchObject({ status: 'error', error: { code: 'not_found' } })
  isHeld = true
  network.cut()
  await room.clock.advance(10_000)
  expect(chloe.connection.state.get()).toEqual({ status: 'live' })
  comeBack(club, room.chloe.id)
  await room.clock.advance(1_000)
  expect(handle.timeline.get()).toMatchObject({ status: 'error' })
  open()
  await room.clock.advance(1_000)
  expect(handle.timeline.get()).toMatchObject({ status: 'ready' })
})

test('refused changes of a past absence do not take away a conversation after the user is back in it', async () => {
  const network = new FakeNetwork(room.server)
  const { open, fetch } = gate(network, (url) => url.includes('/changes?'))
  const chloe = await room.join(room.chloe, { fetch, webSocket: network.webSocket })
  const titles = () => chloe.conversations.state.get().items.map(({ display_title }) => display_title)
  room.course.expel(room.chloe.id, room.server.time)
  await room.clock.advance(1_000)
  comeBack(room.course, room.chloe.id)
  await room.clock.advance(1_000)
  open()
  await room.clock.advance(2_000)
  expect(titles()).toEqual(['Algebra'])
})

test('news of a conversation that arrives while it is fetched is kept', async () => {
  const network = new FakeNetwork(room.server)
  const { open, fetch } = gate(network, (url) => /\/conversations\/[^/]+$/.test(url))
  const chloe = await room.join(room.chloe, { fetch, webSocket: network.webSocket })
  const club = room.server.addConversation(room.ada, { kind: 'group', member_ids: [room.chloe.id] })
  await room.clock.advance(10)
  club.post(room.ada, { id: crypto.randomUUID(), content: 'Welcome' }, room.server.time)
  await room.clock.advance(10)
  open()
  await room.clock.advance(1_000)
  expect(chloe.conversation(club.id).summary.get()).toMatchObject({
    unread: 1,
    last_message: { content: 'Welcome' },
  })
})
