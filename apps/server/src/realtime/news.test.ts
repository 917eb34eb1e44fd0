import { afterEach, beforeEach, expect, it } from 'vitest'
import { endpoints, SUBPROTOCOL, type DownFrame } from '@lectern/protocol'
import type { Person } from '../testing/people.ts'
import { openClassroom, type Classroom } from './testing/classroom.ts'
import type { SocketClient } from './testing/socket-client.ts'

let room: Classroom
beforeEach(async () => {
  room = await openClassroom()
})
afterEach(() => room.close())

const call = (person: Person) => room.server.as(person)
const newsOf = (client: SocketClient): string[] =>
  client.texts
    .flatMap((text) => JSON.parse(text) as DownFrame | DownFrame[])
    .flatMap((frame) => (frame.type === 'news' ? [frame.of] : []))

it('S13 tells all devices of a person, and nobody else, that their blocks and saved messages changed', async () => {
  const { ada, ben } = room.people
  const talk = await room.talk(ada, {}, ben)
  const [message] = (await room.say(ada, talk, 'Look')).messages
  const devices = [await room.watching(ben, talk), await room.watching(ben, talk)]
  const hers = await room.watching(ada, talk)
  await call(ben).call(endpoints.blockUser, { params: { user_id: ada.user_id } })
  await call(ben).call(endpoints.unblockUser, { params: { user_id: ada.user_id } })
  await call(ben).call(endpoints.saveMessage, { params: { message_id: message!.id } })
  for (const device of devices) await expect.poll(() => newsOf(device)).toEqual(['blocks', 'blocks', 'saved'])
  await room.say(ben, talk, 'Thanks')
  await expect.poll(() => hers.texts.some((text) => text.includes('Thanks'))).toBe(true)
  expect(newsOf(hers)).toEqual([])
})

it('S13 tells those who may deal with a report: administrators, and staff of the conversation', async () => {
  const { ada, ben, chloe, admin } = room.people
  const talk = await room.talk(ada, {}, ben, chloe)
  const elsewhere = await room.talk(admin, {})
  const [rude] = (await room.say(ben, talk, 'rude')).messages
  const [hard] = (await room.say(ada, talk, 'hard')).messages
  const office = await room.watching(admin, elsewhere)
  const [hers, his, reporter] = [
    await room.watching(ada, talk),
    await room.watching(ben, talk),
    await room.watching(chloe, talk),
  ]
  const report = (body: object) =>
    call(chloe).call(endpoints.createReport, { body: { reason: 'It is rude.', ...body } })
  const { id } = await report({ message_id: rude!.id })
  await expect.poll(() => [office, hers].map(newsOf)).toEqual([['reports'], ['reports']])
  await report({ message_id: hard!.id })
  await report({ user_id: ben.user_id })
  await call(admin).call(endpoints.patchReport, { params: { id }, body: { state: 'done' } })
  await expect.poll(() => newsOf(office)).toHaveLength(4)
  await expect.poll(() => newsOf(hers)).toHaveLength(2)
  expect([his, reporter].map(newsOf)).toEqual([[], []])
  const open = async (person: Person) => (await call(person).call(endpoints.listReports, { query: {} })).open
  expect([await open(admin), await open(ada)]).toEqual([2, 0])
})

it('OS1 tells all devices of a person, and nobody else, what they set for themselves', async () => {
  const { ada, ben } = room.people
  const talk = await room.talk(ada, {}, ben)
  const devices = [await room.watching(ben, talk), await room.watching(ben, talk)]
  const hers = await room.watching(ada, talk)
  const set = (body: object) => call(ben).call(endpoints.patchOwnSettings, { params: { id: talk.id }, body })
  const { window } = await set({ pinned: true })
  for (const device of devices)
    await expect.poll(() => device.ofType('own')).toEqual([{ type: 'own', ...window }])
  await room.say(ben, talk, 'Thanks')
  await expect.poll(() => hers.texts.some((text) => text.includes('Thanks'))).toBe(true)
  expect(hers.ofType('own')).toEqual([])
})

it('OS1 hello has the head of the own clock, and so has a poll that is told everything anew', async () => {
  const { ada, ben } = room.people
  const talk = await room.talk(ada, {}, ben)
  await call(ben).call(endpoints.patchOwnSettings, { params: { id: talk.id }, body: { pinned: true } })
  const device = room.dial({ user_id: ben.user_id, token: ben.access_token, protocols: [SUBPROTOCOL] })
  expect(await device.first('hello')).toMatchObject({ own_seq: 1 })
  const poll = await call(ben).call(endpoints.sync, { body: { heads: {}, connection: 'new' } })
  expect(poll.own_seq).toBe(1)
})
