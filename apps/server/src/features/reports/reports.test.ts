import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, type Report } from '@lectern/protocol'
import { findAudit } from '../../records/audit.ts'
import { openClassroom, type Classroom } from '../../realtime/testing/classroom.ts'
import type { TestServer } from '../../testing/create-test-server.ts'
import type { CallInput } from '../../testing/caller.ts'
import type { Person } from '../../testing/people.ts'
import type { AnyEndpoint } from '../route.ts'

let room: Classroom
let server: TestServer
let ada: Person
let ben: Person
let chloe: Person
let admin: Person
beforeEach(async () => {
  room = await openClassroom()
  server = room.server
  ;({ ada, ben, chloe, admin } = room.people)
})
afterEach(() => room.close())

/** The answer, whatever its status. */
const ask = async <E extends AnyEndpoint>(
  person: Person,
  endpoint: E,
  input: CallInput<E> = {},
): Promise<{ status: number; body: unknown }> => {
  const response = await server.as(person).send(endpoint, input)
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

const direct = () => room.talk(ada, { kind: 'direct' }, ben)

describe('S13 a report', () => {
  const report = (person: Person, body: object) =>
    ask(person, endpoints.createReport, { body: { reason: 'It is rude.', ...body } })
  const reportsFor = async (person: Person): Promise<Report[]> =>
    ((await ask(person, endpoints.listReports, {})).body as { reports: Report[] }).reports

  it('S13 keeps what a message said, for administrators and the staff of the conversation', async () => {
    const talk = await room.talk(ada, {}, ben, chloe)
    const { messages } = await room.say(ben, talk, 'something rude')
    const [message] = messages
    const made = await report(chloe, { message_id: message?.id })
    expect(made.status).toBe(201)
    await ask(ben, endpoints.deleteMessage, { params: { id: talk.id, message_id: message?.id ?? '' } })
    for (const person of [ada, admin])
      expect(await reportsFor(person)).toMatchObject([
        {
          state: 'open',
          reason: 'It is rude.',
          excerpt: 'something rude',
          reporter: { name: 'Chloe' },
          user: { name: 'Ben' },
          conversation_id: talk.id,
          message_id: message?.id,
        },
      ])
    expect((await ask(ben, endpoints.listReports, {})).status).toBe(403)
    const [entry] = await findAudit(server.ctx.db.read, { kind: 'report_made', limit: 10 })
    expect(entry).toMatchObject({ actor_id: chloe.user_id, user_id: ben.user_id, target_id: message?.id })
  })

  it('S13 about staff is for administrators alone', async () => {
    const talk = await direct()
    const { messages } = await room.say(ada, talk, 'a hard word')
    await report(ben, { message_id: messages[0]?.id })
    await report(ben, { user_id: ada.user_id })
    expect(await reportsFor(ada)).toEqual([])
    const [first] = await reportsFor(admin)
    expect(await reportsFor(admin)).toHaveLength(2)
    const settle = (person: Person) =>
      ask(person, endpoints.patchReport, { params: { id: first?.id ?? '' }, body: { state: 'done' } })
    expect((await settle(ada)).status).toBe(404)
    expect((await settle(admin)).body).toMatchObject({ state: 'done', done_by: { name: 'Admin' } })
    const { body } = await ask(admin, endpoints.listReports, { query: { state: 'open' } })
    expect((body as { reports: Report[] }).reports).toHaveLength(1)
  })

  it('S13 is stored once for its id, and only about what its reporter may read', async () => {
    const id = crypto.randomUUID()
    const talk = await direct()
    const { messages } = await room.say(ada, talk, 'for Ben')
    expect((await report(chloe, { message_id: messages[0]?.id })).status).toBe(404)
    expect((await report(ben, { id, message_id: messages[0]?.id })).status).toBe(201)
    expect((await report(ben, { id, message_id: messages[0]?.id })).status).toBe(200)
    expect((await report(ben, { id, message_id: messages[0]?.id, reason: 'Other.' })).status).toBe(409)
    expect((await report(ben, { user_id: ben.user_id })).status).toBe(403)
    expect((await report(ben, {})).status).toBe(400)
  })
})
