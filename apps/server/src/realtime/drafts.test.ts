// Not one byte of an unpublished answer reaches a student before staff publish it, on any path. Each path
// carries the published text in the end, so that a path which carries nothing at all would be noticed.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints, SUBPROTOCOL } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { addPerson, type Person } from '../testing/people.ts'
import { ScriptedModel } from '../testing/scripted-model.ts'

const CANARY = 'canary5b2e'
const RELEASED = 'released9d4a'

let model: ScriptedModel
let server: TestServer
let guide: Person
let port: number
let id: string
let roads: DeliveryPath[]

/** Everything a user received on one path, byte by byte. */
interface DeliveryPath {
  name: string
  bytes: string
  close(): void
}

beforeEach(async () => {
  model = new ScriptedModel()
  server = await createTestServer({ model })
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
  ;({ port } = await server.listen())
  roads = []
  const { ada, ben, chloe } = server.people
  const member_ids = [ben, chloe, guide].map(({ user_id }) => user_id)
  const body = { kind: 'course' as const, title: 'Maths', member_ids }
  id = (await server.as(ada).call(endpoints.createConversation, { body })).id
  await server.as(ada).call(endpoints.patchConversation, { params: { id }, body: { assistant_review: true } })
})
afterEach(async () => {
  for (const road of roads) road.close()
  await server.close()
})

const socket = async ({ user_id, access_token }: Person, protocol?: string): Promise<DeliveryPath> => {
  const url = `ws://localhost:${port}/conversations/ws/user/${user_id}?token=${access_token}`
  const ws = new WebSocket(url, protocol === undefined ? [] : [protocol])
  const road: DeliveryPath = { name: protocol ?? 'plain', bytes: '', close: () => ws.close() }
  ws.addEventListener('message', ({ data }) => (road.bytes += String(data)))
  await new Promise((resolve) => ws.addEventListener('open', resolve, { once: true }))
  if (protocol !== undefined) {
    await expect.poll(() => road.bytes).toContain('"hello"')
    ws.send(JSON.stringify({ type: 'watch', conversation_ids: [id] }))
  }
  return road
}

const headers = ({ access_token }: Person) => ({
  authorization: `Bearer ${access_token}`,
  'content-type': 'application/json',
})

const watch = (person: Person, bytes: string) =>
  server.as(person).call(endpoints.postFrame, {
    params: { id: /"connection_id":"([^"]+)"/.exec(bytes)?.[1] ?? '' },
    body: { type: 'watch', conversation_ids: [id] },
  })

const events = async (person: Person): Promise<DeliveryPath> => {
  const stop = new AbortController()
  const road: DeliveryPath = { name: 'events', bytes: '', close: () => stop.abort() }
  const answer = await fetch(`http://localhost:${port}/events`, {
    headers: headers(person),
    signal: stop.signal,
  })
  const listen = async () => {
    for await (const chunk of answer.body ?? []) road.bytes += Buffer.from(chunk).toString()
  }
  void listen().catch(() => undefined)
  await expect.poll(() => road.bytes).toContain('"hello"')
  await watch(person, road.bytes)
  return road
}

const polled = async (person: Person): Promise<DeliveryPath> => {
  const stop = new AbortController()
  const road: DeliveryPath = { name: 'poll', bytes: '', close: () => stop.abort() }
  const poll = async (connection: string, wait_ms: number) => {
    const body = JSON.stringify({ connection, heads: {}, wait_ms })
    const answer = await fetch(`http://localhost:${port}/sync`, {
      method: 'POST',
      headers: headers(person),
      body,
    })
    road.bytes += await answer.text()
  }
  await poll('new', 0)
  await watch(person, road.bytes)
  const connection = /"connection_id":"([^"]+)"/.exec(road.bytes)?.[1] ?? ''
  const go = async () => {
    while (!stop.signal.aborted) await poll(connection, 500)
  }
  void go().catch(() => undefined)
  return road
}

