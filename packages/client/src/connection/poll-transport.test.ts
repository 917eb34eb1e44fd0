import { afterEach, beforeEach, expect, test } from 'vitest'
import { LIMITS } from '@lectern/protocol'
import type { Chat } from '../chat.ts'
import type { Http } from '../http/http.ts'
import { createClassroom, FakeNetwork, type Classroom } from '../testing/index.ts'
import { fallbackCore } from './fallback-core.ts'
import { PollTransport } from './poll-transport.ts'

let room: Classroom
let ada: Chat
/** The next poll answer that contains this text is lost. */
let losing: string | undefined
beforeEach(async () => {
  losing = undefined
  room = createClassroom()
  const network = new FakeNetwork(room.server)
  network.blocked.add('websocket').add('sse')
  ada = await room.join(room.ada, { ...network, fetch: lossy(network.fetch) })
  await room.clock.advance(7_000)
})
afterEach(() => room.close())

const lossy =
  (send: typeof fetch): typeof fetch =>
  async (input, init) => {
    const answer = await send(input, init)
    if (losing === undefined || !String(input).endsWith('/sync')) return answer
    const text = await answer.clone().text()
    if (!text.includes(`"${losing}"`)) return answer
    losing = undefined
    throw new TypeError('The answer got lost.')
  }

const readByBen = () =>
  direct()
    .members.get()
    .find(({ user_id }) => user_id === room.ben.id)?.read_seq
const direct = () => ada.conversation(room.direct.id)

test('a receipt in a lost answer is told again', async () => {
  direct().open()
  const id = direct().send('Good morning')
  await room.clock.advance(2_000)
  const ben = await room.join(room.ben)
  ben.conversation(room.direct.id).open()
  await room.clock.advance(2_000)
  losing = 'receipt'
  const seq = room.direct.message(id)?.created_seq ?? 0
  ben.conversation(room.direct.id).markRead(seq)
  await room.clock.advance(1_000)
  expect(losing).toBeUndefined()
  await room.clock.advance(30_000)
  expect(room.direct.receipt(room.ben.id).read_seq).toBe(seq)
  expect(readByBen()).toBe(seq)
  expect(ada.connection.transport).toBe('poll')
})

test('a change in a lost answer is fetched again', async () => {
  direct().open()
  await room.clock.advance(2_000)
  losing = 'changes'
  room.direct.post(room.ben, { id: crypto.randomUUID(), content: 'Hello' }, room.server.time)
  await room.clock.advance(1_000)
  expect(losing).toBeUndefined()
  await room.clock.advance(30_000)
  expect(
    direct()
      .timeline.get()
      .rows.map(({ message }) => message.content),
  ).toEqual(['Hello'])
})

test('a removal is noticed although the answer that told it got lost', async () => {
  const titles = () => ada.conversations.state.get().items.map(({ display_title }) => display_title)
  direct().open()
  await room.clock.advance(2_000)
  expect(titles()).toHaveLength(2)
  losing = 'head'
  room.course.expel(room.ada.id, room.server.time)
  await room.clock.advance(1_000)
  expect(losing).toBeUndefined()
  await room.clock.advance(30_000)
  expect(titles()).toEqual(['Ben'])
  expect(ada.connection.transport).toBe('poll')
})

test('S15 a poll of thousands of conversations names a thousand, others each time', async () => {
  const heads = Object.fromEntries(Array.from({ length: 2_500 }, () => [crypto.randomUUID(), 1]))
  const user = { id: room.ada.id, name: 'Ada', role: 'instructor' }
  const server_time = new Date(0).toISOString()
  const hello = {
    type: 'hello',
    protocol: 1,
    epoch: 'e',
    connection_id: crypto.randomUUID(),
    user,
    server_time,
    limits: LIMITS,
    heads,
  }
  const asked: { heads: object; partial?: true }[] = []
  const call = (_: unknown, { body }: { body: { heads: object } }) => {
    asked.push(body)
    return Promise.resolve({
      epoch: 'e',
      heads: {},
      connection_id: crypto.randomUUID(),
      frames: asked.length === 1 ? [hello] : [],
    })
  }
  const events = {
    opened: () => undefined,
    received: () => undefined,
    closed: () => undefined,
    failed: () => undefined,
  }
  const link = new PollTransport({
    http: { call } as unknown as Http,
    clock: room.clock,
    core: fallbackCore,
  }).open('ada', events)
  await room.clock.advance(10_000)
  link.close()
  const [first, ...others] = asked
  expect(first?.heads).toEqual({})
  for (const { heads: named, partial } of others)
    expect([Object.keys(named).length <= 1_000, partial]).toEqual([true, true])
  expect(new Set(others.flatMap(({ heads: named }) => Object.keys(named))).size).toBe(2_500)
})
