import type { Me } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClassroom, type Classroom } from '../testing/classroom.ts'
import { FakeNetwork } from '../testing/fake-network.ts'

let room: Classroom
let network: FakeNetwork
/** The number of requests for the message, and whether they fail. */
let looks: { count: number; fail: boolean }
beforeEach(() => {
  room = createClassroom()
  network = new FakeNetwork(room.server)
  looks = { count: 0, fail: false }
})
afterEach(() => room.close())

const open = async (user: Me) => {
  const { webSocket } = network
  const countingFetch: typeof fetch = (input, init) => {
    if (!String(input).includes('around=')) return network.fetch(input, init)
    looks.count++
    return looks.fail ? Promise.reject(new TypeError('lost')) : network.fetch(input, init)
  }
  const handle = (await room.join(user, { webSocket, fetch: countingFetch })).conversation(room.course.id)
  handle.open()
  await room.clock.advance(1_000)
  return handle
}
const say = (content: string) =>
  room.course.post(room.ben, { id: crypto.randomUUID(), content }, room.server.time).messages[0]!

test('an old message is requested when first subscribed, once, and kept current', async () => {
  const first = say('What is friction?')
  for (let index = 0; index < 200; index++) say(`No. ${index}`)
  const handle = await open(room.ada)
  expect(handle.timeline.get().rows.some(({ id }) => id === first.id)).toBe(false)
  const store = handle.message(first.id)
  await room.clock.advance(1_000)
  expect([store.get(), looks.count]).toEqual([undefined, 0])

  const seen: (string | undefined)[] = []
  const leave = store.subscribe(() => seen.push(store.get()?.content))
  await room.clock.advance(1_000)
  expect(store.get()?.content).toBe('What is friction?')
  room.course.edit(first, 'What is static friction?', room.server.time)
  await room.clock.advance(1_000)
  leave()
  handle.message(first.id).subscribe(() => {})
  await room.clock.advance(1_000)
  expect(handle.message(first.id).get()?.content).toBe('What is static friction?')
  expect([seen.at(-1), looks.count]).toEqual(['What is static friction?', 1])
})

test('an unknown message stays unknown, and is not requested again', async () => {
  const handle = await open(room.ada)
  const store = handle.message('0197ffff-0000-7000-8000-000000000000')
  store.subscribe(() => {})
  await room.clock.advance(1_000)
  network.cut()
  await room.clock.advance(60_000)
  expect([store.get(), looks.count]).toEqual([undefined, 1])
})

test('a failed request is repeated when the connection is back', async () => {
  const first = say('What is friction?')
  for (let index = 0; index < 200; index++) say(`No. ${index}`)
  const handle = await open(room.ada)
  looks.fail = true
  const store = handle.message(first.id)
  store.subscribe(() => {})
  await room.clock.advance(30_000)
  expect(store.get()).toBeUndefined()
  looks.fail = false
  network.cut()
  await room.clock.advance(60_000)
  expect(store.get()?.content).toBe('What is friction?')
})
