import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, LIMITS, type Conversation, type Message, type NewMessage } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'

const clock = new ManualClock()
let server: TestServer
let course: Conversation
let question: Message

beforeAll(async () => (server = await createTestServer({ clock })))
afterAll(() => server.close())

beforeEach(async () => {
  const { ada, ben, chloe } = server.people
  course = await server.as(ada).call(endpoints.createConversation, {
    body: { kind: 'course', title: 'Algebra', member_ids: [ben.user_id, chloe.user_id] },
  })
  question = (await send(ben, 'Why halve it?', { question: true })).messages[0]!
})

const send = async (person: Person, content: string, more: Partial<NewMessage> = {}) => {
  clock.advance(1_000)
  const body = { content, ...more }
  return (await server.as(person).call(endpoints.sendMessage, { params: { id: course.id }, body })).window
}
const answer = async (person: Person, content: string): Promise<Message> =>
  (await send(person, content, { reply_to_id: question.id })).messages[0]!

type Change = typeof endpoints.markQuestion | typeof endpoints.acceptAnswer
const change = async (person: Person, endpoint: Change, { id }: Message) =>
  (
    await server
      .as(person)
      .call(endpoint as typeof endpoints.acceptAnswer, { params: { id: course.id, message_id: id } })
  ).window
const remove = (person: Person, message: Message) =>
  change(person, endpoints.deleteMessage as Change, message)

const edit = async (person: Person, { id }: Message, content: string) => {
  const params = { id: course.id, message_id: id }
  return (await server.as(person).call(endpoints.editMessage, { params, body: { content } })).window
}

const conversation = (person: Person) =>
  server.as(person).call(endpoints.getConversation, { params: { id: course.id } })
const stored = async ({ id }: Message): Promise<Message> => {
  const query = { around: id, limit: 1 }
  const page = await server
    .as(server.people.ada)
    .call(endpoints.listMessages, { params: { id: course.id }, query })
  return page.messages[0]!
}
const list = async (status?: 'unanswered' | 'answered') => {
  const query = status ? { status } : {}
  const answered = await server
    .as(server.people.chloe)
    .call(endpoints.listQuestions, { params: { id: course.id }, query })
  return answered.messages.map(({ content }) => content)
}
const refusedWith = (code: string, more: object = {}) => ({ problem: { code, ...more } })

describe('a question', () => {
  it('is open, and counted in its conversation in the same change', async () => {
    const window = await send(server.people.chloe, 'And why square it?', { question: true })
    expect(window.messages[0]!.question).toEqual({ status: 'unanswered', endorsed_ids: [], answers: 0 })
    expect(window.conversation).toMatchObject({ open_questions: 2, changed_seq: window.to })
    expect(await conversation(server.people.ben)).toMatchObject({ open_questions: 2 })
    const { conversations } = await server
      .as(server.people.ben)
      .call(endpoints.listConversations, { query: { filter: 'questions' } })
    expect(conversations.map(({ id }) => id)).toContain(course.id)
  })

  it('MS2 is the same message only as a question', async () => {
    const { ben } = server.people
    const id = question.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const first = await send(ben, 'Really?', { id, question: true })
    expect(await send(ben, 'Really?', { id, question: true })).toEqual(first)
    await expect(send(ben, 'Really?', { id })).rejects.toMatchObject(refusedWith('conflict'))
  })

  it('counts its existing replies, in the change that brings them', async () => {
    const { ada, chloe } = server.people
    const window = await send(ada, 'Look at the square.', { reply_to_id: question.id })
    expect(window.messages.map(({ id, changed_seq }) => [id, changed_seq])).toContainEqual([
      question.id,
      window.to,
    ])
    const second = await answer(chloe, 'No idea')
    expect((await stored(question)).question).toMatchObject({ answers: 2, status: 'unanswered' })
    const { messages } = await remove(chloe, second)
    expect(messages.find(({ id }) => id === question.id)?.question).toMatchObject({ answers: 1 })
  })

  it('MS5 is marked and unmarked later by its author and by staff, counting existing replies', async () => {
    const { ada, ben, chloe } = server.people
    const plain = (await send(ben, 'I wonder')).messages[0]!
    await send(chloe, 'Me too', { reply_to_id: plain.id })
    await expect(change(chloe, endpoints.markQuestion, plain)).rejects.toMatchObject(refusedWith('forbidden'))
    const marked = await change(ben, endpoints.markQuestion, plain)
    expect(marked.messages[0]!.question).toMatchObject({ status: 'unanswered', answers: 1 })
    expect(marked.conversation?.open_questions).toBe(2)
    expect(await change(ben, endpoints.markQuestion, plain)).toEqual(marked)
    const unmarked = await change(ada, endpoints.unmarkQuestion, plain)
    expect(unmarked.messages[0]).not.toHaveProperty('question')
    expect(unmarked.conversation?.open_questions).toBe(1)
  })

  it('is gone with its message, and the marks of its answers too', async () => {
    const { ada, ben } = server.people
    const good = await answer(ada, 'Because')
    await change(ben, endpoints.acceptAnswer, good)
    const { messages } = await remove(ben, question)
    expect(messages.every((message) => !message.question && !message.answer)).toBe(true)
    expect(messages.map(({ id }) => id).sort()).toEqual([question.id, good.id].sort())
    expect(await conversation(ada)).toMatchObject({ open_questions: 0 })
  })
})

