import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints, LIMITS, type Message, type NewMessage } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import { ScriptedModel } from '../../testing/scripted-model.ts'
import { Jobs } from '../../platform/jobs/jobs.ts'
import type { Tables } from '../../records/tables.ts'
import type { Events } from '../context.ts'
import { createDocument } from '../documents/documents.ts'
import { sendMessage } from '../messages/send.ts'
import { Assistant } from './assistant.ts'

let clock: ManualClock
let model: ScriptedModel
let server: TestServer
let guide: Person
let deltas: Events['delta'][]

beforeEach(async () => {
  clock = new ManualClock()
  model = new ScriptedModel()
  server = await createTestServer({ clock, model })
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
  deltas = []
  server.ctx.bus.subscribe('delta', (delta) => deltas.push(delta))
})
afterEach(() => server.close())

const open = async (kind: 'direct' | 'group' | 'course', by: Person, ...others: Person[]) => {
  const body = { kind, member_ids: others.map(({ user_id }) => user_id) }
  return (await server.as(by).call(endpoints.createConversation, { body })).id
}

const say = async (person: Person, id: string, content: string, more: Partial<NewMessage> = {}) => {
  const { window } = await server
    .as(person)
    .call(endpoints.sendMessage, { params: { id }, body: { content, ...more } })
  return window.messages[0]!
}

const read = async (person: Person, id: string): Promise<Message[]> =>
  (await server.as(person).call(endpoints.listMessages, { params: { id }, query: {} })).messages

const answers = async (person: Person, id: string) =>
  (await read(person, id)).filter(({ sender_role }) => sender_role === 'assistant')

/** The next window with a matching message of the assistant. */
const heard = (like: (message: StoredMessage) => boolean): Promise<StoredMessage> =>
  new Promise((resolve) => {
    const stop = server.ctx.bus.subscribe('window', ({ messages }) => {
      const found = messages.find((message) => message.sender_role === 'assistant' && like(message))
      if (!found) return
      stop()
      resolve(found)
    })
  })
const streaming = () => heard(({ state }) => state === 'streaming')
const ended = () => heard(({ state }) => state !== 'streaming')
const said = (text: string) =>
  new Promise<void>((resolve) => {
    const stop = server.ctx.bus.subscribe('delta', (delta) => {
      if (!delta.text.includes(text)) return
      stop()
      resolve()
    })
  })

test('a message to the assistant is answered, piece by piece and then as a whole', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  const [begun, done] = [streaming(), ended()]
  const asking = await say(ben, id, 'Why halve it?')
  expect(await begun).toMatchObject({
    state: 'streaming',
    content: '',
    sender: 'Guide',
    invocation: { asker_id: ben.user_id, prompt_id: asking.id },
  })
  model.say('Because ', 'the strip is cut in two.')
  model.end()
  expect(await done).toMatchObject({ state: 'done', content: 'Because the strip is cut in two.' })
  expect(deltas.map(({ at, text }) => [at, text])).toEqual([
    [0, 'Because '],
    [8, 'the strip is cut in two.'],
  ])
  expect(model.requests[0]).toMatchObject({ question: 'Why halve it?', history: [], mode: 'explain' })
})

test('in a course it answers messages that mention it, as replies to them', async () => {
  const { ada, ben } = server.people
  const id = await open('course', ada, ben, guide)
  await say(ben, id, 'Nobody is named here.')
  const done = ended()
  const asking = await say(ben, id, '@Guide when is it due?', { mentions: [guide.user_id], question: true })
  model.say('On Monday.')
  model.end()
  expect(await done).toMatchObject({ reply_to_id: asking.id, content: 'On Monday.' })
  expect(model.requests).toHaveLength(1)
  expect(model.requests[0]).toMatchObject({
    question: 'when is it due?',
    history: [{ by: 'asker', name: 'Ben' }],
  })
  expect((await read(ben, id)).find((message) => message.id === asking.id)?.question?.answers).toBe(1)
})

test('questions are answered in the order of the messages, one after the other', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  await say(ben, id, 'First?')
  await say(ben, id, 'Second?')
  model.say('One.')
  model.end()
  model.say('Two.')
  model.end()
  await server.system.assistant.whenSettled()
  expect((await answers(ben, id)).map(({ content }) => content)).toEqual(['One.', 'Two.'])
})

