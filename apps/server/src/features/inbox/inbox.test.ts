// What waits for staff, and who has it.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { endpoints, type Conversation, type InboxItem, type InboxList, type Message } from '@lectern/protocol'
import type { CallInput } from '../../testing/caller.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, signInAs, type Person } from '../../testing/people.ts'
import { findUser } from '../accounts/users-rows.ts'
import type { AnyEndpoint } from '../route.ts'

const MINUTE = 60_000
const clock = new ManualClock()
let server: TestServer
let course: Conversation
let eve: Person
beforeAll(async () => {
  server = await createTestServer({ clock })
  eve = await addPerson(server.ctx, 'Eve', 'instructor')
})
afterAll(() => server.close())
beforeEach(async () => {
  await refresh()
  course = await create(server.people.ada, 'Algebra', [server.people.ben, server.people.chloe, eve])
})

/** Tokens end while the clock is turned. */
const refresh = async () => {
  for (const person of [...Object.values(server.people), eve]) {
    const user = await findUser(server.ctx.db.read, person.user_id)
    Object.assign(person, await signInAs(server.ctx, user!, person.password))
  }
}

const create = (person: Person, title: string, others: Person[]) =>
  server.as(person).call(endpoints.createConversation, {
    body: { kind: 'course', title, member_ids: others.map(({ user_id }) => user_id) },
  })
const ask = async (person: Person, content: string, { id } = course): Promise<Message> => {
  const body = { content, question: true as const }
  clock.advance(1_000)
  return (await server.as(person).ask(endpoints.sendMessage, { params: { id }, body })).body.window
    .messages[0]!
}
const reply = async (person: Person, { id: reply_to_id, conversation_id }: Message, content: string) => {
  clock.advance(1_000)
  const input = { params: { id: conversation_id }, body: { content, reply_to_id } }
  return (await server.as(person).ask(endpoints.sendMessage, input)).body.window.messages[0]!
}
const endorse = (person: Person, { id: message_id, conversation_id: id }: Message) =>
  server.as(person).call(endpoints.endorseAnswer, { params: { id, message_id } })
const of = ({ conversation_id: id, id: message_id }: Message) => ({ id, message_id })
const inbox = (person: Person, query: CallInput<typeof endpoints.listInbox>['query'] = {}) =>
  server
    .as(person)
    .call(endpoints.listInbox, { query: { conversation_id: course.id, ...query } }) as Promise<InboxList>
const claim = (person: Person, message: Message, body: { user_id?: string } = {}) =>
  server.as(person).call(endpoints.claimInboxItem, { params: of(message), body }) as Promise<InboxItem>
const patch = (person: Person, message: Message, body: CallInput<typeof endpoints.patchInboxItem>['body']) =>
  server.as(person).call(endpoints.patchInboxItem, { params: of(message), body }) as Promise<InboxItem>
const statusOf = async <E extends AnyEndpoint>(person: Person, endpoint: E, input: CallInput<E>) =>
  (await server.as(person).send(endpoint, input)).status
const words = ({ items }: InboxList) => items.map(({ excerpt }) => excerpt)

