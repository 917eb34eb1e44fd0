import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, type Conversation, type SyncAnswer } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import type { ViewerContext } from '../context.ts'
import { sendMessage } from '../messages/send.ts'
import { removeMember } from '../conversations/members.ts'
import { sync } from './sync.ts'

const clock = new ManualClock()
let server: TestServer
let talk: Conversation

beforeAll(async () => {
  server = await createTestServer({ clock })
})
beforeEach(async () => {
  clock.advance(1_000)
  talk = await newGroup(server.people.ben)
})
afterAll(() => server.close())

const newGroup = (...others: Person[]) =>
  server.as(server.people.ada).call(endpoints.createConversation, {
    body: { kind: 'group', member_ids: others.map(({ user_id }) => user_id) },
  })

const as = (viewer: Person): ViewerContext => ({ ...server.ctx, viewer })
const say = async (content: string, { id } = talk) =>
  (await sendMessage(as(server.people.ada), id, { content })).window

describe('changes', () => {
  const changes = (person: Person, since: number, limit?: number) =>
    server
      .as(person)
      .call(endpoints.getChanges, { params: { id: talk.id }, query: { since, ...(limit && { limit }) } })

  it('SY3 has everything since a cursor: messages, members and the conversation', async () => {
    await say('one')
    const answer = await changes(server.people.ben, 0)
    expect(answer).toMatchObject({ head: 2, window: { from: 0, to: 2, conversation: { id: talk.id } } })
    expect('window' in answer && answer.window.members).toHaveLength(2)
    const later = await changes(server.people.ben, 1)
    expect(later).toMatchObject({ window: { from: 1, to: 2, messages: [{ content: 'one' }], members: [] } })
    expect('window' in later && later.window.conversation).toBeUndefined()
    expect(await changes(server.people.ben, 2)).toMatchObject({ window: { from: 2, to: 2, messages: [] } })
  })

  it('starts again when history before the cursor was purged, or the cursor is from a lost future', async () => {
    await say('kept')
    await server.ctx.db.write(({ query }) =>
      query.updateTable('conversations').set({ purged_seq: 1 }).where('id', '=', talk.id).execute(),
    )
    expect(await changes(server.people.ben, 0)).toMatchObject({
      reset: true,
      head: 2,
      messages: [{ content: 'kept' }],
    })
    expect(await changes(server.people.ben, 9)).toMatchObject({ reset: true, head: 2 })
    expect(await changes(server.people.ben, 1)).toMatchObject({ window: { from: 1, to: 2 } })
  })

  it('AU1 looks to strangers as if there were nothing', async () => {
    await expect(changes(server.people.chloe, 0)).rejects.toMatchObject({ problem: { code: 'not_found' } })
  })
})

describe('sync', () => {
  const headsOf = async (person: Person) => (await poll(person, {})).heads

  const poll = (
    person: Person,
    heads: Record<string, number>,
    { wait_ms = 0, epoch = server.ctx.epoch, signal = new AbortController().signal } = {},
  ): Promise<SyncAnswer> => sync(as(person), { epoch, heads, wait_ms }, signal)

  /** Lets what was begun go as far as it can without time passing. */
  const settle = () => new Promise((resolve) => setImmediate(resolve))

  const isPending = async (promise: Promise<unknown>): Promise<boolean> => {
    await settle()
    return Promise.race([promise.then(() => false), settle().then(() => true)])
  }

  it('answers at once with the heads that differ', async () => {
    const heads = await headsOf(server.people.ben)
    const { to } = await say('news')
    expect(await poll(server.people.ben, heads, { wait_ms: 25_000 })).toEqual({
      epoch: server.ctx.epoch,
      heads: { [talk.id]: to },
    })
  })

  it('answers at once with all heads when the epoch is another', async () => {
    const heads = await headsOf(server.people.ben)
    expect(await poll(server.people.ben, heads, { wait_ms: 25_000, epoch: 'of before' })).toEqual({
      epoch: server.ctx.epoch,
      heads,
    })
  })

  it('waits for the next change of an own conversation', async () => {
    const heads = await headsOf(server.people.ben)
    const elsewhere = await newGroup()
    const answer = poll(server.people.ben, heads, { wait_ms: 25_000 })
    await say('not his', elsewhere)
    expect(await isPending(answer)).toBe(true)
    const { to } = await say('his')
    expect((await answer).heads).toEqual({ [talk.id]: to })
  })

  it('hears of a conversation gained', async () => {
    const { chloe } = server.people
    const answer = poll(chloe, await headsOf(chloe), { wait_ms: 25_000 })
    expect(await isPending(answer)).toBe(true)
    const gained = await newGroup(chloe)
    expect((await answer).heads).toEqual({ [gained.id]: 1 })
  })

  it('AU2 hears nothing of a conversation lost', async () => {
    const heads = await headsOf(server.people.ben)
    await removeMember(as(server.people.ada), talk.id, server.people.ben.user_id)
    await say('without him')
    expect((await poll(server.people.ben, heads)).heads).toEqual({})
  })

  it('ends with the time, and with the request', async () => {
    const heads = await headsOf(server.people.ben)
    const inTime = poll(server.people.ben, heads, { wait_ms: 5_000 })
    expect(await isPending(inTime)).toBe(true)
    clock.advance(5_000)
    expect((await inTime).heads).toEqual({})
    const abort = new AbortController()
    const aborted = poll(server.people.ben, heads, { wait_ms: 5_000, signal: abort.signal })
    expect(await isPending(aborted)).toBe(true)
    abort.abort()
    expect((await aborted).heads).toEqual({})
  })

  it('AU3 ends with the session', async () => {
    const heads = await headsOf(server.people.ben)
    const answer = poll(server.people.ben, heads, { wait_ms: 25_000 })
    expect(await isPending(answer)).toBe(true)
    server.ctx.bus.publish('session_revoked', { session_id: server.people.ben.session_id })
    await expect(answer).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('keeps only a few of one session waiting: the oldest is answered as it stands', async () => {
    const heads = await headsOf(server.people.ben)
    const polls = Array.from({ length: 5 }, () => poll(server.people.ben, heads, { wait_ms: 5_000 }))
    expect((await polls[0]!).heads).toEqual({})
    expect(await isPending(polls[1]!)).toBe(true)
    await say('done')
    for (const each of polls.slice(1)) expect(Object.keys((await each).heads)).toEqual([talk.id])
  })
})