describe('an answer', () => {
  it('is accepted by the asker: the question is answered, and both rows say so', async () => {
    const { ada, ben } = server.people
    const good = await answer(ada, 'Because')
    const window = await change(ben, endpoints.acceptAnswer, good)
    const rows = Object.fromEntries(window.messages.map((message) => [message.id, message]))
    expect(rows[question.id]!.question).toMatchObject({ status: 'answered', accepted_id: good.id })
    expect(rows[good.id]!.answer).toEqual({ accepted_by: ben.user_id })
    expect(window.conversation?.open_questions).toBe(0)
    expect(await change(ben, endpoints.acceptAnswer, good)).toEqual(window)
    expect([await list('answered'), await list('unanswered')]).toEqual([['Why halve it?'], []])
  })

  it('is unique: accepting another takes the former back', async () => {
    const { ada, ben, chloe } = server.people
    const [first, second] = [await answer(ada, 'Because'), await answer(chloe, 'It is halved twice')]
    await change(ben, endpoints.acceptAnswer, first)
    const window = await change(ben, endpoints.acceptAnswer, second)
    expect(window.messages).toHaveLength(3)
    expect(await stored(first)).not.toHaveProperty('answer')
    expect((await stored(question)).question?.accepted_id).toBe(second.id)
    expect(window).not.toHaveProperty('conversation')
  })

  it('that is deleted, or no longer accepted, leaves the question open', async () => {
    const { ada, ben } = server.people
    const good = await answer(ada, 'Because')
    await change(ben, endpoints.acceptAnswer, good)
    const taken = await change(ben, endpoints.unacceptAnswer, good)
    expect(taken.conversation?.open_questions).toBe(1)
    await change(ada, endpoints.acceptAnswer, good)
    const gone = await remove(ada, good)
    expect(gone.conversation?.open_questions).toBe(1)
    await expect(change(ben, endpoints.acceptAnswer, good)).rejects.toMatchObject(refusedWith('conflict'))
    await expect(change(ada, endpoints.endorseAnswer, good)).rejects.toMatchObject(refusedWith('conflict'))
    expect((await stored(question)).question).toEqual({ status: 'unanswered', endorsed_ids: [], answers: 0 })
  })

  it('is endorsed by staff alone, which answers the question too; a mere reply of staff does not', async () => {
    const { ada, ben, chloe } = server.people
    const good = await answer(chloe, 'Because')
    await answer(ada, 'Think of the square.')
    expect((await stored(question)).question?.status).toBe('unanswered')
    await expect(change(ben, endpoints.endorseAnswer, good)).rejects.toMatchObject(refusedWith('forbidden'))
    const window = await change(ada, endpoints.endorseAnswer, good)
    expect(window.messages.find(({ id }) => id === good.id)?.answer).toEqual({ endorsed_by: ada.user_id })
    expect((await stored(question)).question).toMatchObject({ status: 'answered', endorsed_ids: [good.id] })
    await change(ben, endpoints.acceptAnswer, good)
    await change(ada, endpoints.unendorseAnswer, good)
    expect((await stored(good)).answer).toEqual({ accepted_by: ben.user_id })
    expect((await stored(question)).question?.status).toBe('answered')
  })

  it('N1 loses what others said of it when its author changes the words, and the question is open again', async () => {
    const { ada, ben, chloe } = server.people
    const good = await answer(chloe, 'To complete the square.')
    await change(ada, endpoints.endorseAnswer, good)
    await change(ben, endpoints.acceptAnswer, good)
    await change(ada, endpoints.pinMessage, good)
    const window = await edit(chloe, good, 'Because I say so.')
    expect(window.messages.map(({ id }) => id).sort()).toEqual([good.id, question.id].sort())
    expect(window.conversation?.open_questions).toBe(1)
    const now = await stored(good)
    expect(now).toMatchObject({ content: 'Because I say so.' })
    for (const mark of ['answer', 'pinned_at', 'pinned_by']) expect(now).not.toHaveProperty(mark)
    expect((await stored(question)).question).toEqual({ status: 'unanswered', endorsed_ids: [], answers: 1 })
    expect(await list('answered')).toEqual([])
  })

  it('N1 loses it when the question is changed, too; what the author of the question said stays', async () => {
    const { ada, ben, chloe } = server.people
    const [good, other] = [await answer(chloe, 'To complete the square.'), await answer(chloe, 'See page 4.')]
    await change(ada, endpoints.endorseAnswer, good)
    await change(ada, endpoints.endorseAnswer, other)
    await change(ben, endpoints.acceptAnswer, good)
    await edit(ben, question, 'Why double it?')
    expect((await stored(good)).answer).toEqual({ accepted_by: ben.user_id })
    expect(await stored(other)).not.toHaveProperty('answer')
    expect((await stored(question)).question).toEqual({
      status: 'answered',
      accepted_id: good.id,
      endorsed_ids: [],
      answers: 2,
    })
  })

  it('N1 keeps what its own author said of it, and everything when the words stay as they are', async () => {
    const { ada, chloe } = server.people
    const [own, good] = [await answer(ada, 'To complete it.'), await answer(chloe, 'For the square.')]
    for (const each of [own, good]) await change(ada, endpoints.endorseAnswer, each)
    await change(ada, endpoints.pinMessage, own)
    await edit(ada, own, 'To complete the square.')
    await edit(chloe, good, 'For the square.')
    for (const each of [own, good]) expect((await stored(each)).answer).toEqual({ endorsed_by: ada.user_id })
    expect((await stored(own)).pinned_by).toBe(ada.user_id)
    expect((await stored(question)).question?.endorsed_ids).toEqual([own.id, good.id])
  })

  it('is one of twenty endorsed ones at most', async () => {
    const { ada } = server.people
    const limit = LIMITS.endorsed_per_question
    for (let index = 0; index < limit; index++)
      await change(ada, endpoints.endorseAnswer, await answer(ada, `${index}`))
    await expect(change(ada, endpoints.endorseAnswer, await answer(ada, 'one more'))).rejects.toMatchObject(
      refusedWith('too_large', { limit, actual: limit + 1 }),
    )
  })

  it('can only be accepted if it replies to a question', async () => {
    const { ada, ben } = server.people
    const plain = (await send(ada, 'Good morning')).messages[0]!
    const reply = (await send(ada, 'Again', { reply_to_id: plain.id })).messages[0]!
    await expect(change(ben, endpoints.acceptAnswer, reply)).rejects.toMatchObject(refusedWith('conflict'))
    await expect(change(ada, endpoints.endorseAnswer, plain)).rejects.toMatchObject(refusedWith('conflict'))
    const good = await answer(ada, 'Because')
    await change(ben, endpoints.unmarkQuestion, question)
    await expect(change(ben, endpoints.acceptAnswer, good)).rejects.toMatchObject(refusedWith('conflict'))
  })
})

