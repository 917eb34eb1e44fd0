import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Toasts } from './toasts.ts'

describe('toasts', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('a destructive act happens after five seconds', () => {
    const commit = vi.fn()
    const toasts = new Toasts()
    toasts.undoable('Tablet will be signed out.', 'Undo', { commit })
    vi.advanceTimersByTime(4_999)
    expect(commit).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(commit).toHaveBeenCalledOnce()
    expect(toasts.get()).toEqual([])
  })

  test('X5 no note goes and no act happens while somebody is at the notes', () => {
    const commit = vi.fn()
    const toasts = new Toasts()
    toasts.note('Saved.')
    toasts.undoable('Tablet will be signed out.', 'Undo', { commit })
    const leave = toasts.hold()
    vi.advanceTimersByTime(60_000)
    expect([toasts.get().length, commit.mock.calls.length]).toEqual([2, 0])
    leave()
    vi.advanceTimersByTime(6_000)
    expect([toasts.get().length, commit.mock.calls.length]).toEqual([0, 1])
  })

  test('undo within five seconds prevents it', () => {
    const commit = vi.fn()
    const undo = vi.fn()
    const toasts = new Toasts()
    toasts.undoable('Tablet will be signed out.', 'Undo', { commit, undo })
    toasts.get()[0]!.action!.run()
    vi.advanceTimersByTime(60_000)
    expect(undo).toHaveBeenCalledOnce()
    expect(commit).not.toHaveBeenCalled()
  })

  test('leaving the page runs pending acts, once', () => {
    const commit = vi.fn()
    const toasts = new Toasts()
    toasts.undoable('Tablet will be signed out.', 'Undo', { commit })
    toasts.settle()
    vi.advanceTimersByTime(60_000)
    expect(commit).toHaveBeenCalledOnce()
  })

  test('an offer stays until it is closed', () => {
    const toasts = new Toasts()
    toasts.offer('A new version is ready.', { label: 'Reload', run: () => {} })
    vi.advanceTimersByTime(3_600_000)
    expect(toasts.get()).toHaveLength(1)
    toasts.dismiss(toasts.get()[0]!.id)
    expect(toasts.get()).toEqual([])
  })

  test('listeners are called at every change and the list is the same object until then', () => {
    const toasts = new Toasts()
    const heard = vi.fn()
    toasts.subscribe(heard)
    toasts.note('Copied')
    const list = toasts.get()
    expect(toasts.get()).toBe(list)
    toasts.dismiss(list[0]!.id)
    expect(heard).toHaveBeenCalledTimes(2)
  })
})
