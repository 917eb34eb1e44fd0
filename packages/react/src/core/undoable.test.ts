import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { UndoableAct, UndoableActs } from './undoable.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('an act happens after five seconds, once', () => {
  const run = vi.fn()
  const act = new UndoableAct(run)
  vi.advanceTimersByTime(4_999)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  act.happen()
  expect(run).toHaveBeenCalledOnce()
})

test('an act that is undone never happens', () => {
  const run = vi.fn()
  const act = new UndoableAct(run)
  act.undo()
  act.happen()
  vi.advanceTimersByTime(60_000)
  expect([run.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0])
})

test('a second act with the same id replaces the first', () => {
  const [first, second] = [vi.fn(), vi.fn()]
  const acts = new UndoableActs()
  acts.begin('tablet', { label: 'Renamed', run: first })
  acts.begin('tablet', { label: 'Removed', run: second })
  expect([...acts.labels.get()]).toEqual([['tablet', 'Removed']])
  vi.advanceTimersByTime(5_000)
  expect([first.mock.calls.length, second.mock.calls.length, acts.labels.get().size]).toEqual([0, 1, 0])
})

test('leaving runs pending acts, and no undone ones', () => {
  const [kept, gone] = [vi.fn(), vi.fn()]
  const acts = new UndoableActs()
  acts.begin('tablet', { label: 'Removed', run: kept })
  acts.begin('phone', { label: 'Removed', run: gone })
  acts.undo('phone')
  acts.close()
  expect([kept.mock.calls.length, gone.mock.calls.length]).toEqual([1, 0])
  expect([acts.labels.get().size, vi.getTimerCount()]).toEqual([0, 0])
})

test('X5 the time stands still while somebody is at the undo, and begins anew afterwards', () => {
  const run = vi.fn()
  const act = new UndoableAct(run)
  vi.advanceTimersByTime(4_000)
  const [leavePointer, leaveFocus] = [act.hold(), act.hold()]
  vi.advanceTimersByTime(60_000)
  leavePointer()
  leavePointer()
  vi.advanceTimersByTime(60_000)
  expect(run).not.toHaveBeenCalled()
  leaveFocus()
  vi.advanceTimersByTime(4_999)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(run).toHaveBeenCalledOnce()
})

test('X5 an act that happened or was undone while it was held stays so', () => {
  const run = vi.fn()
  const act = new UndoableAct(run)
  const leave = act.hold()
  act.undo()
  leave()
  vi.advanceTimersByTime(60_000)
  expect([run.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0])
})

test('X5 all acts can be held at once, and an undo from anywhere tells who began the act', () => {
  const [run, onUndo] = [vi.fn(), vi.fn()]
  const acts = new UndoableActs()
  acts.begin('tablet', { label: 'Removed', run, onUndo })
  const leave = acts.hold()
  vi.advanceTimersByTime(60_000)
  acts.undo('tablet')
  leave()
  vi.advanceTimersByTime(60_000)
  expect([run.mock.calls.length, onUndo.mock.calls.length]).toEqual([0, 1])
})