describe('lists', () => {
  it('have questions by status in pages, the newest first', async () => {
    const { ada, ben, chloe } = server.people
    for (const content of ['Second?', 'Third?']) await send(chloe, content, { question: true })
    const good = await answer(ada, 'Because')
    await change(ben, endpoints.acceptAnswer, good)
    expect(await list()).toEqual(['Third?', 'Second?', 'Why halve it?'])
    expect(await list('unanswered')).toEqual(['Third?', 'Second?'])
    const as = server.as(ben)
    const params = { id: course.id }
    const first = await as.call(endpoints.listQuestions, { params, query: { limit: 2 } })
    const rest = await as.call(endpoints.listQuestions, {
      params,
      query: { limit: 2, cursor: first.next_cursor! },
    })
    expect([first.messages.length, rest.messages.map(({ content }) => content), rest.next_cursor]).toEqual([
      2,
      ['Why halve it?'],
      null,
    ])
  })

  it('have a thread in pages, the question first', async () => {
    const { ada, ben } = server.people
    for (const content of ['One', 'Two', 'Three']) await answer(ada, content)
    await send(ada, 'Something else')
    const params = { id: course.id, message_id: question.id }
    const read = (cursor?: string) =>
      server.as(ben).call(endpoints.listThread, { params, query: { limit: 2, ...(cursor && { cursor }) } })
    const first = await read()
    const second = await read(first.next_cursor!)
    const contents = [first, second].map(({ messages }) => messages.map(({ content }) => content))
    expect(contents).toEqual([
      ['Why halve it?', 'One'],
      ['Two', 'Three'],
    ])
    expect(second.next_cursor).toBeNull()
  })
})

