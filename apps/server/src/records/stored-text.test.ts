// S32: text comes in by many ways and is stored through one door. Nothing that is stored has a control character or half a
// character, whoever wrote it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints, LIMITS } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { addPerson, type Person } from '../testing/people.ts'
import { ScriptedModel } from '../testing/scripted-model.ts'

const NASTY = 'a\u0000b\u0007c\u001bd\u007fe\u0085f\u009fg\ud800h\udc00i'
/** In JSON they would be escaped. Lines, tabs and pages stay. */
const BAD =
  // oxlint-disable-next-line no-control-regex -- these are the characters to find
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ud800-\udfff]|\\u00(?:0[0-8be]|0f|1[0-9a-f]|7f|[89][0-9a-f])|\\ud[89a-f]|\\b/iu

let model: ScriptedModel
let server: TestServer
let guide: Person
let id: string

beforeEach(async () => {
  model = new ScriptedModel()
  server = await createTestServer({ model })
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
  const { ada, ben } = server.people
  const body = { kind: 'course' as const, title: `Maths ${NASTY}`, member_ids: [ben.user_id, guide.user_id] }
  id = (await server.as(ada).call(endpoints.createConversation, { body })).id
})
afterEach(() => server.close())

/** Every text in every table, by table and column. */
const badTexts = async (): Promise<string[]> => {
  const { read } = server.ctx.db
  const bad: string[] = []
  for (const { name } of await read.introspection.getTables()) {
    const rows = await read
      .selectFrom(name as 'messages')
      .selectAll()
      .execute()
    for (const [column, value] of rows.flatMap((row) => Object.entries(row)))
      if (typeof value === 'string' && BAD.test(value))
        bad.push(`${name}.${column}: ${JSON.stringify(value)}`)
  }
  return bad
}

const say = async (person: Person, content: string, more: object = {}) => {
  const body = { content, ...more }
  return (await server.as(person).call(endpoints.sendMessage, { params: { id }, body })).window.messages[0]!
}
const answer = async (...pieces: Parameters<ScriptedModel['say']>) => {
  const asking = await say(server.people.ben, '@Guide why?', { mentions: [guide.user_id] })
  model.say(...pieces)
  model.end()
  await server.system.assistant.whenSettled()
  return asking
}
const answersHere = async () => {
  const { messages } = await server
    .as(server.people.ada)
    .call(endpoints.listMessages, { params: { id }, query: {} })
  return messages.filter(({ sender_role }) => sender_role === 'assistant').map(({ content }) => content)
}

test('S32 what a language model writes is stored without control characters, and sent like that', async () => {
  const deltas: string[] = []
  server.ctx.bus.subscribe('delta', ({ at, text }) => void deltas.push(`${at} ${text}`))
  await answer('Halve\u0000 it', '\u001b[31m', ' so \ud83d', '\ude00', '.\ud83d')
  expect(await answersHere()).toEqual(['Halve it[31m so 😀.'])
  expect(deltas).toEqual(['0 Halve it', '8 [31m', '12  so ', '16 😀', '18 .'])
  expect(await badTexts()).toEqual([])
})

test('S32 so are its drafts, and the words with which staff let them through or not', async () => {
  const { ada } = server.people
  const change = { assistant_review: true }
  await server.as(ada).call(endpoints.patchConversation, { params: { id }, body: change })
  for (const verdict of [
    { verdict: 'approve' as const },
    { verdict: 'approve' as const, content: `Better: ${NASTY}` },
    { verdict: 'dismiss' as const, reason: `No: ${NASTY}` },
  ]) {
    const asking = await answer(`Draft ${NASTY}`)
    const { messages } = await server.as(ada).call(endpoints.listMessages, { params: { id }, query: {} })
    const turn = messages.find((message) => message.id === asking.id)!.ask!.invocation_id
    expect(await badTexts()).toEqual([])
    await server.as(ada).call(endpoints.reviewInvocation, { params: { id: turn }, body: verdict })
  }
  expect(await badTexts()).toEqual([])
})

test('S32 so is what people write', async () => {
  const { ada, ben } = server.people
  const message = await say(ben, `Hello ${NASTY}`)
  await server.as(ben).call(endpoints.editMessage, {
    params: { id, message_id: message.id },
    body: { content: `Hello again ${NASTY}` },
  })
  const document = await server.as(ada).call(endpoints.createDocument, {
    body: {
      title: `Squares ${NASTY}`,
      format: 'markdown',
      content: `# ${NASTY}\n\f\n\ttext`,
      collection: `Week ${NASTY}`,
    },
  })
  await server.as(ada).call(endpoints.createDocumentVersion, {
    params: { id: document.id },
    body: { content: NASTY, title: NASTY },
  })
  const data = { title: `Topic ${NASTY}`, kind: 'question', body: NASTY, tags: [NASTY] }
  await say(ada, '', { card: { type: 'topic', data } })
  await server.as(ben).send(endpoints.login, {
    body: { email: `ben${NASTY}@lectern.example`, password: NASTY, device_name: NASTY },
  })
  await server.as(ada).call(endpoints.createReport, { body: { message_id: message.id, reason: NASTY } })
  expect(await badTexts()).toEqual([])
})

test('the door keeps tabs, and the ends of lines and pages', async () => {
  const text = 'a\tb\r\nc\fd 👩‍👩‍👧 שלום'
  const { ben } = server.people
  expect((await say(ben, text)).content).toBe(text)
  expect(text.length).toBeLessThan(LIMITS.message_chars)
})
