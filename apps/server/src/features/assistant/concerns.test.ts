import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints, type Message, type Policy, type Report } from '@lectern/protocol'
import { findAudit } from '../../records/audit.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import { ScriptedModel } from '../../testing/scripted-model.ts'
import type { Events } from '../context.ts'
import { en } from './texts/en.ts'

let clock: ManualClock
let server: TestServer
let guide: Person
let model: ScriptedModel
let told: Events['reports_changed'][]
const DANGER = 'I want to kill myself'

beforeEach(async () => {
  clock = new ManualClock()
  model = new ScriptedModel()
  server = await createTestServer({ clock, model })
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
  told = []
  server.ctx.bus.subscribe('reports_changed', (change) => told.push(change))
})
afterEach(() => server.close())

const open = async (kind: 'direct' | 'course', by: Person, ...others: Person[]) => {
  const body = { kind, member_ids: others.map(({ user_id }) => user_id) }
  return (await server.as(by).call(endpoints.createConversation, { body })).id
}
const say = async (person: Person, id: string, content: string, mentions: string[] = []) => {
  const body = { content, ...(mentions.length > 0 && { mentions }) }
  const { window } = await server.as(person).call(endpoints.sendMessage, { params: { id }, body })
  await server.system.assistant.whenSettled()
  return window.messages[0]!
}
const answersIn = async (person: Person, id: string): Promise<Message[]> => {
  const { messages } = await server.as(person).call(endpoints.listMessages, { params: { id }, query: {} })
  return messages.filter(({ sender_role }) => sender_role === 'assistant')
}
const reportsFor = async (person: Person): Promise<Report[]> =>
  (await server.as(person).call(endpoints.listReports, {})).reports
const set = (patch: Partial<Policy>) =>
  server.as(server.people.admin).call(endpoints.patchPolicy, { body: patch })
const directOf = async (person: Person) => {
  const { conversations } = await server
    .as(person)
    .call(endpoints.listConversations, { query: { filter: 'direct' } })
  return conversations.find(({ members }) => members.some(({ user_id }) => user_id === guide.user_id))
}

test('danger is answered with words of help at once, and reported to administrators with an entry in the audit', async () => {
  const { ada, ben, admin } = server.people
  await set({ help_words: 'The nurse is in room 12.' })
  const id = await open('direct', ben, guide)
  const message = await say(ben, id, DANGER)
  const [answer] = await answersIn(ben, id)
  expect(answer?.content).toBe(`${en.danger}\n\nThe nurse is in room 12.\n\n${en.staffTold}`)
  expect(answer?.parts).toEqual([])
  expect(answer?.state).toBe('done')
  expect(model.requests).toEqual([])
  expect(await reportsFor(admin)).toMatchObject([
    {
      state: 'open',
      excerpt: DANGER,
      reporter: { id: guide.user_id, role: 'assistant' },
      user: { name: 'Ben' },
      conversation_id: id,
      message_id: message.id,
    },
  ])
  expect(told).toHaveLength(1)
  expect(await reportsFor(ada)).toEqual([])
  const [entry] = await findAudit(server.ctx.db.read, { kind: 'concern_raised', limit: 10 })
  expect(entry).toMatchObject({ user_id: ben.user_id, conversation_id: id, target_id: message.id })
})

test('the contact of the school reads what the assistant reports and can deal with it, but no other report', async () => {
  const { ada, ben, chloe } = server.people
  await set({ help_contact: ada.user_id })
  await server.as(chloe).call(endpoints.createReport, { body: { user_id: ada.user_id, reason: 'Rude.' } })
  await say(ben, await open('direct', ben, guide), DANGER)
  const [report, ...others] = await reportsFor(ada)
  expect(others).toEqual([])
  expect(report?.user.name).toBe('Ben')
  expect(told.at(-1)?.contact_id).toBe(ada.user_id)
  const body = { state: 'done' as const }
  const done = await server.as(ada).call(endpoints.patchReport, { params: { id: report?.id ?? '' }, body })
  expect(done.done_by?.name).toBe('Ada')
})

test('only staff can be the contact', async () => {
  const { admin, ben } = server.people
  const response = await server.as(admin).send(endpoints.patchPolicy, { body: { help_contact: ben.user_id } })
  expect(response.status).toBe(400)
})

test('in a course the help waits for no review, and does not say in public that staff were told', async () => {
  const { ada, ben } = server.people
  const id = await open('course', ada, ben, guide)
  await server.as(ada).call(endpoints.patchConversation, { params: { id }, body: { assistant_review: true } })
  await say(ben, id, `@Guide ${DANGER}`, [guide.user_id])
  const [answer] = await answersIn(ben, id)
  expect(answer?.content).toBe(en.danger)
  expect((await reportsFor(ada)).map(({ excerpt }) => excerpt)).toEqual([`@Guide ${DANGER}`])
})

test('where the assistant is switched off, it writes to the person directly', async () => {
  const { ada, ben } = server.people
  const id = await open('course', ada, ben, guide)
  await server.as(ada).call(endpoints.patchConversation, { params: { id }, body: { assistant_mode: 'off' } })
  await say(ben, id, `@Guide ${DANGER}`, [guide.user_id])
  expect(await answersIn(ben, id)).toEqual([])
  const direct = await directOf(ben)
  expect((await answersIn(ben, direct?.id ?? '')).map(({ content }) => content)).toEqual([
    `${en.danger}\n\n${en.staffTold}`,
  ])
  expect(await reportsFor(ada)).toHaveLength(1)
})

test('messages that do not address the assistant are looked at only if the school wants it', async () => {
  const { ada, ben } = server.people
  const id = await open('course', ada, ben, guide)
  await say(ben, id, DANGER)
  expect(await reportsFor(ada)).toEqual([])
  await set({ concerns: 'present' })
  clock.advance(10_000)
  await say(ben, id, 'My friend wants to kill herself')
  await say(ben, id, 'How do I kill a process?')
  expect((await reportsFor(ada)).map(({ excerpt }) => excerpt)).toEqual(['My friend wants to kill herself'])
  expect(await answersIn(ben, id)).toEqual([])
  expect(await answersIn(ben, (await directOf(ben))?.id ?? '')).toHaveLength(1)
  const between = await open('direct', ben, ada)
  await say(ben, between, DANGER)
  expect(await reportsFor(ada)).toHaveLength(1)
})

test('a school may want no reports; the words of help stay', async () => {
  const { ben, admin } = server.people
  await set({ concerns: 'nowhere' })
  const id = await open('direct', ben, guide)
  await say(ben, id, DANGER)
  expect((await answersIn(ben, id)).map(({ content }) => content)).toEqual([en.danger])
  expect(await reportsFor(admin)).toEqual([])
})

test('an edit that makes it danger is reported, once', async () => {
  const { ben, admin } = server.people
  const id = await open('direct', ben, guide)
  model.say('Hello!')
  model.end()
  const message = await say(ben, id, 'Hello!')
  for (const content of [DANGER, `${DANGER}, really`])
    await server
      .as(ben)
      .call(endpoints.editMessage, { params: { id, message_id: message.id }, body: { content } })
  expect(await reportsFor(admin)).toHaveLength(1)
})

test('no limit of asks holds the help back', async () => {
  const { ben } = server.people
  const id = await open('direct', ben, guide)
  for (let asked = 0; asked < 41; asked++) {
    clock.advance(1_000)
    await say(ben, id, 'I feel suicidal')
  }
  expect((await answersIn(ben, id)).at(-1)?.content).toContain(en.danger)
})
