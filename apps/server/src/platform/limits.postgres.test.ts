// What a person may do in a time, on two nodes together. Their clock stands still, so that nothing is free again.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { endpoints, LIMITS, type Conversation } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { arrives } from '../testing/linked-nodes.ts'
import { ManualClock } from '../testing/manual-clock.ts'

const clock = new ManualClock(Date.now())
let here: TestServer
let there: TestServer
let talk: Conversation
beforeAll(async () => {
  here = await createTestServer({ clock })
  there = await createTestServer({ clock, beside: here })
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

/** What each told so far has arrived at the other. */
const linked = async () => {
  await arrives(here, there)
  await arrives(there, here)
}
const nodeAt = (index: number) => (index % 2 === 0 ? here : there)
const send = (node: TestServer) =>
  node
    .as(here.people.ada)
    .send(endpoints.sendMessage, { params: { id: talk.id }, body: { content: 'Again' } })

it('S11 messages are counted over both, and refused by both', async () => {
  await linked()
  for (let sent = 0; sent < LIMITS.sends; sent++) {
    expect((await send(nodeAt(sent))).status).toBe(201)
    await linked()
  }
  expect((await send(here)).status).toBe(429)
  expect((await send(there)).status).toBe(429)
  // What was refused is counted nowhere.
  await linked()
  clock.jump(LIMITS.send_window_ms / LIMITS.sends)
  expect((await send(there)).status).toBe(201)
})

it('S11 what is left of a budget is told by both alike', async () => {
  const left = async (node: TestServer) => {
    const body = { kind: 'group' as const, member_ids: [here.people.ben.user_id] }
    const { headers } = await node.as(here.people.chloe).send(endpoints.createConversation, { body })
    return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])
  }
  const first = await left(here)
  await linked()
  expect(await left(there)).toBe(first - 1)
  await linked()
  expect(await left(here)).toBe(first - 2)
})

it('S10 an address that nobody has is locked like one that somebody has, whichever node is asked', async () => {
  const statuses = async (address: string) => {
    const seen: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      const body = { email: address, password: 'not the password', refresh_in: 'body' as const }
      seen.push((await nodeAt(attempt).as().send(endpoints.login, { body })).status)
      await linked()
    }
    return seen
  }
  const known = await statuses(here.people.ada.email)
  expect(known).toContain(429)
  expect(await statuses('nobody@example.edu')).toEqual(known)
})