/** Everything that can be requested over HTTP. */
const asked = async (person: Person, message_id: string, turn: string): Promise<DeliveryPath> => {
  const at = `/conversations/${id}`
  const paths = [
    '/me',
    '/conversations',
    '/conversations?filter=unread',
    '/conversations?filter=questions',
    `/conversations?q=${CANARY}`,
    at,
    `${at}/messages`,
    `${at}/messages?around=${message_id}`,
    `${at}/messages?after=0`,
    `${at}/changes?since=0`,
    `${at}/questions`,
    `${at}/questions?status=unanswered`,
    `${at}/pins`,
    `${at}/attachments`,
    `${at}/messages/${message_id}/thread`,
    `${at}/messages/${message_id}/edits`,
    `/search?q=${CANARY}`,
    `/documents?q=${CANARY}`,
    `/invocations/${turn}/review`,
    '/saved',
  ]
  const road: DeliveryPath = { name: 'http', bytes: '', close: () => undefined }
  for (const path of paths) {
    const answer = await server.as(person).request(path)
    road.bytes += `${JSON.stringify([...answer.headers])}${await answer.text()}`
  }
  const tried = await server.as(person).send(endpoints.reviewInvocation, {
    params: { id: turn },
    body: { verdict: 'approve' },
  })
  road.bytes += await tried.text()
  return road
}

const ask = async (...pieces: string[]) => {
  const { ben } = server.people
  const body = { content: '@Guide why halve it?', mentions: [guide.user_id] }
  const { window } = await server.as(ben).call(endpoints.sendMessage, { params: { id }, body })
  model.say(...pieces)
  model.end()
  await server.system.assistant.whenSettled()
  const { messages } = await server
    .as(server.people.ada)
    .call(endpoints.listMessages, { params: { id }, query: {} })
  const prompt = messages.find((message) => message.id === window.messages[0]!.id)!
  return { prompt, turn: prompt.ask!.invocation_id }
}

const approve = (turn: string, content?: string) =>
  server.as(server.people.ada).call(endpoints.reviewInvocation, {
    params: { id: turn },
    body: { verdict: 'approve', ...(content !== undefined && { content }) },
  })

test('no path carries an unpublished answer to students, and all paths the published one', async () => {
  const { ada, ben, chloe } = server.people
  for (const person of [ben, chloe])
    roads.push(
      await socket(person, SUBPROTOCOL),
      await socket(person),
      await events(person),
      await polled(person),
    )
  const { prompt, turn } = await ask('It is ', CANARY, '.')
  for (const person of [ben, chloe]) roads.push(await asked(person, prompt.id, turn))
  const known = await server.as(ada).call(endpoints.getReview, { params: { id: turn } })
  expect(JSON.stringify(known)).toContain(CANARY)
  await approve(turn, `It is ${RELEASED}.`)
  const live = roads.filter(({ name }) => name !== 'http')
  for (const road of live) await expect.poll(() => road.bytes, { message: road.name }).toContain(RELEASED)
  for (const person of [ben, chloe]) roads.push(await asked(person, prompt.id, turn))
  expect(roads.filter(({ bytes }) => bytes.includes(CANARY)).map(({ name }) => name)).toEqual([])
  expect(roads.at(-1)!.bytes).toContain(RELEASED)
})

test('the next question of students does not tell the model of an unpublished answer either', async () => {
  await ask('It is ', CANARY, '.')
  await ask('So.')
  expect(model.requests).toHaveLength(2)
  expect(JSON.stringify(model.requests)).not.toContain(CANARY)
})

test('an unpublished answer survives a restart, and is then published', async () => {
  const { prompt, turn } = await ask('It is ', CANARY, '.')
  const { ada, ben } = server.people
  await server.system.assistant.close()
  const { Assistant } = await import('../features/assistant/assistant.ts')
  const next = new Assistant(server.ctx, model)
  await next.whenSettled()
  expect(await server.as(ada).call(endpoints.getReview, { params: { id: turn } })).toMatchObject({
    state: 'waiting',
  })
  await approve(turn)
  const { messages } = await server.as(ben).call(endpoints.listMessages, { params: { id }, query: {} })
  expect(messages.at(-1)).toMatchObject({ content: `It is ${CANARY}.`, reply_to_id: prompt.id })
  await next.close()
})
