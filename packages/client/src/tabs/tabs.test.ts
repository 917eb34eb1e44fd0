import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Chat } from '../chat.ts'
import type { ConversationHandle } from '../conversation/conversation.ts'
import { createClassroom, FakeBrowser, FakeNetwork, type Classroom, type FakeTab } from '../testing/index.ts'

interface Open {
  tab: FakeTab
  network: FakeNetwork
  chat: Chat
}

let room: Classroom
let browser: FakeBrowser
let open: Open[]
beforeEach(() => {
  room = createClassroom()
  browser = new FakeBrowser()
  open = []
})
afterEach(() => room.close())

const openTab = async (): Promise<Open> => {
  const [tab, network] = [browser.tab(), new FakeNetwork(room.server)]
  const chat = await room.join(room.ada, { ...network, storage: browser.storage, tabs: tab })
  chat.conversation(room.direct.id).open()
  await room.clock.advance(100)
  open.push({ tab, network, chat })
  return open.at(-1) as Open
}
const openTabs = async (count: number): Promise<[Open, Open, Open]> => {
  while (open.length < count) await openTab()
  return open as [Open, Open, Open]
}
/** The process of a tab dies. */
const kill = ({ tab, network, chat }: Open): void => {
  tab.kill()
  chat.close()
  network.cut()
  open = open.filter((each) => each.chat !== chat)
}
const sockets = () => open.reduce((sum, { network }) => sum + network.sockets, 0)
const write = (content: string) =>
  room.direct.post(room.ben, { id: crypto.randomUUID(), content }, room.server.time)
const rows = ({ chat }: Open) => chat.conversation(room.direct.id).timeline.get().rows
const contents = (tab: Open) => rows(tab).map(({ message }) => message.content)
const statuses = (tab: Open) => rows(tab).map(({ status }) => status)
const status = ({ chat }: Open) => chat.connection.state.get().status
const transports = () => open.map(({ chat }) => chat.connection.transport)

test('six tabs hold one socket and all see the same', async () => {
  await openTabs(6)
  expect(sockets()).toBe(1)
  expect(transports()).toEqual(['websocket', 'tab', 'tab', 'tab', 'tab', 'tab'])
  expect(open.map(status)).toEqual(Array(6).fill('live'))
  write('Hello')
  await room.clock.advance(100)
  for (const tab of open) expect(contents(tab)).toEqual(['Hello'])
})

test('when the leader dies another leads within a second, and nothing is lost', async () => {
  const [first, second, third] = await openTabs(3)
  const states: string[] = []
  second.chat.connection.state.subscribe(() => states.push(status(second)))
  kill(first)
  write('in between')
  await room.clock.advance(900)
  expect(sockets()).toBe(1)
  expect(second.chat.connection.transport).toBe('websocket')
  write('afterwards')
  await room.clock.advance(100)
  for (const tab of [second, third]) {
    expect(contents(tab)).toEqual(['in between', 'afterwards'])
    expect(status(tab)).toBe('live')
  }
  expect(states).toEqual([])
})

test('closing any of six loses nothing', async () => {
  await openTabs(6)
  for (let i = 0; open.length > 1; i++) {
    const [closing] = open.splice(i % open.length, 1) as [Open]
    write(`word ${i}`)
    closing.chat.close()
    await room.clock.advance(1_000)
    expect(sockets()).toBe(1)
  }
  expect(contents(open[0] as Open)).toEqual(['word 0', 'word 1', 'word 2', 'word 3', 'word 4'])
})

test('a frozen leader is noticed by its silence, and steps down when it thaws', async () => {
  const [first, second] = await openTabs(2)
  first.tab.freeze()
  await room.clock.advance(35_000)
  expect(second.chat.connection.transport).toBe('websocket')
  expect(status(second)).toBe('live')
  write('while frozen')
  first.tab.thaw()
  await room.clock.advance(40_000)
  expect(sockets()).toBe(1)
  expect(open.map(status)).toEqual(['live', 'live'])
  for (const tab of open) expect(contents(tab)).toEqual(['while frozen'])
})

test('S17 a tab whose locks never answer has a connection of its own, and sends', async () => {
  const network = new FakeNetwork(room.server)
  const tabs = { ...browser.tab(), locks: { request: () => new Promise<never>(() => {}) } }
  const chat = await room.join(room.ada, { ...network, tabs })
  chat.conversation(room.direct.id).send('Hello')
  await room.clock.advance(2_000)
  expect(chat.connection.state.get().status).toBe('live')
  expect(room.direct.state.messages.map(({ content }) => content)).toEqual(['Hello'])
})

