import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  endpoints,
  type Conversation,
  type MarkThread,
  type Message,
  type OwnWindow,
} from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import type { Person } from '../../testing/people.ts'

let server: TestServer
let group: Conversation

beforeAll(async () => (server = await createTestServer()))
afterAll(() => server.close())

beforeEach(async () => {
  const { ada, ben, chloe } = server.people
  group = await server.as(ada).call(endpoints.createConversation, {
    body: { kind: 'group', title: 'Physics', member_ids: [ben.user_id, chloe.user_id] },
  })
})

const said = async (person: Person, content: string, reply_to?: Message): Promise<Message> => {
  const body = { id: crypto.randomUUID(), content, ...(reply_to && { reply_to_id: reply_to.id }) }
  const { window } = await server.as(person).call(endpoints.sendMessage, { params: { id: group.id }, body })
  return window.messages.find(({ id }) => id === body.id)!
}
const threads = (person: Person, query: { limit?: number; cursor?: string } = {}) =>
  server.as(person).call(endpoints.listThreads, { params: { id: group.id }, query })
const read = async (person: Person) => {
  const { head } = await server.as(person).call(endpoints.getConversation, { params: { id: group.id } })
  await server.as(person).call(endpoints.putReceipt, {
    params: { id: group.id },
    body: { delivered_seq: head, read_seq: head },
  })
}

describe('threads', () => {
  it('are each listed once, by their last reply, over all pages', async () => {
    const { ada, ben } = server.people
    const roots = []
    for (let at = 0; at < 5; at++) roots.push(await said(ada, `root ${at}`))
    for (const at of [0, 1, 2, 3, 4, 2, 0, 1, 0]) await said(ben, 'reply', roots[at])
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await threads(ben, { limit: 2, ...(cursor && { cursor }) })
      seen.push(...page.threads.map(({ message, replies }) => `${message.content} × ${replies}`))
      cursor = page.next_cursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(['root 0 × 3', 'root 1 × 2', 'root 2 × 2', 'root 4 × 1', 'root 3 × 1'])
  })

  it('lose what is deleted, and are gone with their last reply', async () => {
    const { ada, ben } = server.people
    const [first, second] = [await said(ada, 'first'), await said(ada, 'second')]
    const reply = await said(ben, 'to the first', first)
    await said(ben, 'to the second', second)
    const late = await said(ben, 'again to the first', first)
    const remove = ({ id: message_id }: Message) =>
      server.as(ben).call(endpoints.deleteMessage, { params: { id: group.id, message_id } })
    await remove(late)
    expect((await threads(ada)).threads.map(({ message }) => message.content)).toEqual(['second', 'first'])
    await remove(reply)
    expect((await threads(ada)).threads.map(({ message }) => message.content)).toEqual(['second'])
  })

  it('are followed by whoever wrote in them, unless they say otherwise; what is read anywhere is read', async () => {
    const { ada, ben, chloe } = server.people
    const first = await said(ben, 'Why?')
    const reply = await said(ada, 'Because', first)
    const state = async (person: Person) => {
      const {
        threads: [thread],
        unread_threads,
      } = await threads(person)
      return [thread?.follows, thread?.unread, unread_threads]
    }
    expect(await state(ben)).toEqual([true, 1, 1])
    expect(await state(ada)).toEqual([true, 0, 0])
    expect(await state(chloe)).toEqual([false, 1, 0])
    const mark = (person: Person, body: { follows?: boolean; read_seq?: number }) =>
      server.as(person).call(endpoints.markThread, { params: { id: group.id, message_id: first.id }, body })
    await mark(chloe, { follows: true })
    expect(await state(chloe)).toEqual([true, 1, 1])
    await mark(chloe, { read_seq: reply.created_seq })
    expect(await state(chloe)).toEqual([true, 0, 0])
    // Not what comes later, whatever number somebody names.
    await mark(chloe, { read_seq: 1_000_000 })
    await said(ada, 'And', first)
    expect(await state(chloe)).toEqual([true, 1, 1])
    await mark(chloe, { follows: false })
    expect(await state(chloe)).toEqual([false, 1, 0])
    await read(ben)
    expect(await state(ben)).toEqual([true, 0, 0])
  })

  it('are marked on the own clock: one’s devices hear of it, or pull it, and nobody else', async () => {
    const { ada, ben } = server.people
    const first = await said(ada, 'Nobody has replied')
    const told: { user_id: string; window: OwnWindow }[] = []
    onTestFinished(server.ctx.bus.subscribe('own_window', (event) => told.push(event)))
    const params = { id: group.id, message_id: first.id }
    const { head: before } = await server
      .as(ada)
      .call(endpoints.getConversation, { params: { id: group.id } })
    const mark = (body: MarkThread) => server.as(ben).call(endpoints.markThread, { params, body })
    const { window } = await mark({ follows: true })
    expect(window.settings).toEqual([{ conversation_id: group.id, changed_seq: window.to }])
    expect(told).toEqual([{ user_id: ben.user_id, window }])
    const pulled = await server.as(ben).call(endpoints.getOwnChanges, { query: { since: window.from } })
    expect(pulled.window).toEqual(window)
    expect(await mark({ follows: true, read_seq: 0 })).toMatchObject({ window: { settings: [] } })
    expect(told).toHaveLength(1)
    const after = await server.as(ada).call(endpoints.getConversation, { params: { id: group.id } })
    expect([after.head, after.own]).toEqual([before, undefined])
  })

  it('keep what the member set there, when one is marked', async () => {
    const { ada, ben } = server.people
    const first = await said(ada, 'Why?')
    const at = { params: { id: group.id } }
    await server.as(ben).call(endpoints.patchOwnSettings, { ...at, body: { pinned: true, level: 'all' } })
    const { own: set } = await server.as(ben).call(endpoints.getConversation, at)
    const params = { id: group.id, message_id: first.id }
    const { head } = await server.as(ben).call(endpoints.markThread, { params, body: { follows: true } })
    const { own } = await server.as(ben).call(endpoints.getConversation, at)
    expect(own).toEqual({ ...set, changed_seq: head })
  })
})
