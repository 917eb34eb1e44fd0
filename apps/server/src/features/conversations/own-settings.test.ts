import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS, MUTED_FOR_EVER, type OwnWindow } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import { deleteMessage } from '../messages/messages.ts'
import { sendMessage } from '../messages/send.ts'
import { countConversations, getConversation, listConversations } from './conversations.ts'
import { createConversation } from './create.ts'
import { addMembers, removeMember } from './members.ts'
import { getOwnChanges, setOwn } from './own-settings.ts'
import { putReceipt } from './receipts.ts'

const clock = new ManualClock()
/** Higher than any head: whatever was said so far. */
const NOW = Number.MAX_SAFE_INTEGER
let server: TestServer
let ada: Person
let ben: Person
let id: string

beforeEach(async () => {
  server = await createTestServer({ clock })
  ;({ ada, ben } = server.people)
  const { ctx } = server
  const made = await createConversation(ctx, ada, {
    kind: 'group',
    title: 'Project',
    member_ids: [ben.user_id, server.people.chloe.user_id],
  })
  id = made.conversation.id
})
afterEach(() => server.close())

const say = async (person: Person, content: string, where = id) => {
  const { window } = await sendMessage(server.ctx, person, where, { content })
  return window.messages[0]!
}
const set = async (person: Person, asked: Parameters<typeof setOwn>[3]) =>
  (await setOwn(server.ctx, person, id, asked)).window
const seen = (person: Person) => getConversation(server.ctx, person, id)
const listed = async (person: Person, filter: 'all' | 'archived' | 'unread') =>
  (await listConversations(server.ctx, person, { filter })).conversations.map((each) => each.id)