test('a conversation watched in any tab comes in full, typing in any tab is told', async () => {
  const [first, second] = await openTabs(2)
  second.chat.conversation(room.course.id).open()
  await room.clock.advance(100)
  const [peer] = [...room.server.peers]
  expect([...(peer?.watched ?? [])].sort()).toEqual([room.direct.id, room.course.id].sort())
  const ben = await room.join(room.ben)
  ben.conversation(room.direct.id).open()
  await room.clock.advance(100)
  second.chat.conversation(room.direct.id).setTyping(true)
  ben.conversation(room.direct.id).setTyping(true)
  await room.clock.advance(100)
  expect(ben.conversation(room.direct.id).typing.get()).toEqual([room.ada.id])
  for (const { chat } of [first, second])
    expect(chat.conversation(room.direct.id).typing.get()).toEqual([room.ben.id])
})

test('a message written in any tab is sent once, and every tab shows the same row', async () => {
  const [first, second, third] = await openTabs(3)
  const id = second.chat.conversation(room.direct.id).send('from the second')
  await room.clock.advance(200)
  for (const tab of [first, second, third]) {
    expect(rows(tab).map((row) => [row.id, row.status])).toEqual([[id, 'stored']])
    expect(tab.chat.outbox.state.get().pending).toBe(0)
  }
  expect(room.direct.state.messages).toHaveLength(1)
})

test('waiting messages of all tabs are visible in all, and sent in the order of writing', async () => {
  const [first, second, third] = await openTabs(3)
  room.server.refuseAll = 'unavailable'
  for (const [i, { chat }] of [first, second, third, first].entries()) {
    chat.conversation(room.direct.id).send(`word ${i}`)
    await room.clock.advance(10)
  }
  await room.clock.advance(1_000)
  const words = ['word 0', 'word 1', 'word 2', 'word 3']
  for (const tab of open) expect(contents(tab)).toEqual(words)
  expect(second.chat.outbox.state.get().pending).toBe(4)
  second.chat.conversation(room.direct.id).discard(rows(second)[1]?.id ?? '')
  await room.clock.advance(10)
  for (const tab of open) expect(contents(tab)).toEqual(['word 0', 'word 2', 'word 3'])
  room.server.refuseAll = undefined
  await room.clock.advance(60_000)
  for (const tab of open) expect(statuses(tab)).toEqual(['stored', 'stored', 'stored'])
  expect(room.direct.state.messages.map(({ content }) => content)).toEqual(['word 0', 'word 2', 'word 3'])
})

test('unsent messages of a dead tab are sent by another, also if the sender dies in the middle', async () => {
  const [first, second, third] = await openTabs(3)
  room.server.refuseAll = 'unavailable'
  for (const { chat } of [first, second]) chat.conversation(room.direct.id).send('left behind')
  await room.clock.advance(100)
  kill(second)
  kill(first)
  room.server.refuseAll = undefined
  await room.clock.advance(30_000)
  expect(statuses(third)).toEqual(['stored', 'stored'])
  expect(room.direct.state.messages).toHaveLength(2)
})

const acts: Record<string, (handle: ConversationHandle, id: string) => void> = {
  'taken back': (handle, id) => void handle.takeBack(id),
  discarded: (handle, id) => handle.discard(id),
  edited: (handle, id) => void handle.edit(id, 'what was meant'),
}

for (const [done, act] of Object.entries(acts))
  test(`what is ${done} in a tab that is closed at once is so in all`, async () => {
    for (const closing of ['follower', 'sender'])
      for (const moments of [undefined, 0, 1, 2, 3, 4, 5]) {
        const [first, second] = await openTabs(2)
        const tab = closing === 'sender' ? first : second
        room.server.refuseAll = 'unavailable'
        // Two messages, because the first may be on the wire.
        const handle = tab.chat.conversation(room.direct.id)
        const ids = ['first', 'second'].map((word) => handle.send(`${word} ${done}`))
        if (moments === undefined) await room.clock.advance(100)
        for (const id of ids) act(handle, id)
        for (let i = 0; i < (moments ?? 0); i++) await Promise.resolve()
        tab.chat.close()
        kill(tab)
        room.server.refuseAll = undefined
        await room.clock.advance(30_000)
        const { messages } = room.direct.state
        const arrived = messages.filter(({ id, deleted_at }) => ids.includes(id) && !deleted_at)
        const wanted = done === 'edited' ? ['what was meant', 'what was meant'] : []
        expect(arrived.map(({ content }) => content)).toEqual(wanted)
      }
  })

