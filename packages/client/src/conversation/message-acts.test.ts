import type { Me } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClassroom, type Classroom } from '../testing/classroom.ts'

let room: Classroom
beforeEach(() => (room = createClassroom()))
afterEach(() => room.close())

const open = async (user: Me) => {
  const chat = await room.join(user)
  const handle = chat.conversation(room.course.id)
  handle.open()
  await room.clock.advance(1_000)
  return { chat, handle }
}
const say = (content: string, seq = crypto.randomUUID()) =>
  room.course.post(room.ben, { id: seq, content }, room.server.time).messages[0]!

test('a pin shows at once, reaches the others, and is taken back when refused', async () => {
  const message = say('Exam on Friday')
  const [ada, ben] = [await open(room.ada), await open(room.ben)]
  const pins = ben.handle.pins()
  pins.open()
  const pinning = ada.handle.pin(message.id, true)
  expect(ada.handle.timeline.get().rows.at(-1)?.message.pinned_by).toBe(room.ada.id)
  await room.clock.advance(1_000)
  await pinning
  expect(pins.state.get().messages.map(({ id }) => id)).toEqual([message.id])
  const refused = ben.handle.pin(message.id, false)
  expect(pins.state.get().messages).toEqual([])
  await Promise.all([expect(refused).rejects.toMatchObject({ code: 'forbidden' }), room.clock.advance(1_000)])
  expect(pins.state.get().messages).toHaveLength(1)
})

test('earlier versions can be read', async () => {
  const message = say('one')
  room.course.edit(message, 'two', room.server.time)
  const { handle } = await open(room.ben)
  const reading = handle.edits(message.id)
  await room.clock.advance(100)
  expect((await reading).map(({ content }) => content)).toEqual(['one'])
})

test('a saved message is there at once and on other visits, and is taken back when refused', async () => {
  const message = say('Keep me')
  const here = (await open(room.ben)).chat.saved
  const there = (await open(room.ben)).chat.saved
  here.ensure()
  const saving = here.set(message.id, true)
  expect(here.state.get().ids.has(message.id)).toBe(true)
  await room.clock.advance(1_000)
  await saving
  expect(here.state.get().items[0]?.message.content).toBe('Keep me')
  void there.refresh()
  await room.clock.advance(1_000)
  expect(there.state.get().ids.has(message.id)).toBe(true)
  room.server.refuseAll = 'storage_full'
  const refused = there.set(message.id, false)
  expect(there.state.get()).toMatchObject({ items: [], ids: new Set() })
  await Promise.all([
    expect(refused).rejects.toMatchObject({ code: 'storage_full' }),
    room.clock.advance(1_000),
  ])
  expect(there.state.get().ids.has(message.id)).toBe(true)
})
