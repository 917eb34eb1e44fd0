// How much of what people look for is found: the same set on both databases, waiting for the index and in it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { indexAll } from '../../testing/all-indexed.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import type { Context, Viewer } from '../context.ts'
import { createConversation } from '../conversations/create.ts'
import { sendMessage } from '../messages/send.ts'
import { MESSAGES } from './labelled-messages.ts'
import { QUERIES } from './labelled-queries.ts'
import { search } from './search.ts'

const RECALL = 0.98
const QUERIES_AT_LEAST = 200

const clock = new ManualClock()
let server: TestServer
const ids = new Map<string, string>()

beforeAll(async () => {
  server = await createTestServer({ clock })
  const { ada, ben } = server.people
  const wanted = { kind: 'group' as const, member_ids: [ben.user_id] }
  const { conversation } = await createConversation(...as(ada), wanted)
  for (const [key, content] of Object.entries(MESSAGES)) {
    clock.advance(1_000)
    const { window } = await sendMessage(...as(ada), conversation.id, { content })
    ids.set(window.messages[0]?.id ?? '', key)
  }
})
afterAll(() => server.close())

const as = (viewer: Person): [Context, Viewer] => [server.ctx, viewer]

const allIndexed = () => indexAll(server, clock)

interface Outcome {
  wanted: number
  found: number
  missing: string[]
}

/** What is found of all that should be. */
const measure = async (): Promise<Outcome> => {
  const outcome: Outcome = { wanted: 0, found: 0, missing: [] }
  for (const [typed, ...wanted] of Object.values(QUERIES).flat()) {
    const { hits } = await search(...as(server.people.ben), { q: typed, limit: 100 })
    const found = new Set(hits.map(({ message_id }) => ids.get(message_id)))
    const missing = wanted.filter((key) => !found.has(key))
    outcome.wanted += wanted.length
    outcome.found += wanted.length - missing.length
    if (missing.length > 0) outcome.missing.push(`${typed}: ${missing.join(', ')}`)
  }
  return outcome
}

it.each([
  ['waiting for the index', async () => {}],
  ['in the index', allIndexed],
])('finds 98 % of what people look for among messages %s', async (_, ready) => {
  await ready()
  expect(Object.values(QUERIES).flat().length).toBeGreaterThanOrEqual(QUERIES_AT_LEAST)
  const { wanted, found, missing } = await measure()
  // Names what is missing.
  expect(found / wanted >= RECALL ? [] : missing).toEqual([])
})
