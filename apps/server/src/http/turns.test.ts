import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import type { Person } from '../testing/people.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
})
afterEach(() => server.close())

const MANY = 20

/** What is answered first when Ben asks many times and Ada once, after him. */
const answered = async (ask: (person: Person) => Promise<Response>): Promise<string[]> => {
  const { ada, ben } = server.people
  const order: string[] = []
  const follow = async (person: Person) => {
    const { status } = await ask(person)
    order.push(`${person.name} ${status}`)
  }
  await Promise.all([...Array.from({ length: MANY }, () => follow(ben)), follow(ada)])
  return order
}

it.each([
  ['GET', '/conversations', undefined],
  ['POST', '/sync', { heads: {} }],
])('%s %s: one person with many requests holds up nobody else', async (method, path, body) => {
  const order = await answered((person) =>
    server.as(person).request(path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    }),
  )
  expect(order).toHaveLength(MANY + 1)
  expect(order.indexOf('Ada 200')).toBeGreaterThanOrEqual(0)
  expect(order.indexOf('Ada 200')).toBeLessThan(3)
})
