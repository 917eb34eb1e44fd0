import { endpoints, type InboxItem, type InboxList } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { ApiError, toApiError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { InboxDoor } from './inbox-door.ts'
import { openInbox } from './index.ts'

const item = (number: number): InboxItem => ({
  ...{ conversation_id: 'c', message_id: `m${number}`, created_seq: number, kind: 'question' },
  ...{ conversation_kind: 'course', asker: { id: 'ben', name: 'Ben', role: 'student' }, excerpt: 'Why?' },
  ...{ waiting_since: '2026-11-30T10:00:00.000Z', waited_minutes: number, answers: 0, tags: [] },
  ...{ notes: 0, duplicates: 0 },
})

const COUNTS = {
  ...{ mine: 0, unclaimed: 0, snoozed: 0 },
  ...{ question: 0, review: 0, tutoring: 0, mention: 0 },
}

/** A server with so many items, which refuses when it is told to. */
const open = async (many: number) => {
  const clock = new ManualClock()
  const server = { many, isAway: false, asked: [] as { endpoint: unknown; input: unknown }[] }
  const call = async (endpoint: unknown, input: { query?: { limit?: number; cursor?: string } }) => {
    await Promise.resolve()
    server.asked.push({ endpoint, input })
    if (server.isAway) throw toApiError(new TypeError('away'))
    if (endpoint !== endpoints.listInbox) return item(1)
    const { limit = 0, cursor = '0' } = input.query ?? {}
    const [from, to] = [Number(cursor), Math.min(server.many, Number(cursor) + limit)]
    const items = Array.from({ length: to - from }, (_, index) => item(from + index))
    const places = [{ conversation_id: 'c', conversation_kind: 'course' as const, open: server.many }]
    const counts = { ...COUNTS, open: server.many }
    const next_cursor = to < server.many ? String(to) : null
    return { items, next_cursor, counts, places, tags: [] } satisfies InboxList
  }
  const door = new InboxDoor({ http: { call } as unknown as Http, clock, random: () => 0 })
  const desk = openInbox(door)
  await desk.refresh()
  return { clock, server, door, desk }
}

test('it is made once, and reads as much as is shown', async () => {
  const { door, desk, server } = await open(70)
  expect(openInbox(door)).toBe(desk)
  expect(desk.state.get()).toMatchObject({ status: 'ready', open: 70, has_more: true })
  await desk.loadMore()
  expect(desk.state.get().items).toHaveLength(60)
  await desk.claim(item(1))
  expect(server.asked.at(-1)?.input).toEqual({ query: { limit: 60 } })
  expect(desk.state.get().items).toHaveLength(60)
})

test('many frames are one read', async () => {
  const { door, server, clock, desk } = await open(1)
  const before = server.asked.length
  server.many = 2
  for (let frame = 0; frame < 5; frame++) door.resume()
  await clock.advance(300)
  expect(server.asked.length).toBe(before + 1)
  expect(desk.state.get().items).toHaveLength(2)
})

test('a refusal is thrown, and the list is read again', async () => {
  const { desk, server, clock } = await open(1)
  server.isAway = true
  await expect(desk.claim(item(1))).rejects.toBeInstanceOf(ApiError)
  expect(desk.state.get().error).toBeInstanceOf(ApiError)
  server.isAway = false
  await clock.advance(60_000)
  expect(desk.state.get().error).toBeUndefined()
})

test('nothing of a former person stays', async () => {
  const { desk, door } = await open(3)
  const late = desk.refresh()
  door.clear()
  await late
  expect(desk.state.get()).toMatchObject({ status: 'unknown', items: [], open: 0 })
})