describe('own settings', () => {
  it('are of one member, and numbered by their own clock', async () => {
    const first = await set(ben, { pinned: true })
    const second = await set(ben, { muted_until: MUTED_FOR_EVER })
    expect([first, second].map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
    ])
    expect((await seen(ben)).own).toEqual({
      conversation_id: id,
      changed_seq: 2,
      pinned_at: timestamp(clock.now()),
      muted_until: MUTED_FOR_EVER,
    })
    expect((await seen(ada)).own).toBeUndefined()
  })

  it('change nothing of the conversation: no number of its clock, no row, no place in the list of others', async () => {
    const before = await seen(ada)
    await set(ben, { pinned: true, archived_seq: NOW })
    expect(await seen(ada)).toEqual(before)
  })

  it('are told to the devices of that person alone', async () => {
    const told: { user_id: string; window: OwnWindow }[] = []
    server.ctx.bus.subscribe('own_window', (event) => told.push(event))
    const window = await set(ben, { pinned: true })
    expect(told).toEqual([{ user_id: ben.user_id, window }])
  })

  it('a repeat changes nothing, and nobody is told', async () => {
    await set(ben, { pinned: true })
    clock.advance(1_000)
    expect(await set(ben, { pinned: true })).toEqual({ from: 1, to: 1, settings: [] })
  })

  it('of a conversation that one is not in do not exist', async () => {
    const other = await directTalk(server)
    await expect(setOwn(server.ctx, server.people.chloe, other.id, { pinned: true })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('since a cursor come in pages, each conversation once as it is now', async () => {
    const more = await createConversation(server.ctx, ben, { kind: 'group', member_ids: [ada.user_id] })
    await set(ben, { pinned: true })
    await setOwn(server.ctx, ben, more.conversation.id, { archived_seq: NOW })
    await set(ben, { pinned: false })
    const read = (since: number, limit: number) => getOwnChanges(server.ctx, ben, { since, limit })
    const page = await read(0, 1)
    expect(page.window).toMatchObject({
      from: 0,
      to: 2,
      settings: [{ conversation_id: more.conversation.id }],
    })
    const rest = await read(2, 1)
    expect(rest).toMatchObject({ head: 3, window: { from: 2, to: 3, settings: [{ conversation_id: id }] } })
    expect(await read(3, 1)).toEqual({ head: 3, window: { from: 3, to: 3, settings: [] } })
  })

  it('end with the membership', async () => {
    await set(ben, { pinned: true, muted_until: MUTED_FOR_EVER, archived_seq: NOW })
    await removeMember(server.ctx, ada, id, ben.user_id)
    await addMembers(server.ctx, ada, id, [ben.user_id])
    expect((await seen(ben)).own).toEqual({ conversation_id: id, changed_seq: 1 })
  })
})

describe('a pinned conversation', () => {
  it('comes before all others, on whichever page', async () => {
    for (let at = 0; at < 3; at++) {
      clock.advance(1_000)
      await createConversation(server.ctx, ben, { kind: 'group', member_ids: [ada.user_id] })
    }
    await set(ben, { pinned: true })
    const first = await listConversations(server.ctx, ben, { limit: 2 })
    expect(first.conversations[0]?.id).toBe(id)
    const rest = await listConversations(server.ctx, ben, { limit: 100, cursor: first.next_cursor! })
    const all = [...first.conversations, ...rest.conversations].map((each) => each.id)
    expect(new Set(all).size).toBe(all.length)
    expect(all.toSorted()).toEqual((await listed(ben, 'all')).toSorted())
  })
})

describe('a muted conversation', () => {
  it('counts for nothing but what names the person, until the time has come', async () => {
    await set(ben, { muted_until: timestamp(clock.now() + 60_000) })
    await say(ada, 'one')
    const silent = await countConversations(server.ctx, ben)
    expect(await listed(ben, 'unread')).not.toContain(id)
    await sendMessage(server.ctx, ada, id, { content: 'two @Ben', mentions: [ben.user_id] })
    expect(await countConversations(server.ctx, ben)).toMatchObject({
      unread: silent.unread + 1,
      unread_messages: silent.unread_messages + 1,
      mentions: 1,
    })
    expect(await seen(ben)).toMatchObject({ unread: 2 })
    clock.advance(60_000)
    expect(await countConversations(server.ctx, ben)).toMatchObject({
      unread_messages: silent.unread_messages + 2,
    })
  })
})

describe('an archived conversation', () => {
  it('leaves list and counts, and comes back when somebody writes', async () => {
    await say(ada, 'one')
    const before = await countConversations(server.ctx, ben)
    await set(ben, { archived_seq: NOW })
    expect(await countConversations(server.ctx, ben)).toMatchObject({
      unread: before.unread - 1,
      archived: 1,
    })
    expect(await listed(ben, 'archived')).toEqual([id])
    // A system message is no reason.
    await removeMember(server.ctx, ada, id, server.people.chloe.user_id)
    expect(await listed(ben, 'archived')).toEqual([id])
    await say(ada, 'two')
    expect(await listed(ben, 'archived')).toEqual([])
    expect(await listed(ben, 'unread')).toContain(id)
  })

  it('that is muted stays away until it is muted no more', async () => {
    await set(ben, { archived_seq: NOW, muted_until: timestamp(clock.now() + 60_000) })
    await say(ada, 'one')
    expect(await listed(ben, 'archived')).toEqual([id])
    clock.advance(60_000)
    expect(await listed(ben, 'archived')).toEqual([])
  })
})

describe('marking as unread', () => {
  it('begins with the next message of somebody else, whatever was read; others still see it read', async () => {
    await say(ada, 'one')
    const own = await say(ben, 'two')
    const third = await say(ada, 'three')
    await say(ada, 'four')
    const { head } = await seen(ben)
    await putReceipt(server.ctx, ben, id, { read_seq: head })
    const { settings } = await set(ben, { unread_from: own.created_seq })
    expect(settings[0]?.unread_from).toBe(third.created_seq)
    expect(await seen(ben)).toMatchObject({ unread: 2, read_seq: head })
    const asAda = (await seen(ada)).members.find(({ user_id }) => user_id === ben.user_id)
    expect(asAda?.read_seq).toBe(head)
  })

  it('holds while one reads on, and ends when one says so', async () => {
    const first = await say(ada, 'one')
    await putReceipt(server.ctx, ben, id, { read_seq: first.created_seq })
    await set(ben, { unread_from: first.created_seq })
    const second = await say(ada, 'two')
    const receipt = await putReceipt(server.ctx, ben, id, { read_seq: second.created_seq })
    expect(receipt).toMatchObject({ read_seq: second.created_seq, unread: 2 })
    await set(ben, { unread_from: null })
    expect(await seen(ben)).toMatchObject({ unread: 0 })
  })

  it('counts own messages and deleted ones right, also those from before', async () => {
    const first = await say(ada, 'one')
    await putReceipt(server.ctx, ben, id, { read_seq: first.created_seq })
    // Nothing was unread when they were sent: they are no exemptions yet.
    const gone = await say(ben, 'two')
    await say(ben, 'three')
    await deleteMessage(server.ctx, ben, { id, message_id: gone.id })
    await set(ben, { unread_from: first.created_seq })
    expect(await seen(ben)).toMatchObject({ unread: 1 })
    await say(ben, 'four')
    await say(ada, 'five')
    expect(await seen(ben)).toMatchObject({ unread: 2 })
  })

  it('brings mentions back as well', async () => {
    const { window } = await sendMessage(server.ctx, ada, id, { content: '@Ben', mentions: [ben.user_id] })
    const { created_seq } = window.messages[0]!
    await putReceipt(server.ctx, ben, id, { read_seq: created_seq })
    await set(ben, { unread_from: created_seq })
    expect(await seen(ben)).toMatchObject({ unread_mentions: [created_seq] })
  })

  it('from an unread message on reads what lies before it', async () => {
    const first = await say(ada, 'one')
    const second = await say(ada, 'two')
    await set(ben, { unread_from: second.created_seq })
    expect(await seen(ben)).toMatchObject({ unread: 1, read_seq: second.created_seq - 1 })
    expect(first.created_seq).toBeLessThan(second.created_seq)
  })

  it('needs a message of somebody else, within the limit', async () => {
    const own = await say(ben, 'one')
    await expect(set(ben, { unread_from: own.created_seq })).rejects.toMatchObject({ code: 'conflict' })
    const first = await say(ada, 'two')
    await server.ctx.db.write(async ({ query }) => {
      await query
        .updateTable('conversations')
        .set({ last_ordinal: LIMITS.unread_again + 2 })
        .where('id', '=', id)
        .execute()
    })
    await expect(set(ben, { unread_from: first.created_seq })).rejects.toMatchObject({ code: 'too_large' })
  })
})
