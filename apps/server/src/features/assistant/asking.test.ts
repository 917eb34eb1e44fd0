// How the assistant is asked in a course: politely, in several sentences, and again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints, type Message } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { addPerson, contextOf, type Person } from '../../testing/people.ts'
import { createDocument } from '../documents/documents.ts'
import { en } from './texts/en.ts'

let server: TestServer
let guide: Person
let chloe: Person

const OSMOSIS = `# Osmosis

Osmosis is the movement of water through a membrane that lets water pass, but not what is dissolved in it.

## Why water moves

Water moves by osmosis from where little is dissolved to where much is dissolved, because the concentrations tend to become equal.

## Examples

A raisin in a glass of water swells by osmosis. A cucumber in salt loses water by osmosis.
`
const SYLLABUS = `# Syllabus

## Exam

The final exam is on 12 June at 9:00 in room 4.

## Late work

Homework can be handed in two days late without a reason.
`

beforeAll(async () => {
  server = await createTestServer()
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
  const { ada, ben } = server.people
  chloe = server.people.chloe
  const body = { kind: 'course' as const, member_ids: [ben.user_id, chloe.user_id, guide.user_id] }
  const { id: conversation_id } = await server.as(ada).call(endpoints.createConversation, { body })
  const [ctx, viewer] = await contextOf(server.ctx, ada)
  for (const [title, content] of [
    ['Osmosis', OSMOSIS],
    ['Syllabus', SYLLABUS],
  ] as const)
    await createDocument(ctx, viewer, {
      title,
      format: 'markdown',
      content,
      conversation_id,
      state: 'published',
    })
})
afterAll(() => server.close())

/** The answers to messages of Ben to the assistant, one after the other. */
const ask = async (...messages: string[]): Promise<Message[]> => {
  const person = await addPerson(server.ctx, `S${messages.join('').length}${messages.length}`, 'student')
  const { ada } = server.people
  const { conversations } = await server
    .as(ada)
    .call(endpoints.listConversations, { query: { filter: 'course' } })
  const params = { id: conversations[0]?.id ?? '' }
  await server.as(ada).call(endpoints.addMembers, { params, body: { user_ids: [person.user_id] } })
  const body = { kind: 'direct' as const, member_ids: [guide.user_id] }
  const { id } = await server.as(person).call(endpoints.createConversation, { body })
  for (const content of messages) {
    await server.as(person).call(endpoints.sendMessage, { params: { id }, body: { content } })
    await server.system.assistant.whenSettled()
  }
  const all = await server.as(person).call(endpoints.listMessages, { params: { id }, query: {} })
  return all.messages.filter(({ sender_role }) => sender_role === 'assistant')
}

test.each([
  'What is osmosis?',
  'hey, quick question before tomorrow’s quiz: what is osmosis?',
  'Hello, I missed last week’s lecture because I had a terrible cold. Could somebody tell me: what is osmosis?',
  'Hi prof! Sorry to bother you on a Sunday, I hope your weekend is lovely. What is osmosis? Thanks a lot!!',
  'ok so I am preparing for the oral exam on Thursday and my flatmate keeps quizzing me, what is osmosis?',
])('a question is answered as it is, whatever is polite around it: %s', async (question) => {
  const [answer] = await ask(question)
  expect(answer?.content).toContain(en.found)
  expect(answer?.content).toContain('movement of water through a membrane')
})

test('"and why?" means the question before, and says what was not said yet', async () => {
  const [first, second, none] = await ask('Hi! Quick question: What is osmosis?', 'And why?', 'Thanks!')
  expect(second?.content).toContain('More from the course material to your question “What is osmosis?”')
  const placesOf = (message: Message | undefined) =>
    message?.parts.flatMap((part) => (part.type === 'document' ? [part.span.start] : [])) ?? []
  expect(placesOf(second)).not.toEqual([])
  expect(placesOf(first).filter((place) => placesOf(second).includes(place))).toEqual([])
  expect(none?.content).toBe(en.thanks)
})

test('"and why?" without anything before is asked back', async () => {
  const [answer] = await ask('And why?')
  expect([answer?.content, answer?.parts]).toEqual([en.noFormer, []])
})

test('"yes, please" takes the offer that was made, and nothing else', async () => {
  const [nothing, taken, over] = await ask('Who was Napoleon’s cook?', 'Yes, please', 'yes please')
  expect(nothing?.content).toBe(`${en.nothing} ${en.passOn}`)
  expect(taken?.content).toBe(en.chooseWhom)
  expect(over?.content).toBe(en.nothingOffered)
})

test('what only touches the question is said to be the nearest', async () => {
  const [answer] = await ask('Does salt keep a cucumber fresh?')
  expect(answer?.content).toContain(en.nearest)
  expect(answer?.invocation?.unanswered).toBeUndefined()
})

test('a date is for people to say, with what the documents of the course say about it', async () => {
  const [date, grade] = await ask('When is the exam?', 'Why is my grade so low?')
  expect(date?.content).toContain(en.organisationFound)
  expect(date?.content).toContain('12 June')
  expect(grade?.content).toBe(`${en.organisation} ${en.passOn}`)
})

test('words without a question that nothing has together are no search', async () => {
  const [answer] = await ask('spoon tuesday water blue hop')
  expect(answer?.parts).toEqual([])
})
