import type { Window } from '@lectern/protocol'
import { beforeEach, expect, test, vi, type Mock } from 'vitest'
import { Http } from '../http/http.ts'
import { Sync, type SyncTarget } from './sync.ts'
import { ManualClock } from '../testing/index.ts'

const ID = '01a1ee56-5e96-7ae6-8c01-6b3bfe548dd1'
const window = (from: number, to: number): Window => ({
  conversation_id: ID,
  from,
  to,
  messages: [],
  members: [],
})

let clock: ManualClock
let sync: Sync
let watched: boolean
/** Answers to pulls, in order; the last one is used again. */
let answers: (() => unknown)[]
let pulls: string[]
let target: { [K in keyof SyncTarget]: Mock<SyncTarget[K]> }
const applied = () => target.apply.mock.calls.map(([{ from, to }]) => `${from}-${to}`)

beforeEach(() => {
  clock = new ManualClock()
  watched = true
  answers = []
  pulls = []
  target = {
    apply: vi.fn<SyncTarget['apply']>(),
    reset: vi.fn<SyncTarget['reset']>(),
    watched: vi.fn<SyncTarget['watched']>(() => watched),
    discover: vi.fn<SyncTarget['discover']>(async () => {}),
    verify: vi.fn<SyncTarget['verify']>(async () => {}),
    gone: vi.fn<SyncTarget['gone']>((id) => sync.forget(id)),
    restart: vi.fn<SyncTarget['restart']>(async () => {}),
  }
  const fetcher = (async (url: string) => {
    pulls.push(new URL(url).search)
    const answer = await (answers.length > 1 ? answers.shift() : answers[0])?.()
    return answer instanceof Response ? answer : Response.json(answer)
  }) as typeof fetch
  const http = new Http({ apiUrl: 'http://fake', clock, fetch: fetcher, cookies: false })
  sync = new Sync({ http, clock, random: () => 0 })
  sync.feed(target)
  sync.track(ID, 5, 5)
})

test('SY2 applies a window that touches the cursor and moves it', () => {
  sync.receive(window(5, 6))
  sync.receive(window(4, 8))
  expect(applied()).toEqual(['5-6', '4-8'])
  expect(sync.cursor(ID)).toBe(8)
  expect(pulls).toEqual([])
})

test('SY2 passes on only the news of an overlapping window', () => {
  const row = (changed_seq: number) => ({ changed_seq }) as Window['messages'][number]
  sync.receive({ ...window(5, 6), messages: [row(6)] })
  sync.receive({ ...window(4, 8), messages: [row(5), row(6), row(8)] })
  expect(target.apply.mock.lastCall).toEqual([{ ...window(4, 8), messages: [row(8)] }, 6])
})

test('SY2 ignores a window without news', () => {
  sync.receive(window(3, 5))
  expect(applied()).toEqual([])
})

test('SY3 pulls when a window leaves a gap, and applies the result', async () => {
  answers = [() => ({ window: window(5, 8), head: 8 })]
  sync.receive(window(7, 8))
  expect(applied()).toEqual([])
  await clock.advance(0)
  expect(pulls).toEqual(['?since=5&limit=100'])
  expect(applied()).toEqual(['5-8'])
})

test('SY3 pulls page after page, one at a time', async () => {
  let open: (value: unknown) => void = () => {}
  answers = [() => new Promise((resolve) => (open = resolve)), () => ({ window: window(7, 9), head: 9 })]
  sync.head(ID, 8)
  sync.head(ID, 9)
  sync.wake(ID)
  await clock.advance(0)
  expect(pulls).toHaveLength(1)
  open({ window: window(5, 7), head: 8 })
  await clock.advance(0)
  expect(pulls).toEqual(['?since=5&limit=100', '?since=7&limit=100'])
  expect(applied()).toEqual(['5-7', '7-9'])
})

test('a failed pull is repeated after a while, not at every new head', async () => {
  answers = [() => Promise.reject(new TypeError('down')), () => ({ window: window(5, 7), head: 7 })]
  sync.head(ID, 6)
  await clock.advance(0)
  sync.head(ID, 7)
  await clock.advance(299)
  expect(pulls).toHaveLength(1)
  await clock.advance(1)
  expect(applied()).toEqual(['5-7'])
})

test('unwatched conversations are pulled a little later, once for many changes', async () => {
  watched = false
  answers = [() => ({ window: window(5, 9), head: 9 })]
  for (const seq of [6, 7, 8, 9]) sync.head(ID, seq)
  await clock.advance(249)
  expect(pulls).toEqual([])
  await clock.advance(1)
  expect(pulls).toHaveLength(1)
  expect(sync.cursor(ID)).toBe(9)
})

