// Where WebSocket is blocked, and a proxy leads each request to any of two nodes.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import {
  endpoints,
  SUBPROTOCOL,
  type Conversation,
  type DownFrame,
  type PostedFrame,
} from '@lectern/protocol'
import { relayOf } from '../features/changes/window-relay.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { arrives } from '../testing/linked-nodes.ts'
import { EventClient } from './testing/event-client.ts'
import { SocketClient } from './testing/socket-client.ts'

const WAIT = { timeout: 60_000, interval: 20 }

let here: TestServer
let there: TestServer
let url: string
let talk: Conversation
const clients: { close(): void }[] = []
beforeAll(async () => {
  here = await createTestServer()
  there = await createTestServer({ beside: here })
  url = (await there.listen()).url
  await arrives(there, here)
})
afterEach(() => {
  for (const client of clients.splice(0)) client.close()
})
afterAll(async () => {
  await there.close()
  await here.close()
})
beforeEach(async () => {
  const body = { kind: 'group' as const, member_ids: [here.people.ben.user_id] }
  talk = await here.as(here.people.ada).call(endpoints.createConversation, { body })
})

const say = (content: string) =>
  here.as(here.people.ada).call(endpoints.sendMessage, { params: { id: talk.id }, body: { content } })
const post = (node: TestServer, id: string, body: PostedFrame) =>
  node.as(here.people.ben).send(endpoints.postFrame, { params: { id }, body })
const poll = async (node: TestServer, connection: string, heads: Record<string, number>, wait_ms = 0) => {
  const answer = await node.as(here.people.ben).call(endpoints.sync, { body: { connection, heads, wait_ms } })
  return { ...answer, frames: (answer.frames ?? []).flat() as DownFrame[] }
}
/** A socket of Ada that sees the conversation. */
const watching = async () => {
  const { user_id, access_token } = here.people.ada
  const { port } = await here.listen()
  const client = new SocketClient(port, { user_id, token: access_token, protocols: [SUBPROTOCOL] })
  clients.push(client)
  await client.first('hello')
  client.send({ type: 'watch', conversation_ids: [talk.id] })
  await client.until(() => client.ofType('head').length > 0)
  return client
}

it('frames that are posted to one node reach the event stream on the other', async () => {
  const client = new EventClient(`${url}/events`, here.people.ben.access_token)
  clients.push(client)
  const { connection_id } = await client.first('hello')
  const ada = await watching()
  expect((await post(here, connection_id, { type: 'watch', conversation_ids: [talk.id] })).status).toBe(204)
  await client.first('receipt')
  await say('In full')
  expect((await client.first('changes')).messages).toMatchObject([{ content: 'In full' }])
  await post(here, connection_id, { type: 'typing', conversation_id: talk.id, on: true })
  expect(await ada.first('typing')).toMatchObject({ user_id: here.people.ben.user_id, on: true })
})

it('a poll on one node waits for changes, though its frames are on the other and come later', async () => {
  const { connection_id = '', heads } = await poll(there, 'new', {})
  await post(here, connection_id, { type: 'watch', conversation_ids: [talk.id] })
  const waiting = poll(here, connection_id, heads, 25_000)
  await vi.waitFor(() => expect([...relayOf(here.ctx).heard]).toContain(talk.id), WAIT)
  const { window } = await say('Across')
  expect(await waiting).toMatchObject({ connection_id, heads: { [talk.id]: window.to }, frames: [] })
  const seen: DownFrame[] = []
  await vi.waitFor(async () => {
    seen.push(...(await poll(there, connection_id, { ...heads, [talk.id]: window.to })).frames)
    expect(seen.map(({ type }) => type)).toContain('changes')
  }, WAIT)
})

it('only the session of a connection reaches it, and a connection that nobody has is unknown', async () => {
  const { connection_id = '' } = await poll(there, 'new', {})
  const asAda = here.as(here.people.ada)
  const body = { type: 'ping' as const }
  expect((await asAda.send(endpoints.postFrame, { params: { id: connection_id }, body })).status).toBe(404)
  expect((await post(here, talk.id, body)).status).toBe(404)
  await expect(poll(here, talk.id, {})).rejects.toMatchObject({ problem: { code: 'not_found' } })
})
