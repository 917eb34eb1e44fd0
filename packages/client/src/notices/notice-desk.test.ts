import { endpoints, type Notice, type UpFrame } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { ApiError, toApiError } from '../core/errors.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import type { Http } from '../http/http.ts'
import { NoticeDoor } from './notice-door.ts'

const notice = (number: number): Notice => ({
  ...{
    conversation_id: 'c',
    message_id: `m${number}`,
    created_seq: number,
    because: 'named',
    kind: 'course',
  },
  ...{ told_at: `2026-11-23T10:00:${String(number).padStart(2, '0')}.000Z`, excerpt: 'Look' },
  ...{ sender_id: 'ada', sender: 'Ada', sender_role: 'instructor' },
})

/** A server with these notices, the latest first, that refuses when it is told to. */
const open = async (...numbers: number[]) => {
  const clock = new ManualClock()
  const server = { notices: numbers.map(notice), isAway: false, asked: [] as unknown[] }
  const sent: UpFrame[] = []
  const call = async (
    endpoint: unknown,
    input: { query?: { limit: number; cursor?: string }; body?: object },
  ) => {
    await Promise.resolve()
    if (server.isAway) throw toApiError(new TypeError('away'))
    if (endpoint !== endpoints.listNotices) return void server.asked.push(input.body)
    const { limit = 0, cursor = '0' } = input.query ?? {}
    const end = Number(cursor) + limit
    return {
      notices: server.notices.slice(Number(cursor), end),
      next_cursor: end < server.notices.length ? String(end) : null,
      open: server.notices.filter(({ ended_at }) => ended_at === undefined).length,
    }
  }
  const door = new NoticeDoor({
    ...{ http: { call } as unknown as Http, clock, random: () => 0 },
    send: (frame) => sent.push(frame) > 0,
  })
  const desk = await door.open()
  await desk.refresh()
  const shown = () => desk.state.get().notices.map(({ message_id }) => message_id)
  return { clock, server, sent, door, desk, shown }
}

test('the code is loaded once; what came before it is read with the list', async () => {
  const { door, desk, shown } = await open(2, 1)
  expect(await door.open()).toBe(desk)
  expect(shown()).toEqual(['m2', 'm1'])
  expect(desk.state.get()).toMatchObject({ status: 'ready', open: 2, has_more: false })
})

test('a new notice stands first and is reported once, however often its frame comes', async () => {
  const { door, desk, shown } = await open(1)
  const arrived: string[] = []
  desk.onArrival(({ message_id }) => arrived.push(message_id))
  door.take({ type: 'notices', open: 2, notice: notice(2) })
  door.take({ type: 'notices', open: 2, notice: notice(2) })
  await Promise.resolve()
  expect(shown()).toEqual(['m2', 'm1'])
  expect(arrived).toEqual(['m2'])
  expect(desk.state.get().open).toBe(2)
})

test('when some ended elsewhere the list is read again, as far as it was shown', async () => {
  const { door, desk, server, clock } = await open(...Array.from({ length: 50 }, (_, at) => 50 - at))
  await desk.loadMore()
  expect(desk.state.get()).toMatchObject({ has_more: false, open: 50 })
  server.notices = server.notices.map((each) => ({ ...each, ended_at: each.told_at }))
  door.take({ type: 'notices', open: 0 })
  await clock.advance(0)
  const { notices, open: left } = desk.state.get()
  expect([notices.length, left]).toEqual([50, 0])
  expect(notices.every(({ ended_at }) => ended_at !== undefined)).toBe(true)
})

test('a notice that comes while the list is read is not lost', async () => {
  const { door, desk, server, shown } = await open(1)
  const reading = desk.refresh()
  server.notices.unshift(notice(2))
  door.take({ type: 'notices', open: 2, notice: notice(2) })
  await reading
  expect(shown()).toEqual(['m2', 'm1'])
})

test('dismissing shows at once, and what the server refuses is news again', async () => {
  const { desk, server, clock } = await open(2, 1)
  const dismissing = desk.dismiss(notice(2))
  expect(desk.state.get()).toMatchObject({ open: 1, notices: [{ ended_at: expect.any(String) }, {}] })
  await dismissing
  expect(server.asked).toEqual([{ message_id: 'm2' }])
  await clock.advance(0)
  server.isAway = true
  await expect(desk.dismissAll()).rejects.toThrow(ApiError)
  server.isAway = false
  await clock.advance(20_000)
  expect(desk.state.get().open).toBe(2)
})

test('a failed read is tried again by itself', async () => {
  const { door, desk, server, clock } = await open(1)
  server.isAway = true
  door.resume()
  await clock.advance(0)
  expect(desk.state.get()).toMatchObject({ status: 'ready', error: expect.any(ApiError) })
  server.isAway = false
  server.notices.unshift(notice(2))
  await clock.advance(20_000)
  expect(desk.state.get()).toMatchObject({ open: 2 })
  expect(desk.state.get().error).toBeUndefined()
})

test('what the focused window shows is told once, and again to a new connection', async () => {
  const { door, desk, sent } = await open()
  desk.view('c')
  desk.view('c')
  expect(sent).toEqual([{ type: 'view', conversation_id: 'c' }])
  door.resume()
  await Promise.resolve()
  expect(sent).toHaveLength(2)
  desk.view(undefined)
  expect(sent.at(-1)).toEqual({ type: 'view' })
})

test('nothing of a person stays for the next one', async () => {
  const { door, desk } = await open(1)
  const reading = desk.refresh()
  door.clear()
  await reading
  expect(desk.state.get()).toEqual({ status: 'unknown', notices: [], has_more: false, open: 0 })
})
