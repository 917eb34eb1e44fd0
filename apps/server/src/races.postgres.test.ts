// What SQLite cannot show: on PostgreSQL the writes of one person run at the same time.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from './testing/create-test-server.ts'
import { directTalk } from './testing/direct-talk.ts'
import { addPerson } from './testing/people.ts'
import { refreshSession } from './features/accounts/sessions.ts'

/** Of one person, fewer than the limit of sends. */
const TIMES = 16

let server: TestServer
let conversation_id: string
beforeAll(async () => {
  server = await createTestServer()
  conversation_id = (await directTalk(server)).id
})
afterAll(() => server.close())

const each = Array.from({ length: TIMES }, (_, index) => index + 1)

it('SY1 messages that are sent at once have numbers of their own, without a gap', async () => {
  const { ada, ben } = server.people
  const sent = await Promise.all(
    each.map((number) =>
      server.as(number % 2 ? ada : ben).call(endpoints.sendMessage, {
        params: { id: conversation_id },
        body: { id: idOf(number), content: `Message ${number}` },
      }),
    ),
  )
  const numbers = sent.map(({ window }) => window.to).sort((a, b) => a - b)
  expect(numbers).toEqual(each.map((number) => number + 1))
})

it('MS1 a message that is sent twice at once is there once', async () => {
  const { ada } = server.people
  const body = { id: idOf(500), content: 'Twice' }
  const send = () => server.as(ada).call(endpoints.sendMessage, { params: { id: conversation_id }, body })
  const answers = await Promise.all(each.slice(TIMES / 2).map(send))
  expect(new Set(answers.map(({ window }) => window.to)).size).toBe(1)
})

it('I6 positions that two devices raise at once never go down', async () => {
  const { ben } = server.people
  const put = (read_seq: number) =>
    server.as(ben).call(endpoints.putReceipt, { params: { id: conversation_id }, body: { read_seq } })
  await Promise.all(each.toReversed().map(put))
  const { read_seq } = await put(0)
  expect(read_seq).toBe(TIMES)
})

it('two people who write to each other at once have one conversation', async () => {
  const { chloe } = server.people
  const dan = await addPerson(server.ctx, 'Dan', 'instructor')
  const begin = (one: typeof dan, other: typeof dan) =>
    server
      .as(one)
      .call(endpoints.createConversation, { body: { kind: 'direct', member_ids: [other.user_id] } })
  const made = await Promise.all(each.map((n) => (n % 2 ? begin(chloe, dan) : begin(dan, chloe))))
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
})

it('a token that is refreshed many times at once has one successor, and the session goes on', async () => {
  const eve = await addPerson(server.ctx, 'Eve', 'student')
  const grants = await Promise.all(each.map(() => refreshSession(server.ctx, eve.refresh_token)))
  const successors = new Set(grants.map(({ refresh_token }) => refresh_token))
  expect(successors.size).toBe(1)
  const again = await refreshSession(server.ctx, [...successors][0] ?? '')
  expect(successors.has(again.refresh_token)).toBe(false)
})

it('a character that PostgreSQL cannot keep is no failure', async () => {
  const { ada } = server.people
  const query = { q: 'x\0y' }
  expect((await server.as(ada).call(endpoints.listConversations, { query })).conversations).toEqual([])
})

const idOf = (number: number): string => `01980000-0000-7000-8000-${String(number).padStart(12, '0')}`
