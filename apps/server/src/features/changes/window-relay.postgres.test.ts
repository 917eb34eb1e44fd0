// Commits of this node that meet rows of another one, which are being read.
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { endpoints, type Conversation } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { relayOf } from './window-relay.ts'

const WAIT = { timeout: 60_000, interval: 20 }

let here: TestServer
let there: TestServer
let talk: Conversation
/** What the first node passes on, of the conversation. */
let passed: StoredWindow[]
let stop: () => void
beforeAll(async () => {
  here = await createTestServer()
  there = await createTestServer({ beside: here })
  // No hint of the other one arrives, so that a test says when its rows are read.
  here.ctx.bus.nodes!.onRemote = () => {}
  relayOf(here.ctx).attend({
    people: [],
    conversations: [],
    hears: (id) => id === talk.id,
    isGathering: false,
  })
})
afterAll(async () => {
  await there.close()
  await here.close()
})
beforeEach(async () => {
  const body = { kind: 'group' as const, member_ids: [here.people.ben.user_id] }
  const made = await here.as(here.people.ada).call(endpoints.createConversation, { body })
  talk = made
  relayOf(here.ctx).note(new Map([[talk.id, made.head]]))
  passed = []
  stop = here.ctx.bus.subscribe('window', (window) => {
    if (window.conversation_id === talk.id) passed.push(window)
  })
  return () => stop()
})

const say = (node: TestServer, content: string) =>
  node
    .as(node.people.ada)
    .call(endpoints.sendMessage, { params: { id: talk.id }, body: { content } })
    .then(({ window }) => window)
const steps = () => passed.map(({ from, to }) => [from, to])

it('a commit that does not follow what was passed waits until what is missing was read', async () => {
  const unheard = await say(there, 'Unheard')
  const own = await say(here, 'Own')
  await vi.waitFor(() => expect(passed.at(-1)?.to).toBe(own.to), WAIT)
  expect(steps()).toEqual([[unheard.from, own.to]])
  expect(passed[0]?.messages.map(({ content }) => content)).toEqual(['Unheard', 'Own'])
})

it('a commit that was passed while rows were read is not passed again with them', async () => {
  const { db } = here.ctx
  const { snapshot } = db
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { head } = talk
  // A head that a comparison found; its rows are read when the commit of this node is there.
  db.snapshot = async (work) => {
    begun.resolve()
    await go.promise
    db.snapshot = snapshot
    return snapshot(work)
  }
  relayOf(here.ctx).compare([{ id: talk.id, head: head + 1 }])
  await begun.promise
  const own = await say(here, 'Own')
  go.resolve()
  await new Promise<void>((resolve) => relayOf(here.ctx).afterReading(talk.id, resolve))
  expect(steps()).toEqual([[own.from, own.to]])
})
