import type { DeltaFrame, Message } from '@lectern/protocol'
import { describe, expect, test } from 'vitest'
import * as timeline from './timeline.ts'

const row = (created_seq: number, changed_seq = created_seq): Message =>
  ({ id: `m${created_seq}`, created_seq, changed_seq, content: `v${changed_seq}`, state: 'done' }) as Message
const rows = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, index) => row(from + index))
const page = (from: number, to: number, has_more_before = from > 1, has_more_after = false) => ({
  page: { messages: rows(from, to), has_more_before, has_more_after, head: to },
  changed: [] as Message[],
})
const seqs = (state: timeline.TimelineState) =>
  timeline.visibleMessages(state).map(({ created_seq }) => created_seq)

test('begins with the newest message and everything after it', () => {
  const state = timeline.startTimeline(9, row(7))
  expect(seqs(timeline.applyChanges(state, [row(10)]))).toEqual([7, 10])
  expect(timeline.hasMoreBefore(state)).toBe(true)
})

test('a message from beyond the cursor does not start a timeline: one before it may be missing', () => {
  expect(seqs(timeline.startTimeline(5, row(7)))).toEqual([])
})

test('changes of messages older than the loaded ones are left to the page that will bring them', () => {
  const state = timeline.startTimeline(9, row(7))
  expect(timeline.applyChanges(state, [row(3, 10)])).toBe(state)
})

test('MS4 order is created_seq; an older version arriving late never overwrites a newer one', () => {
  const state = timeline.applyChanges(timeline.startTimeline(0), [row(3), row(1), row(2, 8)])
  const late = timeline.applyChanges(state, [row(2, 5)])
  expect(late).toBe(state)
  expect(timeline.visibleMessages(late).map(({ content }) => content)).toEqual(['v1', 'v8', 'v3'])
})

test('unchanged messages keep their identity', () => {
  const state = timeline.applyChanges(timeline.startTimeline(0), rows(1, 3))
  const next = timeline.applyChanges(state, [row(2, 9)])
  expect(timeline.visibleMessages(next)[0]).toBe(timeline.visibleMessages(state)[0])
  expect(timeline.visibleMessages(next)[2]).toBe(timeline.visibleMessages(state)[2])
})

test('the newest page joins what is live when they touch', () => {
  const state = timeline.startTimeline(10, row(10))
  const merged = timeline.mergeNewest(state, page(4, 10), 10)
  expect(seqs(merged)).toEqual([4, 5, 6, 7, 8, 9, 10])
  expect(merged.live.from).toBe(4)
})

test('the newest page replaces what is live when there is a gap between them', () => {
  const state = timeline.startTimeline(10, row(10))
  const merged = timeline.mergeNewest(state, page(20, 25), 10)
  expect(seqs(merged)).toEqual([20, 21, 22, 23, 24, 25])
  expect(merged.live.from).toBe(20)
})

test('a page read before a change does not undo it', () => {
  const state = timeline.startTimeline(10, row(10))
  const loaded = { ...page(4, 10), changed: [row(5, 11), row(11)] }
  const merged = timeline.mergeNewest(state, loaded, 11)
  expect(timeline.visibleMessages(merged).map(({ content }) => content)).toContain('v11')
  expect(seqs(merged).at(-1)).toBe(11)
})

