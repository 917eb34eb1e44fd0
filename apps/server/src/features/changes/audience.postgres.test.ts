// What a node reads and remembers of other nodes: what somebody hears there, and no more.
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { endpoints, SUBPROTOCOL, type Conversation } from '@lectern/protocol'
import { SocketClient } from '../../realtime/testing/socket-client.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { entriesOf } from '../../testing/holdings.ts'
import { arrives } from '../../testing/linked-nodes.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { relayOf } from './window-relay.ts'

const WAIT = { timeout: 60_000, interval: 20 }
const POLL_MS = 25_000

const clock = new ManualClock(Date.now())
let here: TestServer
let there: TestServer
let port: number
let talk: Conversation
beforeAll(async () => {
  here = await createTestServer()
  there = await createTestServer({ clock, beside: here })
  port = (await there.listen()).port
  await linked()
})
afterAll(async () => {
  await there.close()
  await here.close()
})
beforeEach(async () => {
  talk = await create()
  await linked()
})

const linked = () => arrives(here, there)
const create = () => {
  const { ada, ben } = here.people
  const body = { kind: 'group' as const, member_ids: [ben.user_id] }
  return here.as(ada).call(endpoints.createConversation, { body })
}
const say = (content: string) =>
  here.as(here.people.ada).call(endpoints.sendMessage, { params: { id: talk.id }, body: { content } })
const known = () => entriesOf(relayOf(there.ctx))['#known']
/** How often the other node reads a window meanwhile. */
const readings = async (run: () => Promise<unknown>): Promise<number> => {
  const { db } = there.ctx
  const { snapshot } = db
  let count = 0
  db.snapshot = (work) => {
    count++
    return snapshot(work)
  }
  await run()
  await linked()
  db.snapshot = snapshot
  return count
}
const connect = async () => {
  const { user_id, access_token } = here.people.ben
  const client = new SocketClient(port, { user_id, token: access_token, protocols: [SUBPROTOCOL] })
  await client.first('hello')
  return client
}
const sayThrice = async () => {
  for (const content of ['One', 'Two', 'Three']) await say(content)
}

it('reads nothing of conversations that nobody hears there, and remembers none', async () => {
  expect(await readings(sayThrice)).toBe(0)
  expect(known()).toBe(0)
})

it('reads them while somebody does, and forgets them afterwards', async () => {
  const client = await connect()
  expect(await readings(sayThrice)).toBeGreaterThan(0)
  expect(known()).toBe(entriesOf(there.system.connections.shared.hub)['#byConversation'])
  client.close()
  await vi.waitFor(() => expect(there.system.connections.size).toBe(0), WAIT)
  expect(await readings(sayThrice)).toBe(0)
  for (let second = 0; second < 6; second++) clock.advance(1_000)
  expect(known()).toBe(0)
})

it('wakes a poll whose hint is lost by comparing heads, long before its end', async () => {
  const { nodes } = there.ctx.bus
  const { onRemote } = nodes!
  const ben = there.as(here.people.ben)
  const { heads, epoch } = await ben.call(endpoints.sync, { body: { heads: {} } })
  let answer: { heads: Record<string, number> } | undefined
  // The late reading of what was made before may end a wait without news: a client then waits again.
  const news = async () => {
    for (;;) {
      const answered = await ben.call(endpoints.sync, { body: { epoch, heads, wait_ms: POLL_MS } })
      if (Object.keys(answered.heads).length > 0) return answered
    }
  }
  const poll = news().then((answered) => (answer = answered))
  await vi.waitFor(() => expect(known()).toBe(Object.keys(heads).length), WAIT)
  nodes!.onRemote = () => {}
  const { window } = await say('Unheard')
  let passed = 0
  await vi.waitFor(() => {
    if (!answer && passed < POLL_MS / 2) clock.advance((passed += 1_000) && 1_000)
    expect(answer).toBeDefined()
  }, WAIT)
  nodes!.onRemote = onRemote
  await poll
  expect(answer?.heads).toEqual({ [talk.id]: window.to })
  expect(known()).toBeGreaterThan(0)
  for (let second = 0; second < 6; second++) clock.advance(1_000)
  expect(known()).toBe(0)
})

it('reads again in the next second what the database did not give', async () => {
  const client = await connect()
  client.send({ type: 'watch', conversation_ids: [talk.id] })
  await client.until(() => client.ofType('head').length > 0)
  const { db } = there.ctx
  const { snapshot } = db
  const failed = Promise.withResolvers<void>()
  db.snapshot = () => {
    db.snapshot = snapshot
    failed.resolve()
    return Promise.reject(new Error('The database does not answer.'))
  }
  await say('Late')
  await failed.promise
  await linked()
  clock.advance(1_000)
  await vi.waitFor(
    () =>
      expect(client.ofType('changes').flatMap(({ messages }) => messages)).toMatchObject([
        { content: 'Late' },
      ]),
    { timeout: 10_000, interval: 20 },
  )
  client.close()
})
