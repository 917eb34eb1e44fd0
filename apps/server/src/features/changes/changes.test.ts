import { getEventListeners } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, LIMITS, type Conversation, type SyncAnswer } from '@lectern/protocol'
import { RunningStatements } from '../../testing/around-statements.ts'
import { SlowDb } from '../../testing/slow-db.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { countListeners } from '../../testing/holdings.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import type { Context, Viewer } from '../context.ts'
import { sendMessage } from '../messages/send.ts'
import { removeMember } from '../conversations/members.ts'
import { sync } from './sync.ts'

const clock = new ManualClock()
let server: TestServer
let talk: Conversation

const slow = new SlowDb()
const running = new RunningStatements()
/**
 * The real driver answers within a turn of the event loop; a slow one lets other work run between two
 * statements.
 */
const DRIVERS = { 'the real driver': undefined, 'a slow driver': slow.over }

describe.each(Object.entries(DRIVERS))('over %s', (_, db) => {
  beforeAll(async () => {
    server = await createTestServer({ clock, db: (real) => running.over(db ? db(real) : real) })
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    clock.advance(1_000)
    talk = await newGroup(server.people.ben)
  })

  const newGroup = (...others: Person[]) =>
    server.as(server.people.ada).call(endpoints.createConversation, {
      body: { kind: 'group', member_ids: others.map(({ user_id }) => user_id) },
    })

  const as = (viewer: Person): [Context, Viewer] => [server.ctx, viewer]
  const say = async (content: string, { id } = talk) =>
    (await sendMessage(...as(server.people.ada), id, { content })).window

  describe('changes', () => {
    const changes = (person: Person, since: number, limit?: number) =>
      server
        .as(person)
        .call(endpoints.getChanges, { params: { id: talk.id }, query: { since, ...(limit && { limit }) } })

    it('SY3 contain everything since a cursor: messages, members and the conversation', async () => {
      await say('one')
      const answer = await changes(server.people.ben, 0)
      expect(answer).toMatchObject({ head: 2, window: { from: 0, to: 2, conversation: { id: talk.id } } })
      expect('window' in answer && answer.window.members).toHaveLength(2)
      const later = await changes(server.people.ben, 1)
      expect(later).toMatchObject({ window: { from: 1, to: 2, messages: [{ content: 'one' }], members: [] } })
      expect('window' in later && later.window.conversation).toBeUndefined()
      expect(await changes(server.people.ben, 2)).toMatchObject({ window: { from: 2, to: 2, messages: [] } })
    })

    it('start again after a purge of the history before the cursor, or at a cursor from a lost future', async () => {
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

    it('say at a restart whether there is more before', async () => {
      for (let said = 0; said <= LIMITS.page_rows_default; said++) {
        clock.advance(1_000)
        await say(`${said}`)
      }
      const reset = await changes(server.people.ben, 999)
      expect(reset).toMatchObject({ reset: true, has_more_before: true, has_more_after: false })
      expect('reset' in reset && reset.messages).toHaveLength(LIMITS.page_rows_default)
      expect('reset' in reset && reset.messages.at(-1)?.content).toBe(`${LIMITS.page_rows_default}`)
    })

    it('SY5 end a page at its limit, whatever its rows are', async () => {
      for (const content of ['one', 'two', 'three', 'four']) await say(content)
      const sizes: number[] = []
      for (let since = 1, head = 5; since < head;) {
        const page = await changes(server.people.ben, since, 2)
        if (!('window' in page)) throw new Error('nothing was purged')
        sizes.push(page.window.messages.length)
        since = page.window.to
      }
      expect(sizes).toEqual([2, 2])
      const mixed = await changes(server.people.ben, 0, 3)
      expect(mixed).toMatchObject({ window: { to: 2, messages: [{ content: 'one' }] } })
      expect('window' in mixed && mixed.window.members).toHaveLength(2)
    })

    it('SY4 end at the head they name, whatever is committed meanwhile', async () => {
      await say('before')
      const reading = slow.hold((rows) => rows.some((row) => 'purged_seq' in row))
      const page = changes(server.people.ben, 1, 2)
      if (!db) reading.release()
      else {
        await reading.isRead
        await say('meanwhile')
        reading.release()
      }
      expect(await page).toMatchObject({ head: 2, window: { to: 2, messages: [{ content: 'before' }] } })
    })

    it('AU1 look to strangers as if the conversation did not exist', async () => {
      await expect(changes(server.people.chloe, 0)).rejects.toMatchObject({ problem: { code: 'not_found' } })
    })
  })

  describe('sync', () => {
    interface Polling {
      wait_ms?: number
      epoch?: string
      signal?: AbortSignal
    }

    const headsOf = async (person: Person) => (await poll(person, {})).heads

    const poll = (
      person: Person,
      heads: Record<string, number>,
      { wait_ms = 0, epoch = server.ctx.epoch, signal = new AbortController().signal }: Polling = {},
    ): Promise<SyncAnswer> => sync(...as(person), { ...(epoch && { epoch }), heads, wait_ms }, signal)

    /** Lets pending work go as far as it can without time passing. */
    const settle = async () => {
      for (let quiet = 0; quiet < 20; quiet = running.count > 0 ? 0 : quiet + 1)
        await new Promise((resolve) => setImmediate(resolve))
    }

    const isPending = async (promise: Promise<unknown>): Promise<boolean> => {
      const ended = () => false
      const end = promise.then(ended, ended)
      await settle()
      return Promise.race([end, settle().then(() => true)])
    }

    /** The answer comes without time passing: nobody turns the clock meanwhile, and a test that waits for it ends late. */
    const answered = <T>(promise: Promise<T>): Promise<T> => promise

    it('returns at once the heads that differ', async () => {
      const heads = await headsOf(server.people.ben)
      const { to } = await say('news')
      expect(await poll(server.people.ben, heads, { wait_ms: 25_000 })).toEqual({
        epoch: server.ctx.epoch,
        heads: { [talk.id]: to },
      })
    })

    it('S15 returns the heads of all conversations in pages, in the order of ids', async () => {
      await newGroup()
      await newGroup()
      const { heads } = await poll(server.people.ada, {})
      const page = (after?: string) =>
        sync(
          ...as(server.people.ada),
          { heads: {}, page: after === undefined ? {} : { after } },
          new AbortController().signal,
        )
      const ids = Object.keys(heads).sort()
      expect(await page()).toEqual({ epoch: server.ctx.epoch, heads })
      expect(Object.keys((await page(ids[0])).heads)).toEqual(ids.slice(1))
      expect(await page(ids.at(-1))).toEqual({ epoch: server.ctx.epoch, heads: {} })
    })

    it('returns at once all heads for another epoch', async () => {
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
      expect((await answered(answer)).heads).toEqual({ [talk.id]: to })
    })

    it('returns a new conversation', async () => {
      const { chloe } = server.people
      const answer = poll(chloe, await headsOf(chloe), { wait_ms: 25_000 })
      expect(await isPending(answer)).toBe(true)
      const gained = await newGroup(chloe)
      expect((await answered(answer)).heads).toEqual({ [gained.id]: 1 })
    })

    it('waits without an epoch, too', async () => {
      const heads = await headsOf(server.people.ben)
      const answer = sync(...as(server.people.ben), { heads, wait_ms: 25_000 }, new AbortController().signal)
      expect(await isPending(answer)).toBe(true)
      const { to } = await say('his')
      expect((await answered(answer)).heads).toEqual({ [talk.id]: to })
    })

    // Only a slow driver lets something happen between two statements.
    describe.each(db ? ['between two statements'] : [])('%s', () => {
      it('SY7 misses no commit between the reading of the heads and the waiting', async () => {
        const heads = await headsOf(server.people.ben)
        const reading = slow.hold((rows) => rows.some((row) => 'head' in row))
        const answer = poll(server.people.ben, heads, { wait_ms: 25_000 })
        await reading.isRead
        const { to } = await say('in between')
        reading.release()
        expect((await answered(answer)).heads).toEqual({ [talk.id]: to })
      })

      it('AU3 ends with a session that was revoked while the heads were read', async () => {
        const heads = await headsOf(server.people.ben)
        const reading = slow.hold((rows) => rows.some((row) => 'head' in row))
        const answer = poll(server.people.ben, heads, { wait_ms: 25_000 })
        await reading.isRead
        server.ctx.bus.publish('session_revoked', { session_id: server.people.ben.session_id })
        reading.release()
        await expect(answered(answer)).rejects.toMatchObject({ code: 'unauthorized' })
      })
    })

    it('AU2 returns nothing of a lost conversation', async () => {
      const heads = await headsOf(server.people.ben)
      await removeMember(...as(server.people.ada), talk.id, server.people.ben.user_id)
      await say('without him')
      expect((await poll(server.people.ben, heads)).heads).toEqual({})
    })

    it('ends with the time, and with the request', async () => {
      const heads = await headsOf(server.people.ben)
      const inTime = poll(server.people.ben, heads, { wait_ms: 5_000 })
      expect(await isPending(inTime)).toBe(true)
      clock.advance(5_000)
      expect((await answered(inTime)).heads).toEqual({})
      const abort = new AbortController()
      const aborted = poll(server.people.ben, heads, { wait_ms: 5_000, signal: abort.signal })
      expect(await isPending(aborted)).toBe(true)
      abort.abort()
      expect((await answered(aborted)).heads).toEqual({})
    })

    it('AU3 ends with the session', async () => {
      const heads = await headsOf(server.people.ben)
      const answer = poll(server.people.ben, heads, { wait_ms: 25_000 })
      expect(await isPending(answer)).toBe(true)
      server.ctx.bus.publish('session_revoked', { session_id: server.people.ada.session_id })
      expect(await isPending(answer)).toBe(true)
      server.ctx.bus.publish('session_revoked', { session_id: server.people.ben.session_id })
      await expect(answered(answer)).rejects.toMatchObject({ code: 'unauthorized' })
    })

    it('leaves neither listener nor timer behind, at any end', async () => {
      const { ben } = server.people
      const heads = await headsOf(ben)
      const listeners = countListeners(server.ctx.bus)
      const timers = clock.pending
      const abort = new AbortController()
      const wait = (wait_ms: number) => poll(ben, heads, { wait_ms, signal: abort.signal })
      const ended = wait(5_000)
      expect(await isPending(ended)).toBe(true)
      clock.advance(5_000)
      await ended
      expect([listeners(), clock.pending]).toEqual([0, timers])
      const answered = wait(25_000)
      expect(await isPending(answered)).toBe(true)
      await say('news')
      await answered
      // What the message began ends by itself; the poll would wait longer.
      clock.advance(5_000)
      expect([listeners(), clock.pending]).toEqual([0, timers])
      expect(getEventListeners(abort.signal, 'abort')).toEqual([])
    })

    it('keeps only a few waits of one session: the oldest are answered at once', async () => {
      const heads = await headsOf(server.people.ben)
      const polls = Array.from({ length: 6 }, () => poll(server.people.ben, heads, { wait_ms: 5_000 }))
      for (const oldest of polls.slice(0, 2)) expect((await answered(oldest)).heads).toEqual({})
      expect(await isPending(polls[2]!)).toBe(true)
      await say('done')
      for (const each of polls.slice(2)) expect(Object.keys((await each).heads)).toEqual([talk.id])
    })

    it('do not end for a request that does not wait', async () => {
      const heads = await headsOf(server.people.ben)
      const polls = Array.from({ length: 4 }, () => poll(server.people.ben, heads, { wait_ms: 5_000 }))
      await poll(server.people.ben, heads)
      expect(await isPending(polls[0]!)).toBe(true)
      await say('done')
      for (const each of polls) expect(Object.keys((await each).heads)).toEqual([talk.id])
    })
  })
})
