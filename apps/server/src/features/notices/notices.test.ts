import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import { createConversation } from '../conversations/create.ts'
import { removeMember } from '../conversations/members.ts'
import { setOwn } from '../conversations/own-settings.ts'
import { putReceipt } from '../conversations/receipts.ts'
import { deleteMessage, editMessage } from '../messages/messages.ts'
import { sendMessage } from '../messages/send.ts'
import { getHearing } from './hearing.ts'
import { dismissNotices, listNotices } from './notices.ts'
import { getNoticeSettings, patchNoticeSettings } from './settings.ts'
import { isForgotten, tellBatch } from './tell.ts'

const clock = new ManualClock()
const NOBODY = { viewersOf: () => new Set<string>() }
let server: TestServer
let ada: Person
let ben: Person
let chloe: Person
let id: string

beforeEach(async () => {
  server = await createTestServer({ clock })
  ;({ ada, ben, chloe } = server.people)
  const member_ids = [ben.user_id, chloe.user_id]
  const made = await createConversation(server.ctx, ada, { kind: 'course', title: 'Algebra', member_ids })
  id = made.conversation.id
})
afterEach(() => server.close())

const say = async (person: Person, content: string, more: object = {}) => {
  const { window } = await sendMessage(server.ctx, person, id, { content, ...more })
  while ((await tellBatch(server.ctx, NOBODY)) > 0);
  return window.messages[0]!
}
const name = (person: Person) => ({ mentions: [person.user_id] })
const listOf = (person: Person) => listNotices(server.ctx, person, {})
const hearingOf = (viewer: Person, message_id: string, user_id?: string) =>
  getHearing(server.ctx, viewer, { id, message_id }, user_id)

describe('NO2 the list of notices', () => {
  it('has what concerned the person, the latest first, in pages, with the text as it is now', async () => {
    const first = await say(ada, 'one @Ben', name(ben))
    clock.advance(1_000)
    const second = await say(ada, 'two @Ben', name(ben))
    await editMessage(server.ctx, ada, { id, message_id: first.id }, { content: 'won @Ben' })
    const page = await listNotices(server.ctx, ben, { limit: 1 })
    expect(page).toMatchObject({
      open: 2,
      notices: [{ message_id: second.id, because: 'named', title: 'Algebra' }],
    })
    const rest = await listNotices(server.ctx, ben, { limit: 1, cursor: page.next_cursor! })
    expect(rest).toMatchObject({ next_cursor: null, notices: [{ excerpt: 'won @Ben', sender: 'Ada' }] })
    expect(await listOf(chloe)).toEqual({ notices: [], next_cursor: null, open: 0 })
  })

  it('staff hear of questions in a course, students do not', async () => {
    await say(ben, 'Why?', { question: true })
    expect((await listOf(ada)).notices).toMatchObject([{ because: 'question' }])
    expect((await listOf(chloe)).open).toBe(0)
  })
})

describe('NO3 a notice ends on all devices', () => {
  let ended: string[]
  beforeEach(() => {
    ended = []
    server.ctx.bus.subscribe('notices_ended', ({ user_id }) => ended.push(user_id))
  })

  it('when the message is read, and only then', async () => {
    const first = await say(ada, '@Ben', name(ben))
    const second = await say(ada, '@Ben', name(ben))
    await putReceipt(server.ctx, ben, id, { read_seq: first.created_seq })
    expect(await listOf(ben)).toMatchObject({ open: 1 })
    await putReceipt(server.ctx, ben, id, { read_seq: second.created_seq })
    expect(await listOf(ben)).toMatchObject({ open: 0, notices: [{}, {}] })
    await putReceipt(server.ctx, ben, id, { read_seq: second.created_seq })
    expect(ended).toEqual([ben.user_id, ben.user_id])
  })

  it('when it is deleted, and is not listed then', async () => {
    const { id: message_id } = await say(ada, '@Ben', name(ben))
    await deleteMessage(server.ctx, ada, { id, message_id })
    expect(await listOf(ben)).toEqual({ notices: [], next_cursor: null, open: 0 })
    expect(await hearingOf(ben, message_id)).toMatchObject({ heard: true, ended_by: 'deleted' })
  })

  it('when the person is removed, who may not read it any more', async () => {
    const { id: message_id } = await say(ada, '@Ben', name(ben))
    await removeMember(server.ctx, ada, id, ben.user_id)
    expect(await listOf(ben)).toMatchObject({ notices: [], open: 0 })
    expect(await hearingOf(ada, message_id, ben.user_id)).toMatchObject({ ended_by: 'removed' })
  })

  it('when it is dismissed: one, or all up to a time; the messages stay unread', async () => {
    const first = await say(ada, '@Ben', name(ben))
    await say(ada, '@Ben', name(ben))
    await dismissNotices(server.ctx, ben, { message_id: first.id })
    expect(await listOf(ben)).toMatchObject({ open: 1 })
    await dismissNotices(server.ctx, chloe, { message_id: first.id })
    const { notices } = await listOf(ben)
    await dismissNotices(server.ctx, ben, { until: notices[0]!.told_at })
    expect(await listOf(ben)).toMatchObject({ open: 0 })
    expect(ended).toEqual([ben.user_id, ben.user_id])
    const { unread } = await server.as(ben).call(endpoints.getConversation, { params: { id } })
    expect(unread).toBe(2)
  })

  it('what was read before anybody was told is told to nobody', async () => {
    const { window } = await sendMessage(server.ctx, ada, id, { content: '@Ben', ...name(ben) })
    await putReceipt(server.ctx, ben, id, { read_seq: window.to })
    await tellBatch(server.ctx, NOBODY)
    expect(await listOf(ben)).toMatchObject({ notices: [] })
    expect(await hearingOf(ben, window.messages[0]!.id)).toMatchObject({ heard: false, because: 'read' })
  })
})

