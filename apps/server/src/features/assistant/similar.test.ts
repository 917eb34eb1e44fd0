import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints, type NewMessage } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import type { Person } from '../../testing/people.ts'
import { findAnsweredQuestions } from './similar-rows.ts'

let server: TestServer
beforeEach(async () => (server = await createTestServer()))
afterEach(() => server.close())

const course = async (title: string, ...others: Person[]) => {
  const body = { kind: 'course' as const, title, member_ids: others.map(({ user_id }) => user_id) }
  return (await server.as(server.people.ada).call(endpoints.createConversation, { body })).id
}
const say = async (person: Person, id: string, content: string, more: Partial<NewMessage> = {}) => {
  const { window } = await server
    .as(person)
    .call(endpoints.sendMessage, { params: { id }, body: { content, ...more } })
  return window.messages[0]!.id
}
const answered = async (id: string, by: Person, question: string, answer: string) => {
  const asked = await say(by, id, question, { question: true })
  const message_id = await say(server.people.ada, id, answer, { reply_to_id: asked })
  await server.as(server.people.ada).call(endpoints.endorseAnswer, { params: { id, message_id } })
  return { asked, message_id }
}
const similar = async (person: Person, q: string, endorsed?: 'true') =>
  (await server.as(person).call(endpoints.listSimilar, { query: { q, ...(endorsed && { endorsed }) } }))
    .similar

test('half a question finds an answered one, with its answer and place', async () => {
  const { ben } = server.people
  const id = await course('Maths', ben)
  const { message_id } = await answered(id, ben, 'What do we bring to the exam?', 'A pen.')
  expect(await similar(ben, 'what should I bring to the ex')).toMatchObject([
    { conversation_id: id, title: 'Maths', answer: { id: message_id, content: 'A pen.' } },
  ])
  expect(await similar(ben, 'when is the homework due')).toEqual([])
})

test('an answer of another course is not shown to outsiders or former members', async () => {
  const { ada, ben, chloe } = server.people
  const id = await course('Physics', chloe)
  await answered(id, chloe, 'What do we bring to the exam?', 'A calculator.')
  expect(await similar(ben, 'what do we bring to the exam')).toEqual([])
  expect(await similar(chloe, 'what do we bring to the exam')).toHaveLength(1)
  await server.as(ada).call(endpoints.removeMember, { params: { id, user_id: chloe.user_id } })
  expect(await similar(chloe, 'what do we bring to the exam')).toEqual([])
})

test('open, deleted and only accepted answers are not endorsed', async () => {
  const { ada, ben, chloe } = server.people
  const id = await course('Maths', ben, chloe)
  await say(ben, id, 'What do we bring to the exam?', { question: true })
  const asked = await say(ben, id, 'What do we need to bring to the exam?', { question: true })
  const message_id = await say(chloe, id, 'A pen, I think.', { reply_to_id: asked })
  await server.as(ben).call(endpoints.acceptAnswer, { params: { id, message_id } })
  expect(await similar(ada, 'what do we bring to the exam')).toMatchObject([
    { answer: { content: 'A pen, I think.' } },
  ])
  expect(await similar(ada, 'what do we bring to the exam', 'true')).toEqual([])
  await server.as(ada).call(endpoints.deleteMessage, { params: { id, message_id } })
  expect(await similar(ada, 'what do we bring to the exam')).toEqual([])
})

test('looks at the latest of all conversations, however unevenly they are spread', async () => {
  const { ben } = server.people
  const [busy, quiet] = [await course('Maths', ben), await course('Physics', ben)]
  await course('Nothing yet', ben)
  const asked: string[] = []
  for (const id of [busy, quiet, busy, quiet, ...Array.from({ length: 6 }, () => busy), quiet])
    asked.push((await answered(id, ben, 'What do we bring?', 'A pen.')).asked)
  for (const limit of [1, 4, 8, 20]) {
    const found = await findAnsweredQuestions(server.ctx.db.read, ben.user_id, limit)
    expect(found.map(({ id }) => id)).toEqual(asked.toReversed().slice(0, limit))
  }
})
