import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endpoints, type Conversation, type Message, type NewMessage } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import { ScriptedModel } from '../../testing/scripted-model.ts'

const CANARY = 'canary-7c1e'

let model: ScriptedModel
let server: TestServer
let guide: Person
let id: string

beforeEach(async () => {
  model = new ScriptedModel()
  server = await createTestServer({ model })
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
  const { ada, ben, chloe, admin } = server.people
  const member_ids = [ben, chloe, admin, guide].map(({ user_id }) => user_id)
  const body = { kind: 'course' as const, title: 'Maths', member_ids }
  id = (await server.as(ada).call(endpoints.createConversation, { body })).id
  await set({ assistant_review: true })
})
afterEach(() => server.close())

const set = (body: object) =>
  server.as(server.people.ada).call(endpoints.patchConversation, { params: { id }, body })

const say = async (person: Person, content: string, more: Partial<NewMessage> = {}): Promise<Message> => {
  const { window } = await server
    .as(person)
    .call(endpoints.sendMessage, { params: { id }, body: { content, ...more } })
  return window.messages[0]!
}
const ask = (person: Person, content = '@Guide why halve it?') =>
  say(person, content, { mentions: [guide.user_id] })

const read = async (person: Person): Promise<Message[]> =>
  (await server.as(person).call(endpoints.listMessages, { params: { id }, query: {} })).messages
const one = async (person: Person, message_id: string) =>
  (await read(person)).find((message) => message.id === message_id)!
const answers = async (person: Person) =>
  (await read(person)).filter(({ sender_role }) => sender_role === 'assistant')

const drafted = async (...pieces: Parameters<ScriptedModel['say']>): Promise<Message> => {
  const asking = await ask(server.people.ben)
  model.say(...pieces)
  model.end()
  await server.system.assistant.whenSettled()
  return one(server.people.ada, asking.id)
}
const turnOf = (message: Message): string => message.ask!.invocation_id
const decide = (person: Person, turn: string, body: object) =>
  server
    .as(person)
    .send(endpoints.reviewInvocation, { params: { id: turn }, body: body as { verdict: 'approve' } })

test('an answer waits for staff: the asker learns that, and that the question is open', async () => {
  const { ada, ben } = server.people
  const asking = await drafted('Because ', CANARY)
  const seen = await one(ben, asking.id)
  expect(seen.ask).toEqual({ invocation_id: expect.any(String), review: 'waiting' })
  expect(seen.question).toMatchObject({ status: 'unanswered', answers: 0 })
  expect(await answers(ada)).toEqual([])
  const conversation: Conversation = await server.as(ada).call(endpoints.getConversation, { params: { id } })
  expect(conversation.open_questions).toBe(1)
  const review = await server.as(ada).call(endpoints.getReview, { params: { id: turnOf(asking) } })
  expect(review).toMatchObject({ state: 'waiting', draft: { content: `Because ${CANARY}`, parts: [] } })
})

test('students may neither see an unpublished answer nor decide about it', async () => {
  const { ben } = server.people
  const turn = turnOf(await drafted(CANARY))
  expect((await server.as(ben).send(endpoints.getReview, { params: { id: turn } })).status).toBe(403)
  expect((await decide(ben, turn, { verdict: 'approve' })).status).toBe(403)
})

test('an answer published unchanged becomes an endorsed answer, new for all', async () => {
  const { ada, ben } = server.people
  const asking = await drafted('So.')
  const turn = turnOf(asking)
  expect((await decide(ada, turn, { verdict: 'approve' })).status).toBe(200)
  const [answer] = await answers(ben)
  expect(answer).toMatchObject({
    content: 'So.',
    state: 'done',
    reply_to_id: asking.id,
    sender: 'Guide',
    answer: { endorsed_by: ada.user_id },
    invocation: { asker_id: ben.user_id, prompt_id: asking.id, reviewer: { name: 'Ada' } },
  })
  expect(answer!.invocation?.edited).toBeUndefined()
  const after = await one(ben, asking.id)
  expect(after.ask).toBeUndefined()
  expect(after.question).toMatchObject({ status: 'answered', answers: 1, endorsed_ids: [answer!.id] })
  const conversation = await server.as(ben).call(endpoints.getConversation, { params: { id } })
  expect(conversation).toMatchObject({ open_questions: 0, last_message: { id: answer!.id } })
})

test("an edit is mentioned, and the assistant's text is kept for staff", async () => {
  const { ada, admin, ben } = server.people
  const turn = turnOf(await drafted(`It is 4, ${CANARY}.`))
  await decide(ada, turn, { verdict: 'approve', content: 'It is 5.' })
  const [answer] = await answers(ben)
  expect(answer).toMatchObject({ content: 'It is 5.', invocation: { edited: true } })
  expect(JSON.stringify(answer)).not.toContain(CANARY)
  expect(await server.as(admin).call(endpoints.getReview, { params: { id: turn } })).toMatchObject({
    state: 'approved',
    draft: { content: `It is 4, ${CANARY}.` },
    approved: 'It is 5.',
    message_id: answer!.id,
    reviewer: { user_id: ada.user_id, name: 'Ada' },
    reviewed_at: expect.any(String),
  })
})