describe('the inbox', () => {
  it('has open questions of all conversations, the oldest first, and counts over all', async () => {
    const { ada, ben, chloe } = server.people
    const other = await create(ada, 'Biology', [ben])
    await ask(ben, 'What is a cell?', other)
    const first = await ask(chloe, 'What is x?')
    await ask(ben, 'And y?')
    const all = (await server.as(ada).call(endpoints.listInbox, {})) as InboxList
    expect(words(all).slice(-3)).toEqual(['What is a cell?', 'What is x?', 'And y?'])
    expect(words(await inbox(ada))).toEqual(['What is x?', 'And y?'])
    expect((await inbox(ada, { limit: 1 })).counts).toMatchObject({
      open: 2,
      question: 2,
      unclaimed: 2,
      mine: 0,
    })
    const page = await inbox(ada, { limit: 1 })
    expect(words(await inbox(ada, { limit: 1, cursor: page.next_cursor! }))).toEqual(['And y?'])
    await endorse(ada, await reply(ada, first, 'A number.'))
    expect(words(await inbox(ada))).toEqual(['And y?'])
    expect(await statusOf(ben, endpoints.listInbox, {})).toBe(403)
  })

  it('has what names one until it is read, for oneself alone', async () => {
    const { ada, ben } = server.people
    const body = { content: 'Look, @Ada', mentions: [ada.user_id] }
    const { window } = (await server.as(ben).ask(endpoints.sendMessage, { params: { id: course.id }, body }))
      .body
    expect((await inbox(ada)).items).toMatchObject([{ kind: 'mention', asker: { name: 'Ben' } }])
    expect((await inbox(eve)).items).toEqual([])
    await server.as(ada).call(endpoints.putReceipt, {
      params: { id: course.id },
      body: { read_seq: window.to },
    })
    expect((await inbox(ada)).items).toEqual([])
  })

  it('has tutoring sessions, whose tutor is their owner', async () => {
    const { ada, ben } = server.people
    const card = { type: 'tutoring_topic' as const, data: { subject: 'Fractions', question: 'How?' } }
    const body = { content: '', card }
    const sent = await server.as(ben).ask(endpoints.sendMessage, { params: { id: course.id }, body })
    const message = sent.body.window.messages[0]!
    expect((await inbox(ada)).items).toMatchObject([{ kind: 'tutoring', asker: { name: 'Ben' } }])
    expect(await claim(ada, message)).toMatchObject({ owner: { name: 'Ada' } })
    expect((await inbox(eve)).items).toMatchObject([{ owner: { name: 'Ada' } }])
    expect(await statusOf(eve, endpoints.claimInboxItem, { params: of(message) })).toBe(409)
    await server.as(ada).call(endpoints.releaseInboxItem, { params: of(message) })
    expect((await inbox(eve)).items[0]).not.toHaveProperty('owner')
  })
})

describe('a claim', () => {
  it('is a lease: visible, renewed by its owner, and over by the clock', async () => {
    const { ada, ben } = server.people
    const question = await ask(ben, 'Why?')
    const { lease_until } = await claim(ada, question)
    expect((await inbox(eve)).items).toMatchObject([{ owner: { name: 'Ada' }, lease_until }])
    expect(await statusOf(eve, endpoints.claimInboxItem, { params: of(question) })).toBe(409)
    clock.advance(MINUTE)
    expect((await claim(ada, question)).lease_until! > lease_until!).toBe(true)
    expect((await inbox(ada, { owner: 'me' })).items).toHaveLength(1)
    clock.advance(15 * MINUTE)
    await refresh()
    expect((await inbox(eve, { owner: 'nobody' })).items).toHaveLength(1)
    expect(await claim(eve, question)).toMatchObject({ owner: { name: 'Eve' } })
  })

  it('is handed over for a day, and released by its owner alone', async () => {
    const { ada, ben } = server.people
    const question = await ask(ben, 'Why?')
    await claim(ada, question)
    expect(await claim(ada, question, { user_id: eve.user_id })).toMatchObject({ owner: { name: 'Eve' } })
    // Over a cut line.
    expect(await claim(ada, question, { user_id: eve.user_id })).toMatchObject({ owner: { name: 'Eve' } })
    expect(await statusOf(ada, endpoints.releaseInboxItem, { params: of(question) })).toBe(409)
    expect(
      await statusOf(eve, endpoints.claimInboxItem, { params: of(question), body: { user_id: ben.user_id } }),
    ).toBe(400)
    clock.advance(60 * MINUTE)
    await refresh()
    expect((await inbox(eve, { owner: 'me' })).items).toHaveLength(1)
    await server.as(eve).call(endpoints.releaseInboxItem, { params: of(question) })
    await server.as(eve).call(endpoints.releaseInboxItem, { params: of(question) })
    expect((await inbox(ada, { owner: 'nobody' })).items).toHaveLength(1)
  })
})

