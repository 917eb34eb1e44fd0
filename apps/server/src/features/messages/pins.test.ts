import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, LIMITS, type Conversation, type Message } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'

const clock = new ManualClock()
let server: TestServer
let course: Conversation

beforeAll(async () => (server = await createTestServer({ clock })))
afterAll(() => server.close())

beforeEach(async () => {
  const { ada, ben } = server.people
  course = await server.as(ada).call(endpoints.createConversation, {
    body: { kind: 'course', title: 'Algebra', member_ids: [ben.user_id] },
  })
})

const said = async (person: Person, content: string, id = course.id): Promise<Message> => {
  clock.advance(1_000)
  const { window } = await server
    .as(person)
    .call(endpoints.sendMessage, { params: { id }, body: { content } })
  return window.messages[0]!
}
const at = ({ conversation_id, id }: Message) => ({ params: { id: conversation_id, message_id: id } })
const pin = async (person: Person, message: Message) =>
  (await server.as(person).call(endpoints.pinMessage, at(message))).window
const unpin = async (person: Person, message: Message) =>
  (await server.as(person).call(endpoints.unpinMessage, at(message))).window
const pins = async (id = course.id) =>
  (await server.as(server.people.ben).call(endpoints.listPins, { params: { id } })).messages.map(
    ({ content }) => content,
  )
const refusedWith = (code: string, more: object = {}) => ({ problem: { code, ...more } })

describe('pins', () => {
  it('MS5 are visible to all, the newest message first, and go with the message', async () => {
    const { ada, ben } = server.people
    const [first, second] = [await said(ben, 'first'), await said(ada, 'second')]
    await pin(ada, second)
    const window = await pin(ada, first)
    expect(window.messages[0]).toMatchObject({ pinned_by: ada.user_id, changed_seq: window.to })
    expect(await pin(ada, first)).toEqual(window)
    expect(await pins()).toEqual(['second', 'first'])
    expect((await unpin(ada, first)).messages[0]).not.toHaveProperty('pinned_at')
    const gone = await server.as(ada).call(endpoints.deleteMessage, at(second))
    expect(gone.window.messages[0]).not.toHaveProperty('pinned_at')
    expect(await pins()).toEqual([])
  })

  it('are made by both people of a direct conversation, and by staff elsewhere', async () => {
    const { ben } = server.people
    await expect(pin(ben, await said(ben, 'mine'))).rejects.toMatchObject(refusedWith('forbidden'))
    const direct = await directTalk(server)
    await pin(ben, await said(ben, 'mine', direct.id))
    expect(await pins(direct.id)).toEqual(['mine'])
  })

  it('are limited, and never on system messages', async () => {
    const { ada, chloe } = server.people
    const limit = LIMITS.pins_per_conversation
    for (let index = 0; index < limit; index++) await pin(ada, await said(ada, `${index}`))
    const one_more = await said(ada, 'one more')
    await expect(pin(ada, one_more)).rejects.toMatchObject(
      refusedWith('too_large', { limit, actual: limit + 1 }),
    )
    const params = { id: course.id }
    const { window } = await server
      .as(ada)
      .call(endpoints.addMembers, { params, body: { user_ids: [chloe.user_id] } })
    await expect(pin(ada, window.messages[0]!)).rejects.toMatchObject(refusedWith('conflict'))
    await server.as(ada).call(endpoints.deleteMessage, at(one_more))
    await expect(pin(ada, one_more)).rejects.toMatchObject(refusedWith('conflict'))
  })
})