test('text is stored each second, and late clients go on from there', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  await say(ben, id, 'Why?')
  const first = said('Because')
  model.say('Because ')
  await first
  clock.advance(1_000)
  const stored = heard(({ content }) => content === 'Because of ')
  model.say('of ')
  expect(await stored).toMatchObject({ state: 'streaming' })
  const done = ended()
  model.say('that.')
  model.end()
  expect((await done).content).toBe('Because of that.')
  expect(deltas.map(({ at }) => at)).toEqual([0, 8, 11])
})

test('the asker stops it, and the text so far stays; others may not', async () => {
  const { ada, ben, chloe } = server.people
  const id = await open('group', ada, ben, chloe, guide)
  const [begun, first] = [streaming(), said('Half')]
  await say(ben, id, '@Guide why?', { mentions: [guide.user_id] })
  const { invocation_id } = await begun
  model.say('Half an ')
  await first
  const stop = (person: Person) =>
    server.as(person).send(endpoints.stopInvocation, { params: { id: invocation_id! } })
  expect((await stop(chloe)).status).toBe(403)
  expect((await stop(ben)).status).toBe(200)
  const [answer] = await answers(chloe, id)
  expect(answer).toMatchObject({
    state: 'interrupted',
    content: 'Half an ',
    invocation: { stopped_by: ben.user_id },
  })
  expect((await stop(ada)).status).toBe(200)
  expect(await answers(chloe, id)).toEqual([answer])
})

test('text before a pause of the model is stored within a second, for late clients', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  const begun = streaming()
  await say(ben, id, 'Why halve it?')
  await begun
  const hasSaid = said('because')
  model.say('It is so ', 'because')
  await hasSaid
  await hasSaid
  // The turn waits for the next piece by then.
  await new Promise((resolve) => setImmediate(resolve))
  const stored = heard(({ content }) => content === 'It is so because')
  clock.advance(1_000)
  expect(await stored).toMatchObject({ state: 'streaming' })
  const over = ended()
  model.say(' it is.')
  model.end()
  expect(await over).toMatchObject({ content: 'It is so because it is.', state: 'done' })
})

test('an answer left by a crash is interrupted when its lease ends, with the text so far', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  const first = said('Because')
  await say(ben, id, 'Why?')
  model.say('Because ')
  await first
  clock.jump(1_000)
  const stored = heard(({ content }) => content.length > 8)
  model.say('of ')
  await stored
  // This process stands still; another one, with the same data, sees the lease expire.
  const standing = {
    ...clock,
    now: () => clock.now() + 15_000,
    every: () => ({ cancel: () => undefined }),
    after: clock.after.bind(clock),
  }
  const done = ended()
  const jobs = new Jobs<Tables>({ ...server.ctx, clock: standing, owner: 'other', random: () => 0.5 })
  const other = new Assistant({ ...server.ctx, clock: standing, jobs }, model)
  expect(await done).toMatchObject({ state: 'interrupted', content: 'Because of ' })
  await other.close()
})

test('a closing server interrupts its answers', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  const [first, done] = [said('Because'), ended()]
  await say(ben, id, 'Why?')
  model.say('Because ')
  await first
  await server.system.assistant.close()
  expect(await done).toMatchObject({ state: 'interrupted', content: 'Because ' })
})

test('a failing model is reported, and the next question is answered', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  await say(ben, id, 'First?')
  model.say('Be')
  model.fail()
  await server.system.assistant.whenSettled()
  await say(ben, id, 'Second?')
  model.say('Yes.')
  model.end()
  await server.system.assistant.whenSettled()
  expect((await answers(ben, id)).map(({ state, content }) => [state, content])).toEqual([
    ['failed', 'Be'],
    ['done', 'Yes.'],
  ])
})

test('an answer that is deleted while it is written stays deleted', async () => {
  const { ada, ben } = server.people
  const id = await open('group', ada, ben, guide)
  const [begun, first] = [streaming(), said('Half')]
  await say(ben, id, '@Guide why?', { mentions: [guide.user_id] })
  const { id: message_id } = await begun
  model.say('Half an ')
  await first
  await server.as(ada).call(endpoints.deleteMessage, { params: { id, message_id } })
  await server.system.assistant.whenSettled()
  expect(await answers(ben, id)).toMatchObject([{ content: '', deleted_at: expect.any(String) }])
})