describe('snooze and tags', () => {
  it('takes an item out of the list until the time has come, or there is news', async () => {
    const { ada, ben } = server.people
    const question = await ask(ben, 'Why?')
    const until = () => new Date(clock.now() + 10 * MINUTE).toISOString()
    await patch(ada, question, { snoozed_until: until() })
    expect(await inbox(ada)).toMatchObject({ items: [], counts: { open: 0, snoozed: 1 } })
    expect(words(await inbox(ada, { snoozed: 'true' }))).toEqual(['Why?'])
    clock.advance(11 * MINUTE)
    await refresh()
    expect(words(await inbox(ada))).toEqual(['Why?'])
    await patch(ada, question, { snoozed_until: until() })
    await reply(ben, question, 'Still?')
    expect(words(await inbox(ada))).toEqual(['Why?'])
  })

  it('finds by tag', async () => {
    const { ada, ben } = server.people
    const question = await ask(ben, 'Why?')
    await ask(ben, 'What?')
    expect((await patch(ada, question, { tags: ['exam', 'week 3', 'exam'] })).tags).toEqual([
      'exam',
      'week 3',
    ])
    expect(words(await inbox(ada, { tag: 'exam' }))).toEqual(['Why?'])
    expect((await inbox(ada)).tags).toEqual(expect.arrayContaining(['exam', 'week 3']))
    const tags = ['a', 'b', 'c', 'd', 'e', 'f']
    expect(await statusOf(ada, endpoints.patchInboxItem, { params: of(question), body: { tags } })).toBe(413)
  })
})

describe('merging', () => {
  it('answers a question with the one that it repeats, and tells both askers', async () => {
    const { ada, ben, chloe } = server.people
    const question = await ask(ben, 'What is x?')
    const double = await ask(chloe, 'What was x?')
    const body = { message_id: question.id }
    expect(await statusOf(ben, endpoints.mergeQuestion, { params: of(double), body })).toBe(403)
    await server.as(ada).call(endpoints.mergeQuestion, { params: of(double), body })
    expect((await inbox(ada)).items).toMatchObject([{ excerpt: 'What is x?', duplicates: 1 }])
    const answer = await reply(ada, question, 'A number.')
    const { window } = (await endorse(ada, answer)) as { window: { messages: Message[] } }
    expect(window.messages.find(({ id }) => id === double.id)?.question).toMatchObject({
      status: 'answered',
      duplicate_of: { message_id: question.id, answered: true },
    })
    expect((await inbox(ada)).items).toEqual([])
    for (const asker of [ben, chloe])
      await vi.waitFor(async () => {
        clock.advance(100)
        await server.ctx.jobs.whenSettled()
        expect((await server.as(asker).call(endpoints.listNotices, {})).notices[0]).toMatchObject({
          message_id: answer.id,
          because: 'answered',
        })
      })
    await server.as(ada).call(endpoints.unmergeQuestion, { params: of(double) })
    expect(words(await inbox(ada))).toEqual(['What was x?'])
  })

  it('is a question of its own again once the other is gone', async () => {
    const { ada, ben, chloe } = server.people
    const question = await ask(ben, 'What is x?')
    const double = await ask(chloe, 'What was x?')
    await server
      .as(ada)
      .call(endpoints.mergeQuestion, { params: of(double), body: { message_id: question.id } })
    await server.as(ben).call(endpoints.deleteMessage, { params: of(question) })
    expect(words(await inbox(ada))).toEqual(['What was x?'])
  })
})

describe('teaching hours', () => {
  it('are those of the course, of the school, or Monday to Friday from 8 to 18 o’clock', async () => {
    const { ada, admin, ben } = server.people
    const get = () =>
      server.as(ada).call(endpoints.getTeachingHours, { query: { conversation_id: course.id } })
    expect(await get()).toMatchObject({ of: 'default', hours: { days: [1, 2, 3, 4, 5], from: '08:00' } })
    const hours = { days: [1, 2], from: '09:00', to: '12:00', time_zone: 'Europe/Berlin' }
    await server.as(admin).call(endpoints.putTeachingHours, { body: { hours } })
    expect(await get()).toEqual({ of: 'school', hours })
    const own = { ...hours, to: '13:00' }
    await server
      .as(ada)
      .call(endpoints.putTeachingHours, { body: { hours: own, conversation_id: course.id } })
    expect(await get()).toEqual({ of: 'conversation', hours: own })
    const bad = { ...hours, from: '12:00' }
    expect(await statusOf(admin, endpoints.putTeachingHours, { body: { hours: bad } })).toBe(400)
    expect(await statusOf(ada, endpoints.putTeachingHours, { body: { hours } })).toBe(403)
    expect(await statusOf(ben, endpoints.getTeachingHours, {})).toBe(403)
    await server.as(admin).call(endpoints.putTeachingHours, { body: { hours: null } })
  })
})