describe('saved messages', () => {
  const save = (person: Person, { id }: Message) =>
    server.as(person).call(endpoints.saveMessage, { params: { message_id: id } })
  const saved = (person: Person, query: { conversation_id?: string; limit?: number; cursor?: string } = {}) =>
    server.as(person).call(endpoints.listSaved, { query })

  it('are private, the latest first, and do not change the conversation', async () => {
    const { ada, ben } = server.people
    const [first, second] = [await said(ada, 'first'), await said(ada, 'second')]
    const before = await server.as(ben).call(endpoints.getConversation, { params: { id: course.id } })
    for (const message of [second, first, first]) {
      clock.advance(1)
      await save(ben, message)
    }
    const page = await saved(ben, { limit: 1 })
    expect(page.saved[0]).toMatchObject({ title: 'Algebra', message: { content: 'first' } })
    const rest = await saved(ben, { limit: 1, cursor: page.next_cursor! })
    expect(rest).toMatchObject({ saved: [{ message: { content: 'second' } }], next_cursor: null })
    expect((await saved(ada)).saved).toEqual([])
    const after = await server.as(ben).call(endpoints.getConversation, { params: { id: course.id } })
    expect(after.head).toBe(before.head)
    await server.as(ben).call(endpoints.unsaveMessage, { params: { message_id: first.id } })
    expect((await saved(ben)).saved).toHaveLength(1)
  })

  it('can be those of one conversation, for its members alone', async () => {
    const { ada, ben } = server.people
    const other = await server.as(ada).call(endpoints.createConversation, {
      body: { kind: 'group', title: 'Other', member_ids: [ben.user_id] },
    })
    const here = [await said(ada, 'one'), await said(ada, 'two')]
    for (const message of here) {
      clock.advance(1)
      await save(ben, message)
    }
    const first = await saved(ben, { conversation_id: course.id, limit: 1 })
    expect(first.saved.map(({ message }) => message.content)).toEqual(['two'])
    const rest = await saved(ben, { conversation_id: course.id, limit: 1, cursor: first.next_cursor! })
    expect(rest).toMatchObject({ saved: [{ message: { content: 'one' } }], next_cursor: null })
    expect((await saved(ben, { conversation_id: other.id })).saved).toEqual([])
    const unknown = await saved(ben, { conversation_id: here[0]!.id })
    expect(unknown.saved).toEqual([])
  })

  it('exclude deleted messages, and are limited', async () => {
    const { ada, ben } = server.people
    const [first, second, gone] = [await said(ada, '1'), await said(ada, '2'), await said(ada, '3')]
    await server.as(ada).call(endpoints.deleteMessage, at(gone))
    await expect(save(ben, gone)).rejects.toMatchObject(refusedWith('conflict'))
    for (const { message } of (await saved(ben)).saved)
      await server.as(ben).call(endpoints.unsaveMessage, { params: { message_id: message.id } })
    await save(ben, first)
    const limits: { saved_per_user: number } = LIMITS
    const limit = limits.saved_per_user
    try {
      limits.saved_per_user = 1
      await save(ben, first)
      const refused = refusedWith('too_large', { limit: 1, actual: 2 })
      await expect(save(ben, second)).rejects.toMatchObject(refused)
    } finally {
      limits.saved_per_user = limit
    }
    expect((await saved(ben)).saved.map(({ message }) => message.id)).toEqual([first.id])
  })

  it('AU1 are readable only while their conversation is, and go with their message', async () => {
    const { ada, chloe } = server.people
    const params = { id: course.id }
    const join = () =>
      server.as(ada).call(endpoints.addMembers, { params, body: { user_ids: [chloe.user_id] } })
    await join()
    const [kept, gone] = [await said(ada, 'kept'), await said(ada, 'gone')]
    await save(chloe, kept)
    await save(chloe, gone)
    await server.as(ada).call(endpoints.deleteMessage, at(gone))
    await server.as(ada).call(endpoints.removeMember, { params: { id: course.id, user_id: chloe.user_id } })
    expect((await saved(chloe)).saved).toEqual([])
    await expect(save(chloe, kept)).rejects.toMatchObject(refusedWith('not_found'))
    await join()
    expect((await saved(chloe)).saved.map(({ message }) => message.content)).toEqual(['kept'])
  })
})

describe('earlier versions', () => {
  it('have text and time, the latest first, and are gone with the message', async () => {
    const { ada, ben } = server.people
    const message = await said(ben, 'one')
    const times = [message.timestamp]
    for (const content of ['two', 'three']) {
      clock.advance(60_000)
      const edit = { ...at(message), body: { content } }
      const { window } = await server.as(ben).call(endpoints.editMessage, edit)
      times.push(window.messages[0]!.edited_at!)
    }
    const read = (person: Person, query: { limit?: number; cursor?: string } = {}) =>
      server.as(person).call(endpoints.listEdits, { ...at(message), query })
    const [two, one] = [
      { content: 'two', timestamp: times[1] },
      { content: 'one', timestamp: times[0] },
    ]
    expect((await read(ada)).edits).toEqual([two, one])
    const page = await read(ben, { limit: 1 })
    const rest = await read(ben, { limit: 1, cursor: page.next_cursor! })
    expect([page.edits, rest]).toEqual([[two], { edits: [one], next_cursor: null }])
    await server.as(ben).call(endpoints.deleteMessage, at(message))
    expect((await read(ada)).edits).toEqual([])
  })
})