for (const [done, act] of Object.entries(acts))
  test(`what is ${done} at once in a tab that does not send overtakes nothing written before it`, async () => {
    for (let moments = 0; moments < 20; moments++) {
      const [, second] = await openTabs(2)
      const handle = second.chat.conversation(room.direct.id)
      const ids = ['first', 'second'].map((word) => handle.send(`${word} ${done}`))
      for (let i = 0; i < moments; i++) await Promise.resolve()
      act(handle, ids[1] ?? '')
      await room.clock.advance(30_000)
      const arrived = room.direct.state.messages.map(({ id }) => id).filter((id) => ids.includes(id))
      expect(arrived[0]).toBe(ids[0])
      expect(second.chat.outbox.state.get()).toMatchObject({ pending: 0, failed: 0 })
    }
  })

test('unsent messages of the last tab are sent at the next visit', async () => {
  const first = await openTab()
  room.server.refuseAll = 'unavailable'
  for (const word of ['one', 'two', 'three']) first.chat.conversation(room.direct.id).send(word)
  await room.clock.advance(100)
  kill(first)
  room.server.refuseAll = undefined
  const next = await openTab()
  await room.clock.advance(1_000)
  expect(contents(next)).toEqual(['one', 'two', 'three'])
  expect(room.direct.state.messages).toHaveLength(3)
})

test('signing out in one tab signs out all, and another user sends nothing of the former', async () => {
  const [first, second] = await openTabs(2)
  room.server.refuseAll = 'unavailable'
  second.chat.conversation(room.direct.id).send('never as Ben')
  await room.clock.advance(100)
  await first.chat.session.signOut()
  await room.clock.advance(100)
  expect(open.map(({ chat }) => chat.session.state.get().status)).toEqual(['signed_out', 'signed_out'])
  room.server.refuseAll = undefined
  await second.chat.session.signIn(room.ben.email, 'secret')
  await room.clock.advance(60_000)
  expect(room.direct.state.messages).toEqual([])
  expect(contents(second)).toEqual([])
  await second.chat.session.signOut()
  await second.chat.session.signIn(room.ada.email, 'secret')
  await room.clock.advance(60_000)
  expect(room.direct.state.messages.map(({ sender, content }) => [sender, content])).toEqual([
    ['Ada', 'never as Ben'],
  ])
})

test("when the leader's connection breaks all are offline, and live again together", async () => {
  const [first, second] = await openTabs(2)
  room.server.refuseAll = 'unavailable'
  first.network.cut()
  await room.clock.advance(60_000)
  expect(open.map(status)).not.toContain('live')
  // The button is missing while an attempt runs.
  for (let wait = 0; wait < 40 && status(second) !== 'offline'; wait++) await room.clock.advance(250)
  expect(status(second)).toBe('offline')
  room.server.refuseAll = undefined
  second.chat.connection.retryNow()
  await room.clock.advance(1_500)
  expect(open.map(status)).toEqual(['live', 'live'])
  expect(sockets()).toBe(1)
})

test('on a slower transport all tabs say so', async () => {
  const first = await openTab()
  first.network.blocked.add('websocket')
  first.network.cut()
  await room.clock.advance(2_000)
  const second = await openTab()
  expect([status(first), status(second)]).toEqual(['degraded', 'degraded'])
  first.network.blocked.clear()
  await room.clock.advance(70_000)
  expect([status(first), status(second)]).toEqual(['live', 'live'])
})

test('a browser without locks or channels has a socket for each tab', async () => {
  for (let i = 0; i < 2; i++) await room.join(room.ada, { storage: browser.storage, tabs: null })
  expect(room.server.peers.size).toBe(2)
})

for (const [done, act] of Object.entries(acts))
  test(`what is ${done} when the tab that sent it has just died without a word is so`, async () => {
    // At each moment: before the other tab has it, while it is on the wire, or when it is on disk and not told
    // yet.
    for (let moments = 0; moments < 40; moments++) {
      const [first, second] = await openTabs(2)
      const handle = second.chat.conversation(room.direct.id)
      const id = handle.send(`word ${done}`)
      for (let i = 0; i < moments; i++) await Promise.resolve()
      kill(first)
      // There may be nothing left to discard.
      if (done === 'discarded' && rows(second).at(-1)?.status === 'stored') break
      act(handle, id)
      await room.clock.advance(30_000)
      const arrived = room.direct.state.messages.filter((each) => each.id === id && !each.deleted_at)
      expect(arrived.map(({ content }) => content)).toEqual(done === 'edited' ? ['what was meant'] : [])
      expect(second.chat.outbox.state.get()).toMatchObject({ pending: 0, failed: 0 })
    }
  })
