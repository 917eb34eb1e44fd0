import { afterEach, beforeEach, expect, it } from 'vitest'
import { endpoints, type NoticesFrame } from '@lectern/protocol'
import { deleteMessage } from '../features/messages/messages.ts'
import { sendMessage } from '../features/messages/send.ts'
import { setOwn } from '../features/conversations/own-settings.ts'
import type { Person } from '../testing/people.ts'
import { openClassroom, type Classroom } from './testing/classroom.ts'
import type { SocketClient } from './testing/socket-client.ts'

let room: Classroom
beforeEach(async () => {
  room = await openClassroom()
})
afterEach(() => room.close())

const toldTo = (client: SocketClient): NoticesFrame[] => client.ofType('notices') as NoticesFrame[]
const openOf = (client: SocketClient): number[] => toldTo(client).map(({ open }) => open)

/** Somebody names Ben; the job is asked for a moment later. */
const name = async (by: Person, id: string, content = '@Ben, look') => {
  const { window } = await sendMessage(...room.as(by), id, { content, mentions: [room.people.ben.user_id] })
  room.clock.advance(500)
  return window.messages[0]!
}

it('NO5 a notice comes to all devices of the person, and to nobody else', async () => {
  const { ada, ben, chloe } = room.people
  const talk = await room.talk(ada, { kind: 'course', title: 'Algebra' }, ben, chloe)
  const devices = [await room.watching(ben, talk), await room.watching(ben, talk)]
  const others = [await room.watching(ada, talk), await room.watching(chloe, talk)]
  const { id: message_id, created_seq } = await name(ada, talk.id)
  for (const device of devices)
    await expect
      .poll(() => toldTo(device))
      .toMatchObject([{ open: 1, notice: { message_id, created_seq, because: 'named', title: 'Algebra' } }])
  expect(others.flatMap(toldTo)).toEqual([])
})

it('NO3 all devices hear that it was read, deleted, or dismissed', async () => {
  const { ada, ben } = room.people
  const talk = await room.talk(ada, { kind: 'course', title: 'Algebra' }, ben)
  const device = await room.watching(ben, talk)
  const call = room.server.as(ben)
  const first = await name(ada, talk.id)
  const second = await name(ada, talk.id)
  const third = await name(ada, talk.id)
  await expect.poll(() => openOf(device)).toHaveLength(3)
  expect(openOf(device).at(-1)).toBe(3)
  await call.call(endpoints.putReceipt, { params: { id: talk.id }, body: { read_seq: first.created_seq } })
  await expect.poll(() => openOf(device).at(-1)).toBe(2)
  await deleteMessage(...room.as(ada), { id: talk.id, message_id: second.id })
  await expect.poll(() => openOf(device).at(-1)).toBe(1)
  await call.call(endpoints.dismissNotices, { body: { message_id: third.id } })
  await expect.poll(() => openOf(device).at(-1)).toBe(0)
})

it('NO6 who looks at the conversation is told without a sound, until they look elsewhere', async () => {
  const { ada, ben } = room.people
  const talk = await room.talk(ada, {}, ben)
  const device = await room.watching(ben, talk)
  const other = await room.watching(ben, talk)
  const viewers = () => [...room.server.system.connections.viewersOf(talk.id)]
  device.send({ type: 'view', conversation_id: talk.id })
  await expect.poll(viewers).toEqual([ben.user_id])
  await name(ada, talk.id)
  await expect.poll(() => toldTo(other)).toMatchObject([{ notice: { held: 'viewed' } }])
  // Nobody is at the device.
  device.send({ type: 'activity', state: 'idle' })
  await expect.poll(viewers).toEqual([])
  device.send({ type: 'activity', state: 'active' })
  await expect.poll(viewers).toEqual([ben.user_id])
  device.send({ type: 'view' })
  await expect.poll(viewers).toEqual([])
  await name(ada, talk.id)
  await expect.poll(() => toldTo(other)).toHaveLength(2)
  expect(toldTo(other)[1]?.notice).not.toHaveProperty('held')
})

it('NO6 a connection that ends looks at nothing, and nobody looks where they are no member', async () => {
  const { ada, ben, chloe } = room.people
  const talk = await room.talk(ada, {}, ben)
  const elsewhere = await room.talk(chloe, {}, ada)
  const device = await room.watching(ben, talk)
  const viewers = (id: string) => [...room.server.system.connections.viewersOf(id)]
  device.send({ type: 'view', conversation_id: elsewhere.id })
  device.send({ type: 'view', conversation_id: talk.id })
  await expect.poll(() => viewers(talk.id)).toEqual([ben.user_id])
  expect(viewers(elsewhere.id)).toEqual([])
  device.close()
  await expect.poll(() => viewers(talk.id)).toEqual([])
})

it('NO1 what one wants to hear nothing of is told to no device', async () => {
  const { ada, ben } = room.people
  const talk = await room.talk(ada, {}, ben)
  const other = await room.talk(ada, {}, ben)
  const device = await room.watching(ben, talk)
  await setOwn(...room.as(ben), talk.id, { level: 'nothing' })
  await name(ada, talk.id)
  await name(ada, other.id, 'Here, @Ben')
  await expect.poll(() => toldTo(device)).toHaveLength(1)
  expect(toldTo(device)).toMatchObject([{ open: 1, notice: { conversation_id: other.id } }])
})
