import type { Conversation, Member, Message, MessagePage, Reset, Window } from '@lectern/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { Emitter } from '../core/emitter.ts'
import { notFoundError } from '../core/errors.ts'
import type { OutboxItem } from '../outbox/outbox-item.ts'
import { ManualClock } from '../testing/index.ts'
import type { Context, ConversationEvents } from './context.ts'
import { OwnSettingsStore } from './own-settings.ts'
import { Replica } from './replica.ts'

const ID = 'algebra'
const ADA = { id: 'ada', name: 'Ada', role: 'instructor' }
const NO_RECEIPT = { delivered_seq: 0, read_seq: 0 }

let clock: ManualClock
let pages: ((page: MessagePage) => void)[]
let items: OutboxItem[]
let confirmed: string[]
let cursor: number
let arrived: string[]
let fetched: number
let watchChanges: number
let replica: Replica
beforeEach(() => {
  clock = new ManualClock()
  pages = []
  items = []
  confirmed = []
  cursor = 0
  arrived = []
  fetched = watchChanges = 0
  const events = new Emitter<ConversationEvents>()
  events.on('message_arrived', ({ id }) => arrived.push(id))
  const context = {
    clock,
    random: () => 0.5,
    events,
    me: () => ADA,
    send: () => true,
    http: { call: () => new Promise((resolve) => pages.push(resolve)) },
    sync: { cursor: () => cursor, head: () => {}, wake: () => {} },
    outbox: {
      of: () => items,
      readSeq: () => 0,
      ownOf: () => [],
      confirm: (messages: readonly Message[]) => {
        for (const { id } of messages) confirmed.push(`${id} of ${ids().join(' ')}`)
      },
    },
    attachments: { files: { partsOf: () => [] } },
  } as unknown as Context
  const ignore = () => {}
  const fetch = async () => void fetched++
  replica = new Replica(ID, context, {
    fetch,
    watchChanged: () => void watchChanges++,
    summaryChanged: ignore,
    changed: ignore,
    isListed: () => true,
    own: new OwnSettingsStore(context, ignore),
  })
})

const message = (created_seq: number, fields: Partial<Message> = {}): Message =>
  ({
    ...{ id: `m${created_seq}`, conversation_id: ID, sender_id: 'ben', sender: 'Ben', kind: 'text' },
    ...{ state: 'done', content: `Message ${created_seq}`, parts: [], reactions: [] },
    ...{ created_seq, changed_seq: created_seq, timestamp: '2026-11-23T14:02:00.000Z' },
    ...fields,
  }) as Message
const member = (user_id: string): Member =>
  ({ user_id, name: user_id, role: 'student', changed_seq: 1, ...NO_RECEIPT }) as Member
const conversation = (fields: Partial<Conversation> = {}): Conversation =>
  ({
    ...{ id: ID, kind: 'course', title: 'Algebra', display_title: 'Algebra', head: cursor, unread: 0 },
    ...{ members: [member('ada'), member('ben')], member_count: 2, changed_seq: 1, ...NO_RECEIPT },
    ...fields,
  }) as Conversation
const item = (fields: Partial<OutboxItem>): OutboxItem =>
  ({
    ...{ id: 'm9', user_id: 'ada', conversation_id: ID, body: { content: 'Mine' }, position: 1 },
    ...{ created_at: 0, status: 'queued' },
    ...fields,
  }) as OutboxItem
const turn = () => clock.advance(0)

const reset = (messages: Message[], head: number, has_more_before = false) =>
  replica.reset({ reset: true, messages, has_more_before, has_more_after: false, head } as Reset)

/** Known, with these messages and everything before them. */
const known = (...messages: Message[]): void => {
  cursor = Math.max(0, ...messages.map(({ changed_seq }) => changed_seq))
  replica.adopt(conversation(), cursor)
  reset(messages, cursor)
  fetched = 0
}
/** A window of the server. */
const hear = (messages: Message[], members: Member[] = []): void => {
  const since = cursor
  cursor = Math.max(cursor, ...messages.map(({ changed_seq }) => changed_seq))
  replica.apply({ conversation_id: ID, from: since, to: cursor, messages, members } as Window, since)
}
const rows = () => replica.timeline.get().rows
const ids = () => rows().map(({ id }) => id)
const contents = () => rows().map(({ message: { content } }) => content)
const delta = (at: number, text: string, message_id = 'm2') =>
  replica.stream({ type: 'delta', conversation_id: ID, message_id, invocation_id: 'turn', at, text })