test('citations are verified and keep their numbers, and only passages readable by the asker are offered', async () => {
  const { ada, ben, chloe } = server.people
  const as = await server.contextOf(ada)
  const hidden = await open('group', ada, chloe)
  const note = { format: 'markdown', content: 'Halve the coefficient of x and square it.' } as const
  await createDocument(...as, { ...note, title: 'Squares' })
  await createDocument(...as, { ...note, title: 'Hidden', conversation_id: hidden })
  const id = await open('direct', ben, guide)
  const done = ended()
  await say(ben, id, 'Why halve the coefficient?')
  model.say('Halve it', { type: 'citation', number: 1 }, ' and square it', { type: 'citation', number: 1 })
  model.say({ type: 'citation', number: 9 })
  model.end()
  const answer = await done
  expect(answer.content).toBe('Halve it [1] and square it [1]')
  expect(answer.parts).toMatchObject([{ type: 'document', title: 'Squares', status: 'verified' }])
  expect(model.requests[0]?.passages.map(({ title }) => title)).toEqual(['Squares'])
})

test('it is asked by a request, once for each id, and again for another answer', async () => {
  const { ben, chloe } = server.people
  const id = await open('direct', ben, guide)
  const asking = await say(ben, id, 'Why?')
  model.say('So.')
  model.end()
  await server.system.assistant.whenSettled()
  const [first] = await answers(ben, id)
  const ask = (body: object) => server.as(ben).send(endpoints.createInvocation, { params: { id }, body })
  const turn = crypto.randomUUID()
  const asked = await ask({ id: turn, message_id: first!.id })
  expect(asked.status).toBe(201)
  expect((await ask({ id: turn, message_id: first!.id })).status).toBe(201)
  model.say('Or so.')
  model.end()
  await server.system.assistant.whenSettled()
  expect(await answers(ben, id)).toMatchObject([
    { content: 'So.' },
    { content: 'Or so.', invocation_id: turn, invocation: { prompt_id: asking.id } },
  ])
  expect((await ask({})).status).toBe(400)
  expect((await ask({ message_id: turn })).status).toBe(404)
  const other = await open('direct', chloe, server.people.ada)
  const alone = await server
    .as(chloe)
    .send(endpoints.createInvocation, { params: { id: other }, body: { prompt: 'Why?' } })
  expect(alone.status).toBe(409)
})

test('too many questions are refused, with the time to wait', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  for (let asked = 0; asked < LIMITS.assistant_asks_per_user; asked++) {
    await say(ben, id, `Question ${asked}`)
    model.say('So.')
    model.end()
    await server.system.assistant.whenSettled()
    clock.jump(1_000)
  }
  const refused = await server
    .as(ben)
    .send(endpoints.createInvocation, { params: { id }, body: { prompt: 'And?' } })
  expect(await refused.json()).toMatchObject({ status: 429, code: 'rate_limited', limit: 40 })
  const done = ended()
  await say(ben, id, 'One more?')
  expect((await done).content).toMatch(/40 times within an hour.*in about 60 min/)
  expect(model.requests).toHaveLength(LIMITS.assistant_asks_per_user)
  clock.jump(LIMITS.assistant_window_ms)
  const again = ended()
  await sendMessage(server.ctx, ben, id, { content: 'Now?' })
  model.say('Yes.')
  model.end()
  expect((await again).content).toBe('Yes.')
})

test('feedback is kept, sent to all, and can be taken back', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  const done = ended()
  await say(ben, id, 'Why?')
  model.say('So.')
  model.end()
  const { invocation_id } = await done
  const rate = async (helpful: boolean | null) => {
    await server.as(ben).call(endpoints.rateInvocation, { params: { id: invocation_id! }, body: { helpful } })
    return (await answers(ben, id))[0]?.invocation
  }
  expect(await rate(true)).toMatchObject({ helpful: [ben.user_id] })
  expect(await rate(false)).toMatchObject({ unhelpful: [ben.user_id] })
  expect(await rate(null)).toEqual({ asker_id: ben.user_id, prompt_id: expect.any(String) })
})

test('it is silent if it is switched off', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  await server.ctx.db.write(({ query }) =>
    query.updateTable('conversations').set({ assistant_mode: 'off' }).where('id', '=', id).execute(),
  )
  await say(ben, id, 'Why?')
  await server.system.assistant.whenSettled()
  expect(await answers(ben, id)).toEqual([])
})