describe('mentions', () => {
  it('name members, and are unread for those they name until they read', async () => {
    const { ada, ben, chloe, admin } = server.people
    const mentions = [chloe.user_id, admin.user_id]
    const { messages, to } = await send(ben, '@Chloe look', { mentions })
    expect(messages[0]!.mentions).toEqual([{ user_id: chloe.user_id, name: 'Chloe' }])
    expect(await conversation(chloe)).toMatchObject({ unread_mentions: [to] })
    for (const person of [ada, ben]) expect(await conversation(person)).toMatchObject({ unread_mentions: [] })
    await server.as(chloe).call(endpoints.putReceipt, { params: { id: course.id }, body: { read_seq: to } })
    expect(await conversation(chloe)).toMatchObject({ unread_mentions: [] })
  })

  it('of an edit are unread once for those it names first, and no longer for those it leaves out', async () => {
    const { ada, ben, chloe } = server.people
    const { messages, to } = await send(ben, '@Ada look', { mentions: [ada.user_id] })
    const edit = (content: string, mentions?: string[]) =>
      server.as(ben).call(endpoints.editMessage, {
        params: { id: course.id, message_id: messages[0]!.id },
        body: { content, ...(mentions && { mentions }) },
      })
    await edit('@Chloe look', [chloe.user_id])
    await edit('@Chloe, look', [chloe.user_id])
    expect(await conversation(chloe)).toMatchObject({ unread_mentions: [to] })
    expect(await conversation(ada)).toMatchObject({ unread_mentions: [] })
    await edit('Look')
    expect(await conversation(chloe)).toMatchObject({ unread_mentions: [] })
    const limit = LIMITS.mentions_per_message
    const many = Array.from({ length: limit + 1 }, () => chloe.user_id)
    await expect(edit('@all', many)).rejects.toMatchObject(
      refusedWith('too_large', { field: 'mentions', limit }),
    )
  })

  it('of a deleted message are gone, and there is a limit', async () => {
    const { ben, chloe } = server.people
    const { messages } = await send(ben, '@Chloe', { mentions: [chloe.user_id] })
    const window = await remove(ben, messages[0]!)
    expect(window.messages[0]).not.toHaveProperty('mentions')
    expect(await conversation(chloe)).toMatchObject({ unread_mentions: [] })
    const limit = LIMITS.mentions_per_message
    const mentions = Array.from({ length: limit + 1 }, () => chloe.user_id)
    await expect(send(ben, '@all', { mentions })).rejects.toMatchObject(
      refusedWith('too_large', { field: 'mentions', limit }),
    )
  })
})
