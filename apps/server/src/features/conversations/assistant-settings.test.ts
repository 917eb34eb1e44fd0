import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'

let server: TestServer
let id: string
beforeEach(async () => {
  server = await createTestServer()
  const { ada, ben } = server.people
  const body = { kind: 'course' as const, title: 'Maths', member_ids: [ben.user_id] }
  id = (await server.as(ada).call(endpoints.createConversation, { body })).id
})
afterEach(() => server.close())

test('staff set what the assistant does; all members see it in the row and are told', async () => {
  const { ada, ben } = server.people
  const { window } = await server.as(ada).call(endpoints.patchConversation, {
    params: { id },
    body: { assistant_mode: 'hints', assistant_review: true },
  })
  expect(window.conversation).toMatchObject({ assistant_mode: 'hints', assistant_review: true })
  expect(window.messages).toMatchObject([
    { kind: 'system', system: { type: 'assistant_set', params: { mode: 'hints', review: true } } },
  ])
  const seen = await server.as(ben).call(endpoints.getConversation, { params: { id } })
  expect(seen).toMatchObject({ assistant_mode: 'hints', assistant_review: true })
  const changes = await server
    .as(ben)
    .call(endpoints.getChanges, { params: { id }, query: { since: window.from } })
  expect(changes).toMatchObject({ window: { conversation: { assistant_mode: 'hints' } } })
})

test('omitted settings stay, and an unchanged setting changes nothing', async () => {
  const { ada } = server.people
  const set = (body: object) => server.as(ada).call(endpoints.patchConversation, { params: { id }, body })
  await set({ assistant_review: true })
  const { window } = await set({ assistant_mode: 'full' })
  expect(window.conversation).toMatchObject({ assistant_mode: 'full', assistant_review: true })
  const again = await set({ assistant_mode: 'full', assistant_review: true })
  expect(again.window.to).toBe(again.window.from)
})

test('students cannot change it, and a title in the same request is not changed either', async () => {
  const { ben } = server.people
  const refused = await server
    .as(ben)
    .send(endpoints.patchConversation, { params: { id }, body: { title: 'Mine', assistant_mode: 'full' } })
  expect(refused.status).toBe(403)
  const seen = await server.as(ben).call(endpoints.getConversation, { params: { id } })
  expect(seen).toMatchObject({ title: 'Maths', assistant_mode: 'explain', assistant_review: false })
})