test('CN1 hello ends when every pull it started has ended, also a failed one', async () => {
  answers = [() => Promise.reject(new TypeError('down')), () => ({ window: window(5, 9), head: 9 })]
  const live = vi.fn<() => void>()
  void sync.hello({ epoch: 'a', heads: { [ID]: 9 } }).then(live)
  expect(live).not.toHaveBeenCalled()
  await clock.advance(0)
  expect(live).toHaveBeenCalledOnce()
  await clock.advance(300)
  expect(sync.cursor(ID)).toBe(9)
})

test('hello discovers new memberships and checks missing ones', async () => {
  await sync.hello({ epoch: 'a', heads: { other: 3 } })
  expect(target.discover).toHaveBeenCalledWith({ other: 3 })
  expect(target.verify).toHaveBeenCalledWith(ID)
})

test('a window of an unknown conversation makes it known', () => {
  sync.receive({ ...window(1, 2), conversation_id: 'other' })
  expect(target.discover).toHaveBeenCalledWith({ other: 2 })
})

test('a reset starts again from its page', async () => {
  const page = { reset: true, messages: [], has_more_before: false, has_more_after: false, head: 40 }
  answers = [() => page]
  sync.head(ID, 39)
  await clock.advance(0)
  expect(target.reset).toHaveBeenCalledWith(ID, page)
  expect(sync.cursor(ID)).toBe(40)
})

test('a conversation that the server refuses to show is gone', async () => {
  const problem = {
    type: 'x',
    title: 'T',
    status: 404,
    detail: 'D',
    code: 'not_found',
    retry: 'never',
    request_id: '',
  }
  answers = [() => Response.json(problem, { status: 404 })]
  sync.head(ID, 6)
  await clock.advance(0)
  expect(target.gone).toHaveBeenCalledWith(ID)
  expect(sync.cursor(ID)).toBe(-1)
})

test('another epoch makes everything void, including pending answers', async () => {
  await sync.hello({ epoch: 'a', heads: { [ID]: 5 } })
  const receive = sync.receiver()
  await sync.hello({ epoch: 'b', heads: { [ID]: 5 } })
  expect(target.restart).toHaveBeenCalledOnce()
  expect(receive(window(5, 6))).toBe(false)
  expect(applied()).toEqual([])
})

test('a head that the server does not confirm is not asked for for ever', async () => {
  answers = [() => ({ window: window(5, 5), head: 5 })]
  sync.head(ID, 99)
  await clock.advance(60_000)
  expect(pulls).toHaveLength(3)
})

const OTHERS = ['01a1ee56-5e96-7ae6-8c01-6b3bfe548dd2', '01a1ee56-5e96-7ae6-8c01-6b3bfe548dd3'] as const

test('S15 heads that did not fit into hello are compared page by page', async () => {
  const [second, third] = OTHERS
  for (const id of OTHERS) sync.track(id, 5, 5)
  answers = [
    () => ({ epoch: 'a', heads: { [ID]: 5 }, more_heads: true }),
    () => ({ epoch: 'a', heads: { [second]: 6 } }),
    () => ({ window: { ...window(5, 6), conversation_id: second }, head: 6 }),
  ]
  let isLive = false
  void sync.hello({ epoch: 'a', heads: { [ID]: 5 }, more_heads: true }).then(() => (isLive = true))
  expect(target.verify).not.toHaveBeenCalled()
  await clock.advance(0)
  expect(applied()).toEqual(['5-6'])
  expect(target.verify.mock.calls).toEqual([[third]])
  expect(isLive).toBe(true)
})

test('S15 a page of heads that failed is asked for again, unless there is a newer hello', async () => {
  const greet = () => sync.hello({ epoch: 'a', heads: {}, more_heads: true })
  answers = [() => Promise.reject(new TypeError('down')), () => ({ epoch: 'a', heads: { [ID]: 5 } })]
  await greet()
  expect(target.verify).not.toHaveBeenCalled()
  await clock.advance(600)
  expect(pulls).toHaveLength(2)
  answers = [() => Promise.reject(new TypeError('down'))]
  await greet()
  await sync.hello({ epoch: 'a', heads: { [ID]: 5 } })
  await clock.advance(60_000)
  expect(pulls).toHaveLength(3)
})

test('S15 pages of a log that was replaced meanwhile do not count', async () => {
  answers = [() => ({ epoch: 'b', heads: {} })]
  await sync.hello({ epoch: 'a', heads: {}, more_heads: true })
  expect(target.verify).not.toHaveBeenCalled()
})