describe('the projection', () => {
  test('shows stored messages, then pending ones', () => {
    known(message(1))
    items = [item({})]
    replica.project()
    expect(rows().map(({ id, status, own }) => [id, status, own])).toEqual([
      ['m1', 'stored', false],
      ['m9', 'queued', true],
    ])
  })

  test('shows an acknowledged message until its window has arrived, and never twice', () => {
    known(message(1))
    const stored = message(3, { id: 'm9', sender_id: 'ada', content: 'Mine' })
    items = [item({ status: 'acknowledged', stored })]
    replica.project()
    expect(ids()).toEqual(['m1', 'm9'])
    hear([message(2), stored])
    expect(ids()).toEqual(['m1', 'm2', 'm9'])
    // The outbox has not heard of it yet.
    items = [item({ status: 'sending' })]
    replica.project()
    expect(ids()).toEqual(['m1', 'm2', 'm9'])
    items = [item({ status: 'acknowledged', stored })]
    // Removed by somebody since: the copy in the outbox does not bring it back.
    reset([message(1)], 4)
    cursor = 4
    replica.project()
    expect(ids()).toEqual(['m1'])
  })

  test('has a message in the timeline before the outbox lets go of it', () => {
    known(message(1))
    hear([message(2)])
    expect(confirmed).toEqual(['m2 of m1 m2'])
  })

  test('shows a message that its author takes back as deleted, with a stable identity', () => {
    known(message(1, { sender_id: 'ada' }))
    items = [item({ id: 'm1', status: 'acknowledged', undone: true, stored: message(1) })]
    replica.project()
    const [first] = rows()
    expect(first?.message.deleted_at).toBeDefined()
    hear([message(2)])
    expect(rows()[0]).toBe(first)
    expect(ids()).toEqual(['m1', 'm2'])
  })

  test('leaves pending messages out of a detour', async () => {
    known(message(1))
    replica.reset({
      messages: [message(90)],
      has_more_before: true,
      has_more_after: false,
      head: 90,
    } as never)
    const jumping = replica.history.jumpTo('m5')
    pages[0]?.({ messages: [message(5)], has_more_before: true, has_more_after: true, head: 90 })
    await jumping
    items = [item({})]
    replica.project()
    expect(ids()).toEqual(['m5'])
    replica.history.leaveDetour()
    expect(ids()).toEqual(['m90', 'm9'])
  })
})

describe('deltas', () => {
  beforeEach(() => known(message(1), message(2, { state: 'streaming', content: 'Half' })))

  test('make one message longer, and only its row new', () => {
    const [first, second] = rows()
    delta(4, ' an')
    delta(7, ' hour')
    expect(contents()).toEqual(['Message 1', 'Half an hour'])
    expect(rows()[0]).toBe(first)
    expect(rows()[1]).not.toBe(second)
  })

  test('at another length, of another message or after the end change nothing', () => {
    const before = replica.timeline.get()
    delta(3, 'x')
    delta(5, 'x')
    delta(9, 'x', 'm1')
    expect(replica.timeline.get()).toBe(before)
    hear([message(2, { changed_seq: 3, content: 'Half' })])
    delta(4, 'x')
    expect(contents()).toEqual(['Message 1', 'Half'])
  })

  test('are replaced by the whole text when the answer is complete', () => {
    delta(4, ' a guess')
    hear([message(2, { changed_seq: 3, content: 'Half an hour.' })])
    expect(contents()).toEqual(['Message 1', 'Half an hour.'])
  })
})

