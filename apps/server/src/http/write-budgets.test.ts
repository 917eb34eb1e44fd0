// S13: everything that writes counts against a budget of its person.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BUDGETS, budgetFor, budgetOf, endpoints, Problem, type Endpoint } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import type { Person } from '../testing/people.ts'

let clock: ManualClock
let server: TestServer
beforeEach(async () => {
  clock = new ManualClock()
  server = await createTestServer({ clock, env: { LECTERN_BUDGET_FACTOR: '1' } })
})
afterEach(() => server.close())

const ask = (person: Person, { method, path }: Endpoint, body?: unknown) =>
  server.as(person).request(path.replaceAll(/:[a-z_]+/g, crypto.randomUUID()), {
    method: method.toUpperCase(),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  })

const fieldsOf = ({ headers }: Response) => [headers.get('ratelimit-policy'), headers.get('ratelimit')]

const startGroup = (person: Person) =>
  ask(person, endpoints.createConversation, { kind: 'group', title: 'Club', member_ids: [] })

const mounted = () => server.system.routes.map(({ endpoint }) => endpoint)

describe('S13 the write budget', () => {
  it('S13 counts each endpoint that may write, and says so in its answer, whatever that is', async () => {
    const { ben } = server.people
    const READING_POST = endpoints.sync
    for (const endpoint of mounted()) {
      const writes =
        endpoint === endpoints.search ||
        (endpoint.guard === 'bearer' && endpoint.method !== 'get' && endpoint !== READING_POST)
      expect(budgetOf(endpoint) !== undefined, `${endpoint.method} ${endpoint.path}`).toBe(writes)
      if (!writes || endpoint === endpoints.logout || endpoint === endpoints.postFrame) continue
      const name = budgetOf(endpoint)!
      const { requests, window_ms } = BUDGETS[name]
      const [policy, left] = fieldsOf(await ask(ben, endpoint))
      expect(policy).toBe(`"${name}";q=${requests};w=${window_ms / 1_000}`)
      expect(left).toMatch(new RegExp(`^"${name}";r=\\d+;t=\\d+$`))
    }
  })

  it('S13 counts searches by themselves, and refuses them when their budget is used up', async () => {
    const { ben } = server.people
    const { requests } = BUDGETS.search
    const find = () => server.as(ben).request('/search?q=square', { method: 'GET' })
    const first = await find()
    expect(first.status).toBe(200)
    expect(fieldsOf(first)).toEqual([
      `"search";q=${requests};w=60`,
      expect.stringMatching(/^"search";r=119;t=1$/),
    ])
    for (let asked = 1; asked < requests; asked++) await find()
    const refused = await find()
    expect(refused.status).toBe(429)
    expect(Problem.parse(await refused.json())).toMatchObject({ code: 'rate_limited', retry: 'later' })
    // Who searches too much can write nevertheless.
    expect((await startGroup(ben)).status).toBe(201)
    clock.advance(1_000)
    expect((await find()).status).toBe(200)
  })

  it('S13 does not count what only reads', async () => {
    const response = await ask(server.people.ben, endpoints.listConversations)
    expect(fieldsOf(response)).toEqual([null, null])
  })

  it('S13 refuses the group after the last one of the budget, and takes it when the time has come', async () => {
    const { ben } = server.people
    const { requests, window_ms } = BUDGETS.create
    for (let made = 0; made < requests; made++) expect((await startGroup(ben)).status).toBe(201)
    const refused = await startGroup(ben)
    expect(refused.status).toBe(429)
    const wait_ms = window_ms / requests
    expect(Problem.parse(await refused.json())).toMatchObject({
      code: 'rate_limited',
      retry: 'later',
      limit: requests,
      retry_after_ms: wait_ms,
    })
    expect(refused.headers.get('retry-after')).toBe(String(wait_ms / 1_000))
    expect(fieldsOf(refused)).toEqual(['"create";q=60;w=600', '"create";r=0;t=600'])
    clock.advance(wait_ms)
    expect((await startGroup(ben)).status).toBe(201)
    expect((await startGroup(ben)).status).toBe(429)
  })

  it('S13 is one of each person, over all conversations, and larger for staff', async () => {
    const { ben, chloe, ada } = server.people
    for (let made = 0; made < BUDGETS.create.requests; made++) await startGroup(ben)
    expect((await startGroup(ben)).status).toBe(429)
    expect((await startGroup(chloe)).status).toBe(201)
    const staff = budgetFor('create', 'instructor').requests
    expect(fieldsOf(await startGroup(ada))[1]).toMatch(`;r=${staff - 1};`)
  })

  it('S13 leaves messages possible to somebody who has started too much', async () => {
    const { ben } = server.people
    const { id } = (await (await startGroup(ben)).json()) as { id: string }
    for (let made = 0; made < BUDGETS.create.requests; made++) await startGroup(ben)
    const sent = await server.as(ben).request(`/conversations/${id}/messages`, {
      method: 'POST',
      body: JSON.stringify({ content: 'still here' }),
      headers: { 'content-type': 'application/json' },
    })
    expect(sent.status).toBe(201)
  })

  it('S13 is filled again little by little', async () => {
    const { ben } = server.people
    for (let made = 0; made < 30; made++) await startGroup(ben)
    clock.advance(100_000)
    expect(fieldsOf(await startGroup(ben))[1]).toBe('"create";r=39;t=210')
  })
})
