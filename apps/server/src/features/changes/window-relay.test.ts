import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { relayOf } from './window-relay.ts'

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

const begin = () =>
  server.as(server.people.ada).call(endpoints.createConversation, {
    body: { kind: 'group', member_ids: [server.people.ben.user_id] },
  })

it('passes a commit of this node on as it is, and reads nothing for it', async () => {
  const talk = await begin()
  const relay = relayOf(server.ctx)
  const passed: boolean[] = []
  const stop = server.ctx.bus.subscribe('window', ({ conversation_id }) => {
    let isIdle = false
    relay.afterReading(conversation_id, () => (isIdle = true))
    passed.push(isIdle)
  })
  for (const content of ['One', 'Two', 'Three'])
    await server
      .as(server.people.ada)
      .call(endpoints.sendMessage, { params: { id: talk.id }, body: { content } })
  stop()
  expect(passed).toEqual([true, true, true])
})

it('does not let what waits for a reading run before the reading that it begins', async () => {
  const talk = await begin()
  const relay = relayOf(server.ctx)
  const order: string[] = []
  const stop = server.ctx.bus.subscribe('window', ({ to }) => void order.push(`window ${to}`))
  const { promise, resolve } = Promise.withResolvers<void>()
  // A head of another node, which this one has not read.
  relay.compare([{ id: talk.id, head: 99, first: 1 }])
  relay.afterReading(talk.id, () => relay.compare([{ id: talk.id, head: 100 }]))
  relay.afterReading(talk.id, () => {
    let isIdle = false
    relay.afterReading(talk.id, () => (isIdle = true))
    order.push(isIdle ? 'after the readings' : 'too early')
    resolve()
  })
  await promise
  stop()
  expect(order).toEqual(['window 1', 'after the readings'])
})
