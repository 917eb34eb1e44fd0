// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { END_PX, Follower } from './follower.ts'

let element: HTMLElement
let height: number
let view: number
let follower: Follower
const list = { scrollOffset: 0 as number | null, cancelScroll: vi.fn() }

beforeEach(() => {
  vi.useFakeTimers()
  element = document.createElement('div')
  ;[height, view] = [5_000, 600]
  Object.defineProperties(element, {
    scrollHeight: { get: () => Math.max(height, view) },
    clientHeight: { get: () => view },
    clientWidth: { get: () => 700 },
  })
  list.cancelScroll.mockClear()
  follower = watched(true)
  follower.keep()
})
afterEach(() => vi.useRealTimers())

const watched = (wants: boolean): Follower => {
  const watching = new Follower(wants)
  onTestFinished(watching.watch(element, list, () => {}))
  return watching
}
const end = () => height - view
/** The browser scrolls, by whatever hand, and reports it. */
const scrollTo = (top: number) => {
  element.scrollTop = Math.min(top, end())
  element.dispatchEvent(new Event('scroll'))
}
const grow = (px: number) => {
  height += px
  follower.keep()
}
const fire = (event: Event) => void element.dispatchEvent(event)
const press = (key: string, more: KeyboardEventInit = {}) =>
  fire(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))
const touch = (name: string, clientY: number) =>
  fire(Object.assign(new Event(name), { touches: [{ clientY }] }))
const rest = () => void vi.advanceTimersByTime(1_000)

describe('following survives', () => {
  test('new rows, however many at once and however late the browser reports a position', () => {
    for (const px of [40, 12_000, 1]) {
      grow(px)
      expect([follower.follows, element.scrollTop, list.scrollOffset]).toEqual([true, end(), end()])
    }
    fire(new Event('scroll'))
    expect(follower.follows).toBe(true)
  })

  test('an event of an older position, while the list has grown', () => {
    height += 3_000
    fire(new Event('scroll'))
    expect(follower.follows).toBe(true)
    follower.keep()
    expect(element.scrollTop).toBe(end())
  })

  test('pictures that load, rows that become smaller or are deleted', () => {
    grow(-800)
    element.scrollTop = end()
    fire(new Event('scroll'))
    grow(300)
    expect([follower.follows, element.scrollTop]).toEqual([true, end()])
  })

  test('older messages that leave the list at its beginning, while new ones join', () => {
    height -= 3_000
    // Where the list library puts it: near the end, since heights are estimated.
    element.scrollTop = end() - 30
    follower.keep()
    expect([follower.follows, element.scrollTop]).toEqual([true, end()])
    fire(new Event('scroll'))
    expect(follower.follows).toBe(true)
  })

  test('another composer or window', () => {
    for (const px of [200, 900, 350]) {
      view = px
      // The browser keeps the position within its bounds.
      element.scrollTop = Math.min(element.scrollTop, end())
      fire(new Event('scroll'))
      follower.keep()
      expect([follower.follows, element.scrollTop]).toEqual([true, end()])
    }
  })

  test('a wheel over something with a scrolling of its own, like code', () => {
    fire(new WheelEvent('wheel', { deltaY: -100 }))
    grow(2_000)
    expect(follower.follows).toBe(false)
    rest()
    expect(follower.follows).toBe(true)
    follower.keep()
    expect(element.scrollTop).toBe(end())
  })

  test('a wheel downwards, keys downwards, and a scrollbar that is only held', () => {
    fire(new WheelEvent('wheel', { deltaY: 100 }))
    for (const key of ['PageDown', 'ArrowDown', 'Enter']) press(key)
    fire(new MouseEvent('pointerdown'))
    expect(follower.follows).toBe(true)
    const at = element.scrollTop
    fire(Object.defineProperty(new MouseEvent('pointerdown'), 'offsetX', { value: 705 }))
    grow(500)
    expect([follower.follows, element.scrollTop]).toEqual([true, at])
    dispatchEvent(new Event('pointerup'))
    expect([follower.follows, element.scrollTop]).toEqual([true, end()])
  })
})

