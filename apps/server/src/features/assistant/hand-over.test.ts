import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints, type Message } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import type { ModelPiece } from './model.ts'
import { ScriptedModel } from '../../testing/scripted-model.ts'

let model: ScriptedModel
let server: TestServer
let guide: Person
beforeEach(async () => {
  model = new ScriptedModel()
  server = await createTestServer({ model })
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
})
afterEach(() => server.close())

const open = async (kind: 'direct' | 'course', by: Person, ...others: Person[]) => {
  const body = { kind, member_ids: others.map(({ user_id }) => user_id) }
  return (await server.as(by).call(endpoints.createConversation, { body })).id
}
const read = async (person: Person, id: string): Promise<Message[]> =>
  (await server.as(person).call(endpoints.listMessages, { params: { id }, query: {} })).messages
const one = async (person: Person, id: string, message_id: string) =>
  (await read(person, id)).find((message) => message.id === message_id)!

/** Asks; returns the question and its answer. */
const ask = async (person: Person, id: string, content: string, ...said: ModelPiece[]) => {
  const body = { content, mentions: [guide.user_id] }
  const { window } = await server.as(person).call(endpoints.sendMessage, { params: { id }, body })
  model.say('So.', ...said)
  model.end()
  await server.system.assistant.whenSettled()
  const asked = window.messages[0]!.id
  const answer = (await read(person, id)).findLast(({ sender_role }) => sender_role === 'assistant')!
  return { asked, answer }
}
const rate = (person: Person, { invocation_id }: Message, helpful: boolean) =>
  server.as(person).call(endpoints.rateInvocation, { params: { id: invocation_id! }, body: { helpful } })
const openQuestions = async (person: Person, id: string) =>
  (await server.as(person).call(endpoints.getConversation, { params: { id } })).open_questions

test('the same question again is handed over to staff, once, with its earlier answer', async () => {
  const { ada, ben } = server.people
  const id = await open('course', ada, ben, guide)
  const first = await ask(ben, id, '@Guide how do I complete the square?')
  const second = await ask(ben, id, '@Guide how to complete the square??')
  expect((await one(ada, id, first.asked)).ask).toBeUndefined()
  const asked = await one(ada, id, second.asked)
  expect(asked.ask?.handed_over).toMatchObject({ reason: 'asked_again', answer_ids: [first.answer.id] })
  expect(asked.question?.status).toBe('unanswered')
  expect(second.answer.invocation?.asked_again).toBe(true)
  expect(await openQuestions(ada, id)).toBe(1)
  await rate(ben, second.answer, false)
  expect((await one(ada, id, second.asked)).ask).toEqual(asked.ask)
  expect(await openQuestions(ada, id)).toBe(1)
})

test("another question, or another person's, does not count as the same", async () => {
  const { ada, ben, chloe } = server.people
  const id = await open('course', ada, ben, chloe, guide)
  await ask(ben, id, '@Guide how do I complete the square?')
  const others = [
    await ask(ben, id, '@Guide when is the homework due?'),
    await ask(chloe, id, '@Guide how do I complete the square?'),
  ]
  for (const { asked } of others) expect((await one(ada, id, asked)).ask).toBeUndefined()
  expect(await openQuestions(ada, id)).toBe(0)
})

test('an unhelpful answer hands the question over, if the asker says so', async () => {
  const { ada, ben, chloe } = server.people
  const id = await open('course', ada, ben, chloe, guide)
  const { asked, answer } = await ask(ben, id, '@Guide why halve it?')
  await rate(chloe, answer, false)
  expect((await one(ada, id, asked)).ask).toBeUndefined()
  await rate(ben, answer, false)
  expect((await one(ada, id, asked)).ask?.handed_over).toMatchObject({
    reason: 'unhelpful',
    answer_ids: [answer.id],
  })
  await rate(ben, answer, true)
  await rate(ben, answer, false)
  expect(await openQuestions(ada, id)).toBe(1)
})

test('a question without passages is handed over with the answer that says so, once', async () => {
  const { ada, ben } = server.people
  const id = await open('course', ada, ben, guide)
  const { asked, answer } = await ask(ben, id, '@Guide who won the cup?', { type: 'unanswered' })
  expect(model.requests.at(-1)?.staff_read).toBe(true)
  const question = await one(ada, id, asked)
  expect(question.ask?.handed_over).toMatchObject({ reason: 'nothing_found', answer_ids: [] })
  expect(question.question).toMatchObject({ status: 'unanswered', answers: 0 })
  expect(question.changed_seq).toBe(answer.changed_seq)
  expect(await openQuestions(ada, id)).toBe(1)
  await rate(ben, answer, false)
  expect((await one(ada, id, asked)).ask).toEqual(question.ask)
})

test('only what answers is counted as an answer, also after a deletion', async () => {
  const { ada, ben } = server.people
  const id = await open('course', ada, ben, guide)
  const count = async () => (await one(ada, id, asked)).question?.answers
  const { asked, answer } = await ask(ben, id, '@Guide who won the cup?', { type: 'unanswered' })
  expect(await count()).toBe(0)
  const body = { content: 'We did.', reply_to_id: asked }
  const { window } = await server.as(ada).call(endpoints.sendMessage, { params: { id }, body })
  expect(await count()).toBe(1)
  const remove = (message_id: string) =>
    server.as(ada).call(endpoints.deleteMessage, { params: { id, message_id } })
  await remove(answer.id)
  expect(await count()).toBe(1)
  const own = window.messages.find(({ reply_to_id }) => reply_to_id === asked)
  await remove(own!.id)
  expect(await count()).toBe(0)
})

test('stopped answers, questions of staff and small talk are not handed over', async () => {
  const { ada, ben } = server.people
  const id = await open('course', ada, ben, guide)
  const own = await ask(ada, id, '@Guide who won the cup?', { type: 'unanswered' })
  expect((await one(ada, id, own.asked)).ask).toBeUndefined()
  const as = server.as(ben)
  const stopped = await as.call(endpoints.sendMessage, {
    params: { id },
    body: { content: '@Guide who lost it?', mentions: [guide.user_id] },
  })
  model.say('So', { type: 'unanswered' })
  await expect.poll(async () => (await read(ben, id)).at(-1)?.state).toBe('streaming')
  const invocation_id = (await read(ben, id)).at(-1)!.invocation_id!
  await as.call(endpoints.stopInvocation, { params: { id: invocation_id } })
  expect((await one(ada, id, stopped.window.messages[0]!.id)).ask).toBeUndefined()
  await as.call(endpoints.createInvocation, { params: { id }, body: { prompt: 'who won the cup?' } })
  model.say('So.', { type: 'unanswered' })
  model.end()
  await server.system.assistant.whenSettled()
  expect((await read(ben, id)).at(-1)?.invocation?.unanswered).toBe(true)
  expect(model.requests.at(-1)?.staff_read).toBe(false)
  expect(await openQuestions(ada, id)).toBe(0)
})

test('without staff as members there is no hand-over; the repetition is mentioned', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  await ask(ben, id, 'how do I complete the square?')
  const { asked, answer } = await ask(ben, id, 'how do I complete the square', { type: 'unanswered' })
  expect(model.requests.at(-1)?.staff_read).toBe(false)
  await rate(ben, answer, false)
  expect((await one(ben, id, asked)).ask).toBeUndefined()
  expect(answer.invocation?.asked_again).toBe(true)
})