describe('corrections', () => {
  test('replace a message in its place; an older version does not come back', () => {
    known(message(1), message(2))
    hear([message(1, { changed_seq: 5, content: 'Newer' })])
    replica.show([message(1, { changed_seq: 4, content: 'Older' })])
    expect(contents()).toEqual(['Newer', 'Message 2'])
  })

  test('in an answer to a command show at once, without messages that are not known', () => {
    known(message(1))
    replica.show([message(1, { changed_seq: 7, content: 'Edited' }), message(6)])
    expect(contents()).toEqual(['Edited'])
  })

  test('of a refused command are undone', async () => {
    known(message(1))
    const { promise, reject } = Promise.withResolvers<void>()
    const editing = replica.optimistic.run(
      'm1',
      (old) => ({ ...old, content: 'Edited' }),
      () => promise,
    )
    expect(contents()).toEqual(['Edited'])
    reject(notFoundError())
    await expect(editing).rejects.toMatchObject({ code: 'not_found' })
    expect(contents()).toEqual(['Message 1'])
  })
})

describe('arrivals', () => {
  test('are new messages, not changes, deletions or words of the system', () => {
    known(message(1))
    hear([
      message(1, { changed_seq: 2 }),
      message(3),
      message(4, { kind: 'system' }),
      message(5, { deleted_at: '2026-11-23T14:02:00.000Z' }),
    ])
    expect(arrived).toEqual(['m3'])
  })

  test('of an answer are told once, when it is complete', () => {
    known(message(1))
    hear([message(2, { state: 'streaming', content: '' })])
    expect(arrived).toEqual([])
    hear([message(2, { changed_seq: 3 })])
    hear([message(2, { changed_seq: 4, content: 'Corrected' })])
    expect(arrived).toEqual(['m2'])
  })

  test('end the typing of their author', () => {
    known(message(1))
    replica.someoneTyping({ type: 'typing', conversation_id: ID, user_id: 'ben', on: true, ttl_ms: 6_000 })
    expect(replica.typingPeople.store.get()).toEqual(['ben'])
    hear([message(2)])
    expect(replica.typingPeople.store.get()).toEqual([])
  })
})

describe('what the replica asks for', () => {
  test('is the conversation after a reset, and after a change of members that it does not all know', () => {
    known(message(1))
    hear([], [member('chloe')])
    expect(fetched).toBe(0)
    replica.adopt(conversation({ member_count: 60 }), cursor)
    hear([], [member('chloe')])
    expect(fetched).toBe(1)
    reset([], 9)
    expect(fetched).toBe(2)
  })

  test('is the newest page, once, when somebody looks', async () => {
    replica.adopt(conversation(), 0)
    expect(pages).toHaveLength(0)
    replica.watch()
    replica.watch()
    expect([pages.length, watchChanges]).toEqual([1, 1])
    pages[0]?.({ messages: [message(1)], has_more_before: false, has_more_after: false, head: 1 })
    await turn()
    expect(ids()).toEqual(['m1'])
  })
})

test('without a watcher only the newest messages stay', () => {
  known(...Array.from({ length: 150 }, (_, index) => message(index + 1)))
  replica.watch()
  hear([message(151)])
  expect(rows()).toHaveLength(151)
  replica.unwatch()
  expect(rows()).toHaveLength(100)
})

test('a snapshot restores what was shown', () => {
  known(message(1), message(2))
  const snapshot = replica.snapshot()
  expect(snapshot).toMatchObject({ cursor: 2, conversation: { id: ID, head: 2 } })
  replica.forget()
  expect([ids(), replica.snapshot()]).toEqual([[], undefined])
  replica.restore(snapshot as never)
  expect(ids()).toEqual(['m1', 'm2'])
})

test('a conversation that one has left says so; one that never was there does not', () => {
  replica.forget(notFoundError())
  expect(replica.timeline.get()).toMatchObject({ status: 'error', error: { code: 'not_found' } })
  expect(replica.timeline.get()).not.toHaveProperty('left', true)
  known(message(1))
  replica.forget(notFoundError())
  expect([ids(), replica.summary.get()]).toEqual([[], undefined])
  expect(replica.timeline.get()).toMatchObject({ status: 'error', left: true })
})
