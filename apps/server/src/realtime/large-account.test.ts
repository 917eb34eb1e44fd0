// A person with very many conversations: the greeting of a connection has the heads of those that changed last, and no more.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LIMITS } from '@lectern/protocol'
import { createConversation } from '../features/conversations/create.ts'
import { openClassroom, type Classroom } from './testing/classroom.ts'

let room: Classroom
beforeAll(async () => {
  room = await openClassroom()
})
afterAll(() => room.close())

let made = 0
const grow = async (to: number): Promise<void> => {
  const { ada } = room.people
  for (; made < to; made++)
    await createConversation(room.server.ctx, ada, { kind: 'group', title: `Group ${made}`, member_ids: [] })
}

const greeting = async () => {
  const client = await room.connect(room.people.ada)
  const [hello] = client.ofType('hello')
  const [text = ''] = client.texts.filter((each) => each.includes('"hello"'))
  return { heads: Object.keys(hello?.heads ?? {}).length, more: hello?.more_heads, bytes: text.length }
}

it('hello does not grow with the account beyond its limit of heads', async () => {
  await grow(LIMITS.heads + 20)
  const before = await greeting()
  expect(before).toMatchObject({ heads: LIMITS.heads, more: true })
  await grow(LIMITS.heads + 220)
  expect(await greeting()).toEqual(before)
}, 120_000)