test('pages before join until the beginning', () => {
  const state = timeline.mergeNewest(timeline.startTimeline(10, row(10)), page(6, 10), 10)
  const merged = timeline.mergeBefore(state, page(1, 5, false), 6)
  expect(seqs(merged)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(timeline.hasMoreBefore(merged)).toBe(false)
})

test('a page requested before the timeline was trimmed is not joined', () => {
  const state = timeline.applyChanges(timeline.startTimeline(0), rows(1, 9))
  const trimmed = timeline.trim(state, 3)
  expect(seqs(trimmed)).toEqual([7, 8, 9])
  expect(timeline.mergeBefore(trimmed, page(1, 3, false), 4)).toBe(trimmed)
})

test('a jump shows a part of the history; new messages wait behind it; returning shows them', () => {
  const state = timeline.startTimeline(90, row(90))
  const away = timeline.jump(state, page(30, 40, true, true))
  expect(seqs(away)).toEqual(rows(30, 40).map(({ created_seq }) => created_seq))
  const later = timeline.applyChanges(away, [row(91), row(35, 92)])
  expect(timeline.visibleMessages(later).find(({ id }) => id === 'm35')?.content).toBe('v92')
  expect(seqs(timeline.leaveDetour(later))).toEqual([90, 91])
})

test('paging on after a jump joins the newest when it reaches them', () => {
  const state = timeline.applyChanges(timeline.startTimeline(49), rows(50, 52))
  const away = timeline.jump(state, page(30, 40, true, true))
  const joined = timeline.mergeAfter(away, page(41, 50, true, true), 40)
  expect(joined.detour).toBeUndefined()
  expect(seqs(joined)).toEqual(rows(30, 52).map(({ created_seq }) => created_seq))
})

test('a page that reached the end before a restart of the newest leaves no hole between them', () => {
  const begun = timeline.startTimeline(90, row(90))
  const away = timeline.jump(begun, page(30, 56))
  expect(seqs(away)).toEqual(rows(30, 56).map(({ created_seq }) => created_seq))
  expect(away.detour).toBeDefined()
  const further = timeline.mergeAfter(away, page(57, 70), 56)
  expect(further.detour).toBeDefined()
  const joined = timeline.mergeAfter(further, page(71, 89), 70)
  expect(joined.detour).toBeUndefined()
  expect(seqs(joined)).toEqual(rows(30, 90).map(({ created_seq }) => created_seq))
})

test('paging back from a jump extends the detour, not the newest', () => {
  const away = timeline.jump(timeline.startTimeline(90, row(90)), page(30, 40, true, true))
  const further = timeline.mergeBefore(away, page(20, 29), 30)
  expect(seqs(further)[0]).toBe(20)
  expect(seqs(timeline.leaveDetour(further))).toEqual([90])
})

describe('I8 of a long history only a part is shown', () => {
  const MAX = timeline.SHOWN_MAX
  const long = timeline.applyChanges(timeline.startTimeline(5_000), rows(5_001, 5_000 + MAX))

  test('paging back drops distant messages, except the newest', () => {
    const back = timeline.mergeBefore(long, page(4_951, 5_000), 5_001)
    expect(seqs(back)).toEqual(rows(4_951, 4_950 + MAX).map(({ created_seq }) => created_seq))
    expect(timeline.hasMoreBefore(back)).toBe(true)
    expect(seqs(timeline.leaveDetour(back)).at(-1)).toBe(5_000 + MAX)
    expect(seqs(timeline.leaveDetour(back))).toHaveLength(100)
  })

  test('paging on again drops the beginning, and arrives at the newest without a gap', () => {
    let state = long
    for (let before = 5_001; before > 3_001; before -= 50)
      state = timeline.mergeBefore(state, page(before - 50, before - 1), before)
    expect(seqs(state)).toHaveLength(MAX)
    let after = seqs(state).at(-1) ?? 0
    for (; state.detour; after += 50) {
      state = timeline.mergeAfter(state, page(after + 1, after + 50, true, true), after)
      expect(seqs(state).length).toBeLessThanOrEqual(MAX + 100)
      expect(timeline.hasMoreBefore(state)).toBe(true)
    }
    const all = seqs(state)
    expect(all.at(-1)).toBe(5_000 + MAX)
    expect(all).toEqual(rows(all[0] ?? 0, 5_000 + MAX).map(({ created_seq }) => created_seq))
  })

  test('the state kept for later is the newest messages and those around the place of reading', () => {
    const kept = timeline.trim(long, 100, 'm5100')
    expect(seqs(kept)).toEqual(rows(5_050, 5_149).map(({ created_seq }) => created_seq))
    expect(timeline.hasMoreBefore(kept)).toBe(true)
    expect(seqs(timeline.leaveDetour(kept))).toHaveLength(100)
    expect(timeline.trim(kept, 100, 'm5100')).toEqual(kept)
    expect(timeline.trim(long, 100, `m${5_000 + MAX}`).detour).toBeUndefined()
  })
})

test('EP1 a delta of a streaming message fits only at the length shown', () => {
  const streaming = { ...row(1), content: 'Hel', state: 'streaming' } as Message
  const state = timeline.applyChanges(timeline.startTimeline(0), [streaming])
  const delta = { message_id: 'm1', at: 3, text: 'lo' } as DeltaFrame
  const next = timeline.applyDelta(state, delta)
  expect(timeline.visibleMessages(next)[0]?.content).toBe('Hello')
  expect(timeline.applyDelta(next, delta)).toBe(next)
})

describe('a conversation that is open for hours', () => {
  /** As many as arrive one after the other. */
  const filled = (to: number, place?: string): timeline.TimelineState => {
    let state = timeline.startTimeline(0)
    for (let seq = 1; seq <= to; seq++) state = timeline.cap(timeline.applyChanges(state, [row(seq)]), place)
    return state
  }
  const bounds = (state: timeline.TimelineState) => [
    seqs(state).at(0),
    seqs(state).at(-1),
    seqs(state).length,
  ]

  test('keeps the newest for a reader at the end, without a gap, and knows that there is more before', () => {
    expect(bounds(filled(600))).toEqual([1, 600, 600])
    expect(bounds(filled(601))).toEqual([302, 601, 300])
    const state = filled(10_000)
    const [first = 0, last = 0, count = 0] = bounds(state)
    expect([last, last - first + 1]).toEqual([10_000, count])
    expect(count).toBeLessThanOrEqual(600)
    expect([state.detour, state.live.from, timeline.hasMoreBefore(state)]).toEqual([undefined, first, true])
  })

  test('keeps what one reads further up; the way down leads through the rest', () => {
    const state = filled(10_000, 'm50')
    expect(timeline.containsMessage(state, 'm50')).toBe(true)
    const [first, last = 0, count] = bounds(state)
    expect([first, count]).toEqual([1, 300])
    expect(state.live.messages.length).toBeLessThanOrEqual(600)
    expect(state.live.messages.at(-1)?.created_seq).toBe(10_000)
    const next = timeline.mergeAfter(state, page(last + 1, last + 50, true, true), last)
    expect(seqs(next).at(-1)).toBe(last + 50)
  })

  test('drops only what is above a reader near the end', () => {
    const state = filled(601, 'm400')
    expect(state.detour).toBeUndefined()
    expect(bounds(state)).toEqual([302, 601, 300])
  })

  test('stays in history after a jump, whatever comes at the end', () => {
    let state = timeline.jump(filled(600), page(2, 40, true, true))
    state = { ...state, detour: { messages: rows(2, 40), has_more_before: true } }
    for (let seq = 601; seq <= 2_000; seq++) state = timeline.cap(timeline.applyChanges(state, [row(seq)]))
    expect(bounds(state)).toEqual([2, 40, 39])
    expect(state.live.messages.length).toBeLessThanOrEqual(600)
  })

  test('has no gap in what is shown, nor between it and the newest without a detour', () => {
    for (const place of ['m1', 'm100', 'm150', 'm151', 'm152', 'm299', 'm302']) {
      const state = filled(601, place)
      const [first = 0, last = 0] = bounds(state)
      expect(timeline.containsMessage(state, place)).toBe(true)
      expect(state.detour !== undefined || last === 601).toBe(true)
      expect(last < state.live.from - 1 || state.detour === undefined).toBe(true)
      expect(seqs(state)).toEqual(rows(first, last).map(({ created_seq }) => created_seq))
    }
  })
})

test('new messages at the end give the same as any other order', () => {
  const [state, news] = [timeline.startTimeline(0), [row(4), row(5), row(7)]]
  const known = timeline.applyChanges(state, rows(1, 3))
  expect(timeline.applyChanges(known, news)).toEqual(timeline.applyChanges(known, [...news].reverse()))
  expect(
    timeline.applyChanges(known, [row(5), row(5, 9)]).live.messages.map(({ content }) => content),
  ).toEqual(['v1', 'v2', 'v3', 'v9'])
})
