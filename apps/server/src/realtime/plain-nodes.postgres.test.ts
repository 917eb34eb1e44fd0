// The plain profile on several nodes: such a client asks for nothing, so whatever a node passes on is all that it ever gets.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { endpoints, type Conversation, type PlainFrame } from '@lectern/protocol'
import { sendMessage } from '../features/messages/send.ts'
import { editMessage } from '../features/messages/messages.ts'
import type { Context } from '../features/context.ts'
import { RateLimit } from '../platform/rate-limit.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { ScriptedModel } from '../testing/scripted-model.ts'
import { addPerson, type Person } from '../testing/people.ts'
import { SocketClient } from './testing/socket-client.ts'

const WAIT = { timeout: 60_000, interval: 20 }

let here: TestServer
let there: TestServer
let port: number
let talk: Conversation
/** Of this node, without the limit of sends. */
let quick: Context
const model = new ScriptedModel()
const clients: SocketClient[] = []

beforeAll(async () => {
  here = await createTestServer({ model })
  there = await createTestServer({ model, beside: here })
  port = (await there.listen()).port
  quick = { ...here.ctx, sends: new RateLimit(here.ctx.clock, { burst: 1_000_000, window_ms: 1_000 }) }
  await vi.waitFor(() => there.ctx.bus.nodes?.isWhole || Promise.reject(new Error('apart')), WAIT)
})
afterEach(() => {
  for (const client of clients.splice(0)) client.close()
})
afterAll(async () => {
  await there.close()
  await here.close()
})
beforeEach(async () => {
  talk = await here.as(here.people.ada).call(endpoints.createConversation, {
    body: { kind: 'group', member_ids: [here.people.ben.user_id] },
  })
})

/** A plain client; of the other node by default. */
const bare = async ({ user_id, access_token }: Person, at = port) => {
  const client = await new SocketClient(at, { user_id, token: access_token }).opened()
  clients.push(client)
  await client.settled()
  return client
}
const framesOf = (client: SocketClient, { id } = talk) =>
  (client.frames as unknown as PlainFrame[]).filter(({ conversation_id }) => conversation_id === id)
const contentsOf = (client: SocketClient, of = talk) => framesOf(client, of).map(({ content }) => content)
const say = async (content: string, { id } = talk) =>
  (await sendMessage(quick, here.people.ada, id, { content })).window.messages[0]!
/** What is told meanwhile is lost. */
const withoutHints = async (run: () => Promise<unknown>) => {
  const nodes = there.ctx.bus.nodes!
  const { onRemote } = nodes
  nodes.onRemote = () => {}
  await run()
  nodes.onRemote = onRemote
}

it('SY7 gets every message, in order and once, however many hints were lost', async () => {
  const client = await bare(here.people.ben)
  const contents = Array.from({ length: 250 }, (_, index) => `message ${index}`)
  await withoutHints(async () => {
    for (const content of contents) await say(content)
  })
  await client.until(() => contentsOf(client).includes('message 249'))
  expect(contentsOf(client)).toEqual(contents)
})

it('SY7 gets what was said in a conversation that it joined unheard', async () => {
  const client = await bare(here.people.chloe)
  await withoutHints(async () => {
    await say('before she is there')
    const { id } = talk
    await here
      .as(here.people.ada)
      .call(endpoints.addMembers, { params: { id }, body: { user_ids: [here.people.chloe.user_id] } })
    for (const content of ['one', 'two', 'three']) await say(content)
    await client.until(() => contentsOf(client).includes('three'))
  })
  expect(contentsOf(client)).toEqual(['one', 'two', 'three'])
})

it('gets each message once, whatever is changed while it is read', async () => {
  const client = await bare(here.people.ben)
  for (let round = 0; round < 60; round++) {
    const [first] = await Promise.all([say(`first of ${round}`), say(`second of ${round}`)])
    const target = { id: talk.id, message_id: first.id }
    for (const content of ['again', 'and again'])
      await editMessage(quick, here.people.ada, target, { content: `first of ${round}, ${content}` })
  }
  await say('the last')
  await client.until(() => contentsOf(client).includes('the last'))
  const ids = framesOf(client).map(({ message_id }) => message_id)
  expect(ids).toHaveLength(121)
  expect(new Set(ids).size).toBe(121)
})

it('gets an answer that had begun on another node before it came', async () => {
  const { ben } = here.people
  const guide = await addPerson(here.ctx, 'Guide', 'assistant')
  const body = { kind: 'direct' as const, member_ids: [guide.user_id] }
  const direct = await here.as(ben).call(endpoints.createConversation, { body })
  await here.as(ben).call(endpoints.sendMessage, { params: { id: direct.id }, body: { content: 'Why?' } })
  const answer = async () => {
    const page = await here.as(ben).call(endpoints.listMessages, { params: { id: direct.id }, query: {} })
    return page.messages.find(({ sender_id }) => sender_id === guide.user_id)
  }
  await vi.waitFor(async () => expect((await answer())?.state).toBe('streaming'), WAIT)
  // A node that was not there when it began.
  const later = await createTestServer({ model, beside: here })
  const client = await bare(ben, (await later.listen()).port)
  await vi.waitFor(() => expect(model.requests).toHaveLength(1), WAIT)
  model.say('Because.')
  model.end()
  await client.until(() => framesOf(client, direct).length > 0)
  await say('Afterwards')
  await client.until(() => contentsOf(client).includes('Afterwards'))
  client.close()
  await later.close()
  expect(contentsOf(client, direct)).toEqual(['Because.'])
})
