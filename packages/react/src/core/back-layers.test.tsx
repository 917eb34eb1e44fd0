// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Dialog } from '../cards/Dialog.tsx'
import { renderAlone } from '../testing/room.tsx'
import { BackLayers } from './back-layers.ts'

const depth = () => (history.state as { lectern_layers?: number } | null)?.lectern_layers ?? 0
/** Layers count their entries at the end of a turn, and the history goes by timers: all of it takes less. */
const settle = () => act(() => void vi.advanceTimersByTime(20))
const back = () => {
  history.back()
  settle()
}
const at = () => location.pathname

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  history.pushState({ host: 'mine' }, '', `/page-${Math.random()}`)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

describe('layers in the history', () => {
  test('Back closes the top one each time, then leaves the page', () => {
    const layers = new BackLayers()
    const before = at()
    const [lower, upper] = [vi.fn(), vi.fn()]
    layers.open(lower)
    settle()
    layers.open(upper)
    settle()
    expect([depth(), at()]).toEqual([2, before])
    expect(history.state).toMatchObject({ host: 'mine' })
    back()
    expect([upper, lower].map(({ mock }) => mock.calls.length)).toEqual([1, 0])
    back()
    expect([upper, lower].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
    expect(at()).toBe(before)
    back()
    expect(at()).not.toBe(before)
  })

  test('one that closes otherwise leaves nothing behind', () => {
    const layers = new BackLayers()
    const before = at()
    const close = vi.fn()
    const done = layers.open(close)
    settle()
    expect(depth()).toBe(1)
    done()
    settle()
    expect(depth()).toBe(0)
    back()
    expect(at()).not.toBe(before)
    expect(close).not.toHaveBeenCalled()
  })

  test('a page that is opened while the way back is under way stays', () => {
    const layers = new BackLayers()
    const before = at()
    const open = vi.fn(() => history.pushState(null, '', '/next'))
    const done = layers.open(() => {})
    settle()
    done()
    // The way back has begun, and has not arrived.
    act(() => void vi.advanceTimersByTime(0))
    layers.onceBack(open)
    expect(open).not.toHaveBeenCalled()
    settle()
    expect([open.mock.calls.length, at()]).toEqual([1, '/next'])
    back()
    expect(at()).toBe(before)
  })

  test('and one that is opened at any other time waits for nothing', () => {
    const open = vi.fn()
    new BackLayers().onceBack(open)
    expect(open).toHaveBeenCalledTimes(1)
  })

  test('one that opens as another closes takes its entry over', () => {
    const layers = new BackLayers()
    const length = history.length
    const done = layers.open(() => {})
    settle()
    done()
    const close = vi.fn()
    layers.open(close)
    settle()
    expect([depth(), history.length]).toEqual([1, length + 1])
    back()
    expect(close).toHaveBeenCalledOnce()
  })

  test('one that opens while the history is going stays open', () => {
    const layers = new BackLayers()
    const done = layers.open(() => {})
    settle()
    done()
    const close = vi.fn()
    // The way back begins, and has not ended.
    act(() => void vi.advanceTimersToNextTimer())
    expect(depth()).toBe(1)
    layers.open(close)
    settle()
    expect(depth()).toBe(1)
    expect(close).not.toHaveBeenCalled()
    back()
    expect(close).toHaveBeenCalledOnce()
  })

  test('a page that follows on a layer is left in one step', () => {
    const layers = new BackLayers()
    const before = at()
    const done = layers.open(() => {})
    settle()
    history.pushState({}, '', '/next')
    done()
    settle()
    back()
    expect([at(), depth()]).toEqual([before, 0])
  })

  test('a reload at the entry of a layer returns to the page', () => {
    const before = at()
    history.pushState({ lectern_layers: 1 }, '')
    expect(new BackLayers()).toBeDefined()
    settle()
    expect(depth()).toBe(0)
    expect(at()).toBe(before)
  })
})

/** A history whose ways back are dropped as often as is said, or come late. */
class Busy {
  dropped = 0
  late: (() => void)[] = []
  isLate = false
  readonly asked: string[] = []
  readonly #keys = new Map<number, string>()
  #next = 0

  get currentEntry() {
    // Each entry of the page differs in its depth here.
    const depth = (history.state as { lectern_layers?: number } | null)?.lectern_layers ?? 0
    if (!this.#keys.has(depth)) this.#keys.set(depth, `key ${++this.#next}`)
    return { key: this.#keys.get(depth) ?? '' }
  }

  traverseTo(key: string) {
    this.asked.push(key)
    const go = () => {
      const depth = [...this.#keys].find(([, each]) => each === key)?.[0] ?? 0
      const by = depth - ((history.state as { lectern_layers?: number } | null)?.lectern_layers ?? 0)
      if (by !== 0) history.go(by)
    }
    if (this.dropped > 0) {
      this.dropped -= 1
      return { committed: Promise.reject(new DOMException('Busy', 'AbortError')) }
    }
    if (this.isLate) this.late.push(go)
    else go()
    return {}
  }
}

describe('a way back that the browser drops', () => {
  const openTwo = (entries: Busy) => {
    const layers = new BackLayers(entries)
    const done = [layers.open(() => {}), layers.open(() => {})]
    settle()
    expect(depth()).toBe(2)
    return () => done.forEach((each) => each())
  }
  const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms))

  test('W9 is gone again, and nothing is left behind', () => {
    const before = at()
    const busy = new Busy()
    const close = openTwo(busy)
    busy.dropped = 2
    close()
    settle()
    expect(depth()).toBe(2)
    wait(2_100)
    expect([depth(), at(), busy.asked.length]).toEqual([0, before, 3])
    back()
    expect(at()).not.toBe(before)
  })

  test('W9 that was only late, and was gone again, does not leave the page', () => {
    const before = at()
    const busy = new Busy()
    const close = openTwo(busy)
    busy.isLate = true
    close()
    settle()
    wait(1_100)
    expect([depth(), busy.asked.length]).toEqual([2, 2])
    act(() => busy.late.forEach((go) => go()))
    settle()
    expect([depth(), at()]).toEqual([0, before])
    wait(20_000)
    expect([depth(), at()]).toEqual([0, before])
  })

  test('W9 is not tried again where nothing tells a late one from a dropped one', () => {
    const before = at()
    const layers = new BackLayers(undefined)
    const done = layers.open(() => {})
    settle()
    const go = vi.spyOn(history, 'go').mockImplementation(() => {})
    done()
    settle()
    wait(20_000)
    expect(go).toHaveBeenCalledOnce()
    go.mockRestore()
    expect([depth(), at()]).toEqual([1, before])
  })
})

describe('a dialog', () => {
  const show = (backCloses: boolean) => {
    const onClose = vi.fn()
    renderAlone(
      <Dialog title="Topic" onClose={onClose}>
        {() => <input />}
      </Dialog>,
      { backCloses },
    )
    settle()
    return onClose
  }

  test('does not touch the history of a host that did not ask for it', () => {
    const length = history.length
    show(false)
    expect([history.length, depth()]).toEqual([length, 0])
  })

  test('is closed by Back, once, and by Escape without a trace', async () => {
    const onClose = show(true)
    expect(depth()).toBe(1)
    back()
    expect(screen.queryByRole('dialog')).toBeNull()
    await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
    cleanup()
    show(true)
    expect(depth()).toBe(1)
    fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    cleanup()
    settle()
    expect(depth()).toBe(0)
  })
})
