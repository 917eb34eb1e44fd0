// One reader stops reading while others go on: with real sockets, whose buffers the kernel fills first.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CLOSE, SUBPROTOCOL, type Changes, type Conversation } from '@lectern/protocol'
import { readChanges } from '../features/changes/changes.ts'
import { openClassroom, type Classroom } from './testing/classroom.ts'

const MIB = 1024 * 1024

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Counts only referenced buffers: garbage that is not collected yet would count at random. */
const heldBytes = (): number => {
  collectGarbage()
  const { external, arrayBuffers } = process.memoryUsage()
  return external + arrayBuffers
}

let room: Classroom
let talk: Conversation

beforeAll(async () => {
  room = await openClassroom()
  talk = await room.talk(room.people.ada, {}, room.people.ben, room.people.chloe)
})
afterAll(() => room.close())

it('BP1 costs bounded memory and no other client, ends with 4003, and resumes without loss', async () => {
  const { ada, ben, chloe } = room.people
  const slow = await room.watching(ben, talk)
  const quick = await room.watching(chloe, talk)
  slow.ws.pause()

  // Many times larger than the kernel's buffers for the slow one (some megabytes).
  const content = 'x'.repeat(20_000)
  const before = heldBytes()
  const sent: string[] = []
  for (let index = 0; index < 1_500; index++) {
    const { messages } = await room.say(ada, talk, content)
    sent.push(messages[0]!.id)
    if (index % 40 !== 0) continue
    await quick.settled()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await quick.settled()
  const arrived = quick.ofType('changes').flatMap(({ messages }) => messages.map(({ id }) => id))
  expect(arrived).toEqual(sent)
  // The client's own copies are in this process, too: received text is not counted here. Released buffers are
  // freed in the background, so they may count for a moment longer.
  await expect.poll(() => heldBytes() - before, { timeout: 20_000, interval: 250 }).toBeLessThan(12 * MIB)

  room.clock.advance(21_000)
  slow.ws.resume()
  expect([CLOSE.slow_consumer, 1006]).toContain(await slow.closed)

  const cursor = Math.max(1, ...slow.ofType('changes').map(({ to }) => to))
  const resumed = room.dial({ user_id: ben.user_id, token: ben.access_token, protocols: [SUBPROTOCOL] })
  const { heads } = await resumed.first('hello')
  expect(heads[talk.id]).toBe(sent.length + 1)
  const missed: string[] = []
  for (let since = cursor; since < heads[talk.id]!;) {
    const page = (await readChanges(...room.as(ben), talk.id, { since, limit: 100 })) as Changes
    missed.push(...page.window.messages.map(({ id }) => id))
    since = page.window.to
  }
  const received = slow.ofType('changes').flatMap(({ messages }) => messages.map(({ id }) => id))
  expect([...received, ...missed]).toEqual(sent)
})
