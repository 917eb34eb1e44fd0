// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import type { Timeline } from '@lectern/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeChat } from '../../testing/fake-chat.ts'
import { ADA, BEN, message, row } from '../../testing/samples.ts'
import type { ListVirtualizer } from './use-list-virtualizer.ts'
import { usePaging } from './use-paging.ts'

let fake: FakeChat
let room: ReturnType<FakeChat['of']>
beforeEach(() => {
  fake = new FakeChat(ADA)
  room = fake.of('room')
})
afterEach(cleanup)

/** A list `offset` pixels from its start and `distance` from its end. */
const at = ({ offset = 5_000, distance = 5_000, height = 600 }) =>
  ({
    scrollRect: { height },
    scrollOffset: offset,
    getDistanceFromEnd: () => distance,
  }) as unknown as ListVirtualizer
const set = (changes: Partial<Timeline>): void => {
  act(() => void room.timeline.set({ ...room.timeline.get(), ...changes }))
}
const loads = (name = 'loadBefore') => fake.acts.filter(([did]) => did === name).length
const paging = () => renderHook(() => usePaging(room.handle, room.timeline.get()))
const rows = (...seqs: number[]) => seqs.map((seq) => row(message(seq, BEN, `Message ${seq}`), ADA))

test('older messages are loaded 1,200 pixels before the oldest', async () => {
  set({ has_more_before: true })
  const { result } = paging()
  await act(async () => result.current.onMove(at({ offset: 1_200 })))
  expect(loads()).toBe(0)
  await act(async () => result.current.onMove(at({ offset: 1_199 })))
  expect(loads()).toBe(1)
})

test.each([
  ['there are none', {}],
  ['they are on their way', { has_more_before: true, loading_before: true }],
])('but not while %s', async (_, changes) => {
  set(changes)
  const { result } = paging()
  await act(async () => result.current.onMove(at({ offset: 0 })))
  expect(loads()).toBe(0)
})

test('nor before anything is shown', async () => {
  set({ has_more_before: true })
  const { result } = paging()
  await act(async () => result.current.onMove(at({ offset: 0, height: 0 })))
  expect(loads()).toBe(0)
})

test('a failed page is not loaded again by scrolling, but by the person', async () => {
  set({ has_more_before: true })
  const { result, rerender } = paging()
  fake.refusal = new Error('refused')
  await act(async () => result.current.onMove(at({ offset: 0 })))
  expect(result.current.failed).toBe(true)
  for (let step = 0; step < 50; step++) {
    await act(async () => result.current.onMove(at({ offset: step })))
    rerender()
  }
  expect(loads()).toBe(1)
  await act(async () => result.current.retry())
  expect([loads(), result.current.failed]).toEqual([2, false])
  await act(async () => result.current.onMove(at({ offset: 0 })))
  expect(loads()).toBe(3)
})

test('a page shorter than the screen is followed by the next', async () => {
  set({ has_more_before: true, rows: rows(9) })
  const { result, rerender } = paging()
  await act(async () => result.current.onMove(at({ offset: 0 })))
  set({ rows: rows(8, 9) })
  await act(async () => rerender())
  expect(loads()).toBe(2)
})

test('newer messages are loaded near the end of a detour, and a failure is not an error', async () => {
  set({ has_more_after: true })
  const { result } = paging()
  await act(async () => result.current.onMove(at({ distance: 1_200 })))
  expect(loads('loadAfter')).toBe(0)
  fake.refusal = new Error('refused')
  await act(async () => result.current.onMove(at({ distance: 1_199 })))
  expect(loads('loadAfter')).toBe(1)
})