test('of two decisions the first counts; a double click is one, and a late one gets the first', async () => {
  const { ada, admin, ben } = server.people
  const turn = turnOf(await drafted('So.'))
  const twice = await Promise.all([
    decide(ada, turn, { verdict: 'approve' }),
    decide(ada, turn, { verdict: 'approve' }),
  ])
  const late = await Promise.all([
    decide(admin, turn, { verdict: 'approve', content: 'Not so.' }),
    decide(admin, turn, { verdict: 'dismiss' }),
  ])
  expect([...twice, ...late].map(({ status }) => status)).toEqual([200, 200, 409, 409])
  expect(await late[1]!.json()).toMatchObject({
    code: 'conflict',
    detail: 'Ada has let it through already.',
    review: { state: 'approved', reviewer: { name: 'Ada' }, approved: 'So.' },
  })
  expect(await answers(ben)).toHaveLength(1)
})

test('dismissed answers never reach students; they learn by whom and why', async () => {
  const { ada, ben } = server.people
  const asking = await drafted(CANARY)
  await decide(ada, turnOf(asking), { verdict: 'dismiss', reason: ' Let us talk about it. ' })
  const seen = await one(ben, asking.id)
  expect(seen.ask).toMatchObject({
    review: 'dismissed',
    reviewer: { name: 'Ada' },
    reason: 'Let us talk about it.',
  })
  expect(seen.question?.status).toBe('unanswered')
  expect(await answers(ben)).toEqual([])
  expect((await decide(ada, turnOf(asking), { verdict: 'dismiss' })).status).toBe(200)
  expect((await decide(ada, turnOf(asking), { verdict: 'approve' })).status).toBe(409)
})

test('staff who ask wait as well: their answer is public', async () => {
  const { ada } = server.people
  const asking = await ask(ada)
  model.say('So.')
  model.end()
  await server.system.assistant.whenSettled()
  expect((await one(ada, asking.id)).ask?.review).toBe('waiting')
  expect(await answers(ada)).toEqual([])
})

test('a failed answer is not reviewed, and is reported as failed', async () => {
  const { ada, ben } = server.people
  const asking = await ask(ben)
  model.say(CANARY)
  model.fail()
  await server.system.assistant.whenSettled()
  expect((await one(ben, asking.id)).ask?.review).toBe('failed')
  const turn = turnOf(await one(ada, asking.id))
  expect((await decide(ada, turn, { verdict: 'approve' })).status).toBe(409)
})

test('requests are reviewed too, and not twice at once', async () => {
  const { ada, ben } = server.people
  const asking = await say(ben, 'Why halve it?')
  const outright = (body: object) => server.as(ben).send(endpoints.createInvocation, { params: { id }, body })
  const turn = crypto.randomUUID()
  expect((await outright({ id: turn, message_id: asking.id })).status).toBe(201)
  expect((await outright({ id: turn, message_id: asking.id })).status).toBe(201)
  expect((await outright({ message_id: asking.id })).status).toBe(409)
  expect((await outright({ prompt: 'Why?' })).status).toBe(400)
  model.say('So.')
  model.end()
  await server.system.assistant.whenSettled()
  expect((await decide(ada, turn, { verdict: 'approve' })).status).toBe(200)
  expect(await answers(ben)).toMatchObject([{ content: 'So.', reply_to_id: asking.id }])
})

test('deleting a question deletes its unpublished answer', async () => {
  const { ada, ben } = server.people
  const asking = await drafted(CANARY)
  await server.as(ben).call(endpoints.deleteMessage, { params: { id, message_id: asking.id } })
  expect((await decide(ada, turnOf(asking), { verdict: 'approve' })).status).toBe(409)
  expect(await answers(ada)).toEqual([])
})

describe('when staff begin to review', () => {
  test('running public answers end', async () => {
    const { ben } = server.people
    await set({ assistant_review: false })
    const heard = new Promise<void>((resolve) => server.ctx.bus.subscribe('delta', () => resolve()))
    await ask(ben)
    model.say('Half an ')
    await heard
    await set({ assistant_review: true })
    await server.system.assistant.whenSettled()
    expect(await answers(ben)).toMatchObject([{ state: 'interrupted', content: 'Half an ' }])
  })

  test.each([
    ['at its end', () => model.end()],
    ['at the next time that its text is stored', () => model.say('x'.repeat(2_001))],
  ])('a public answer whose node does not hear of it stops %s', async (_when, goOn) => {
    const { ben } = server.people
    const { bus } = server.ctx
    const { publish } = bus
    await set({ assistant_review: false })
    const heard = new Promise<void>((resolve) => bus.subscribe('delta', () => resolve()))
    await ask(ben)
    model.say('Half an ')
    await heard
    bus.publish = (topic, event) => topic !== 'assistant_curbed' && publish.call(bus, topic, event)
    await set({ assistant_review: true })
    bus.publish = publish
    goOn()
    await server.system.assistant.whenSettled()
    expect(await answers(ben)).toMatchObject([{ state: 'interrupted', content: '' }])
  })

  test('an unpublished answer goes on when the mode changes', async () => {
    const { ada, ben } = server.people
    const asking = await ask(ben)
    await expect.poll(async () => (await one(ada, asking.id)).ask?.review).toBe('writing')
    await set({ assistant_mode: 'full' })
    model.say('So.')
    model.end()
    await server.system.assistant.whenSettled()
    expect((await one(ada, asking.id)).ask?.review).toBe('waiting')
  })

  test('questions asked while it is off stay unanswered', async () => {
    const { ben } = server.people
    await set({ assistant_mode: 'off' })
    const asking = await ask(ben)
    await server.system.assistant.whenSettled()
    expect((await one(ben, asking.id)).ask).toBeUndefined()
    expect(model.requests).toEqual([])
  })
})
