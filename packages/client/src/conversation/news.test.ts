// What changed elsewhere is read again at once: blocks and saved messages of one's own, reports to deal with.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClassroom, type Classroom } from '../testing/index.ts'

let room: Classroom
beforeEach(() => (room = createClassroom()))
afterEach(() => room.close())

const settle = () => room.clock.advance(100)

test('S13 a block, and its end, reach the other devices of whoever made it at once', async () => {
  const { ada, ben } = room
  const [phone, laptop] = [await room.join(ben), await room.join(ben)]
  await settle()
  await phone.blocks.block({ id: ada.id, name: 'Ada', role: 'instructor' })
  await settle()
  expect([...laptop.blocks.state.get().ids]).toEqual([ada.id])
  await laptop.blocks.unblock(ada.id)
  await settle()
  expect([...phone.blocks.state.get().ids]).toEqual([])
})

test('S13 two devices block at the same moment, and both have both', async () => {
  const { ada, ben, chloe } = room
  const [phone, laptop] = [await room.join(ben), await room.join(ben)]
  await settle()
  await Promise.all([
    phone.blocks.block({ id: ada.id, name: 'Ada', role: 'instructor' }),
    laptop.blocks.block({ id: chloe.id, name: 'Chloe', role: 'student' }),
  ])
  await settle()
  for (const chat of [phone, laptop])
    expect([...chat.blocks.state.get().ids].sort()).toEqual([ada.id, chloe.id].sort())
})

test('a saved message is in the list of the other device at once', async () => {
  const { ben, course, server } = room
  const [phone, laptop] = [await room.join(ben), await room.join(ben)]
  const [message] = course.post(room.ada, { id: crypto.randomUUID(), content: 'one' }, server.time).messages
  laptop.saved.ensure()
  await settle()
  await phone.saved.set(message!.id, true)
  await settle()
  expect([...laptop.saved.state.get().ids]).toEqual([message!.id])
})

test('S13 staff see a new report at once and after a reload, and that it was dealt with', async () => {
  const { ada, ben, chloe, course, server } = room
  const desk = await room.join(ada)
  const student = await room.join(chloe)
  await settle()
  expect(desk.reports.open.get()).toBe(0)
  const [message] = course.post(ben, { id: crypto.randomUUID(), content: 'rude' }, server.time).messages
  const { id } = await student.reports.send({ message_id: message!.id, reason: 'It is rude.' })
  await settle()
  expect(desk.reports.open.get()).toBe(1)
  expect(student.reports.open.get()).toBe(0)
  const later = await room.join(ada)
  await settle()
  expect(later.reports.open.get()).toBe(1)
  await later.reports.set(id, 'done')
  await settle()
  expect([desk, later].map(({ reports }) => reports.open.get())).toEqual([0, 0])
})