describe('following ends', () => {
  const scrollsUp = () => {
    scrollTo(element.scrollTop - 400)
    const at = element.scrollTop
    grow(1_000)
    rest()
    follower.keep()
    expect([follower.follows, follower.isAtEnd, element.scrollTop]).toEqual([false, false, at])
  }
  test('by the wheel, before the browser has scrolled', () => {
    fire(new WheelEvent('wheel', { deltaY: -100 }))
    expect(follower.follows).toBe(false)
    const at = element.scrollTop
    grow(1_000)
    expect(element.scrollTop).toBe(at)
    scrollsUp()
  })

  test('by a wheel whose scrolling the browser has done before it tells', () => {
    element.scrollTop -= 400
    fire(new WheelEvent('wheel', { deltaY: -100 }))
    fire(new Event('scroll'))
    rest()
    expect(follower.follows).toBe(false)
  })

  test('by a finger that pulls the content downwards, not by one that pushes it up', () => {
    touch('touchstart', 300)
    touch('touchmove', 200)
    expect(follower.follows).toBe(true)
    touch('touchmove', 340)
    expect(follower.follows).toBe(false)
    scrollsUp()
  })

  test.each(['PageUp', 'ArrowUp', 'Home'])('by the key %s', (key) => {
    press(key)
    expect(follower.follows).toBe(false)
    scrollsUp()
  })

  test('by shift and space, but not by keys in a field', () => {
    const field = document.createElement('textarea')
    element.append(field)
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageUp', bubbles: true }))
    expect(follower.follows).toBe(true)
    press(' ', { shiftKey: true })
    expect(follower.follows).toBe(false)
    scrollsUp()
  })

  test('by the scrollbar, dragged in one go', () => {
    fire(Object.defineProperty(new MouseEvent('pointerdown'), 'offsetX', { value: 705 }))
    scrollTo(element.scrollTop - 900)
    dispatchEvent(new Event('pointerup'))
    scrollsUp()
  })

  test('by whatever else scrolls upwards: find in page, a screen reader, the focus', scrollsUp)

  test('even if new rows come before the browser reports it', () => {
    element.scrollTop -= 400
    const at = element.scrollTop
    grow(1_000)
    expect([follower.follows, element.scrollTop]).toEqual([false, at])
  })

  test('by a jump to a message, and stays so in history', () => {
    follower.leave()
    scrollTo(100)
    follower.detach(true)
    scrollTo(end())
    expect([follower.follows, follower.isAtEnd]).toEqual([false, false])
    follower.detach(false)
    expect(follower.follows).toBe(false)
  })
})

describe('following begins', () => {
  beforeEach(() => {
    scrollTo(1_000)
    rest()
  })

  test('not by itself', () => {
    grow(100)
    expect([follower.follows, element.scrollTop]).toEqual([false, 1_000])
  })

  test(`${END_PX} pixels from the end, by scrolling there`, () => {
    scrollTo(end() - END_PX - 1)
    expect(follower.follows).toBe(false)
    scrollTo(end() - END_PX)
    expect(follower.follows).toBe(true)
    follower.keep()
    expect(element.scrollTop).toBe(end())
  })

  test('by asking for it, even in the middle of another scrolling', () => {
    follower.follow()
    expect([follower.follows, element.scrollTop]).toEqual([true, end()])
    expect(list.cancelScroll).toHaveBeenCalledOnce()
  })

  test('by asking for it in history, when the newest messages are there', () => {
    follower.detach(true)
    follower.follow()
    expect(follower.follows).toBe(false)
    // The other list is shorter, and the list library keeps some row in place.
    height = 3_000
    element.scrollTop = 500
    follower.detach(false)
    follower.keep()
    expect([follower.follows, element.scrollTop]).toEqual([true, end()])
  })

  test('by the key End', () => {
    press('End')
    expect([follower.follows, element.scrollTop]).toEqual([true, end()])
  })

  test('not by a wheel upwards over code, further up', () => {
    fire(new WheelEvent('wheel', { deltaY: -100 }))
    rest()
    expect([follower.follows, element.scrollTop]).toEqual([false, 1_000])
  })

  test('when a hand comes to rest near the end', () => {
    scrollTo(end())
    follower.keep()
    scrollTo(end() - 30)
    expect([follower.follows, follower.isAtEnd]).toEqual([false, true])
    rest()
    expect(follower.follows).toBe(true)
  })
})

test('a list that fits the view is at its end', () => {
  height = 300
  const started = watched(false)
  started.keep()
  expect(started.follows).toBe(true)
})

test('a list without a height is nowhere', () => {
  view = height = 0
  const started = watched(false)
  started.keep()
  fire(new Event('scroll'))
  expect(started.follows).toBe(false)
})