describe('NO4 why one heard of it, or did not', () => {
  it('is told with the level in force and who set it', async () => {
    const plain = await say(ada, 'all of you')
    expect(await hearingOf(ben, plain.id)).toEqual({
      ...{ user_id: ben.user_id, heard: false, because: 'level' },
      ...{ level: 'mentions', level_of: 'house' },
    })
    await setOwn(server.ctx, ben, id, { level: 'all' })
    const loud = await say(ada, 'all of you')
    expect(await hearingOf(ben, loud.id)).toMatchObject({
      ...{ heard: true, because: 'all', level: 'all', level_of: 'conversation' },
    })
    // Set meanwhile, so it says nothing about that time.
    expect(await hearingOf(ben, plain.id)).toMatchObject({ heard: false, because: 'changed' })
  })

  it('is not known before it is decided', async () => {
    const { window } = await sendMessage(server.ctx, ada, id, { content: 'one' })
    expect(await hearingOf(ben, window.messages[0]!.id)).toMatchObject({ because: 'pending' })
  })

  it('tells staff that it was a choice, not which', async () => {
    await setOwn(server.ctx, ben, id, { level: 'nothing' })
    const { id: message_id } = await say(ada, '@Ben', name(ben))
    expect(await hearingOf(ben, message_id)).toMatchObject({ because: 'nothing' })
    expect(await hearingOf(ada, message_id, ben.user_id)).toEqual({
      ...{ user_id: ben.user_id, heard: false, because: 'own_choice' },
    })
    await setOwn(server.ctx, ben, id, { level: null })
    const quiet = { from: '00:00', to: '00:00', days: [1, 2, 3, 4, 5, 6, 7], time_zone: 'UTC' }
    await patchNoticeSettings(server.ctx, ben, { quiet })
    const held = await say(ada, '@Ben', name(ben))
    expect(await hearingOf(ben, held.id)).toMatchObject({ heard: true, held: 'quiet' })
    expect(await hearingOf(ada, held.id, ben.user_id)).toMatchObject({ heard: true, held: 'own_choice' })
  })

  it('is nothing that students ask about others', async () => {
    const { id: message_id } = await say(ada, 'one')
    await expect(hearingOf(ben, message_id, chloe.user_id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(hearingOf(ada, message_id, crypto.randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the settings', () => {
  it('keep what is left out, and go back to what the house has', async () => {
    const quiet = { from: '22:00', to: '07:00', days: [1, 2], time_zone: 'Europe/Berlin' }
    await patchNoticeSettings(server.ctx, ben, { course: 'all', quiet })
    await patchNoticeSettings(server.ctx, ben, { group: 'nothing' })
    const set = { direct: 'all', group: 'nothing', course: 'all', quiet }
    expect(await getNoticeSettings(server.ctx, ben)).toEqual(set)
    await patchNoticeSettings(server.ctx, ben, { group: null, course: null, quiet: null })
    expect(await getNoticeSettings(server.ctx, ben)).toEqual({
      direct: 'all',
      group: 'all',
      course: 'mentions',
    })
  })

  it('refuse a time zone that nobody knows', async () => {
    const quiet = { from: '22:00', to: '07:00', days: [], time_zone: 'Moon/Base' }
    await expect(patchNoticeSettings(server.ctx, ben, { quiet })).rejects.toMatchObject({ code: 'invalid' })
  })
})

it('what is older than 30 days may be forgotten', async () => {
  const message = await say(ada, 'one')
  expect(isForgotten(message, clock.now())).toBe(false)
  expect(isForgotten(message, clock.now() + 31 * 24 * 3_600_000)).toBe(true)
})
