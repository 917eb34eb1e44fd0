import { afterEach, beforeEach, expect, it } from 'vitest'
import { openContext } from '../../open-context.ts'
import { createLog } from '../../platform/log.ts'
import { openClassroom, type Classroom } from '../../realtime/testing/classroom.ts'
import { deleteAllByOrder, deleteByOrder } from './by-order.ts'
import type { Context } from '../context.ts'

let room: Classroom
beforeEach(async () => {
  room = await openClassroom()
})
afterEach(() => room.close())

/** What a command does beside the running server, in a process of its own. */
const beside = async <T>(run: (ctx: Context) => Promise<T>): Promise<T> => {
  await using parts = new AsyncDisposableStack()
  const { data_dir } = room.server
  const options = { data_dir, clock: room.clock, log: createLog('silent'), existing: true }
  return await run(await openContext(options, parts))
}

it('O10 a message that a command deletes is gone from open pages without another change or a reload', async () => {
  const { ada, ben } = room.people
  const talk = await room.talk(ada, {}, ben)
  const said = await Promise.all(['one', 'two', 'three'].map((text) => room.say(ben, talk, text)))
  const [first] = said.map(({ messages }) => messages[0]!.id)
  const page = await room.watching(ada, talk)
  const gone = () =>
    page
      .ofType('changes')
      .flatMap(({ messages }) => messages.flatMap(({ id, deleted_at }) => (deleted_at ? [id] : [])))
  expect(await beside((ctx) => deleteByOrder(ctx, first!))).toBe(true)
  room.clock.advance(2_000)
  await expect.poll(gone).toEqual([first])
  expect(await beside((ctx) => deleteAllByOrder(ctx, ben.user_id))).toBe(2)
  room.clock.advance(2_000)
  await expect.poll(() => new Set(gone()).size).toBe(3)
})
