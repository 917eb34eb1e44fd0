// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepPlaced } from './place.ts'

const WINDOW = { clientWidth: 1_000, clientHeight: 800 }

let grow = (): void => {}
let observed = 0
beforeEach(() => {
  for (const [name, px] of Object.entries(WINDOW))
    Object.defineProperty(document.documentElement, name, { configurable: true, value: px })
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(report: () => void) {
        grow = report
      }
      observe = () => void observed++
      disconnect = () => void observed--
    },
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
  for (const name of Object.keys(WINDOW)) Reflect.deleteProperty(document.documentElement, name)
})

const anchorAt = (left: number, top: number): HTMLElement => {
  const anchor = document.createElement('button')
  anchor.getBoundingClientRect = () => new DOMRect(left, top, 40, 20)
  return anchor
}

const boxOf = (width: number, height: number) => {
  const box = document.createElement('div')
  const become = (px: number) => Object.defineProperty(box, 'offsetHeight', { configurable: true, value: px })
  Object.defineProperty(box, 'offsetWidth', { value: width })
  become(height)
  return { box, become, at: () => [box.style.left, box.style.top] }
}

test.each([
  ['below its anchor', 100, 100, ['100px', '126px']],
  ['above where there is no room below', 100, 700, ['100px', '494px']],
  ['towards the middle', 900, 100, ['640px', '126px']],
  ['inside the window', -50, 100, ['8px', '126px']],
])('a box opens %s', (_where, left, top, expected) => {
  const { box, at } = boxOf(300, 200)
  keepPlaced(box, anchorAt(left, top))()
  expect(at()).toEqual(expected)
})

test('a box that grows after it was opened stays inside the window', () => {
  const { box, become, at } = boxOf(300, 50)
  const stop = keepPlaced(box, anchorAt(100, 600))
  expect(at()).toEqual(['100px', '626px'])
  become(400)
  grow()
  expect(at()).toEqual(['100px', '194px'])
  expect(observed).toBe(1)
  stop()
  expect(observed).toBe(0)
})
