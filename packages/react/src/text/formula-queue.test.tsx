// @vitest-environment jsdom
// S9: drawing formulas is counted in calls of KaTeX: so many in a frame, and so many for a text unasked.
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import katex from 'katex'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderAlone } from '../testing/room.tsx'
import { LAY_OUT } from './draw-formula.ts'
import { FormulaQueue, SLICE_WORK, workOf } from './formula-queue.ts'
import { UNASKED_WORK } from './late-formulas.ts'
import { Markdown } from './Markdown.tsx'

let frames: (() => void)[]
let layOut: ReturnType<typeof vi.spyOn>
let written = 0

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  layOut = vi.spyOn(katex as unknown as Record<string, () => unknown>, LAY_OUT)
})
afterEach(() => {
  // The next test begins with a fresh slice.
  while (frames.length > 0) nextFrame()
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const nextFrame = () => act(() => frames.splice(0).forEach((run) => run()))

/** Formulas that nobody has drawn before. */
const formulas = (count: number, of: (at: number) => string = (at) => `x_{${at}}`) => {
  written += 10_000
  return Array.from({ length: count }, (_, at) => `$${of(written + at)}$ `).join('')
}
const show = async (text: string) => {
  renderAlone(<Markdown text={text} />)
  await vi.waitFor(() => expect(layOut).toHaveBeenCalled())
}
const drawnNow = () => layOut.mock.calls.length
const MOST_IN_FRAME = Math.ceil(SLICE_WORK / workOf(''))

test('S9 three hundred formulas are drawn over frames, and only the first hundred or so unasked', async () => {
  await show(formulas(300))
  const each = [drawnNow()]
  for (let before = -1; before !== drawnNow();) {
    before = drawnNow()
    nextFrame()
    each.push(drawnNow() - before)
  }
  expect(Math.max(...each)).toBeLessThanOrEqual(MOST_IN_FRAME)
  const unasked = drawnNow()
  expect(unasked).toBeLessThanOrEqual(UNASKED_WORK / workOf(''))
  expect(unasked).toBeGreaterThan(100)

  fireEvent.click(screen.getByRole('button', { name: `Draw ${300 - unasked} more formulas` }))
  expect(drawnNow() - unasked).toBeLessThanOrEqual(MOST_IN_FRAME)
  for (let frame = 0; frame < 40; frame++) nextFrame()
  expect(drawnNow()).toBe(300)
  expect(screen.queryByRole('button')).toBeNull()
  expect(document.querySelectorAll('.lectern-formula > code')).toHaveLength(0)
})

test('S9 long formulas and blocks of mathematics count by their length', async () => {
  const long = formulas(20, (at) => `${at}${' + a'.repeat(200)}`)
  await show(`${long}\n\n${'```math\nx\n```\n\n'.repeat(300)}`)
  const first = drawnNow()
  expect(first).toBeLessThanOrEqual(Math.ceil(SLICE_WORK / 800))
  for (let frame = 0; frame < 40; frame++) nextFrame()
  // The block is the same three hundred times: it would be drawn once.
  expect(drawnNow()).toBeLessThanOrEqual(UNASKED_WORK / 800 + 1)
  expect(screen.getByRole('button', { name: /Draw \d+ more formulas/ })).toBeTruthy()
})

test('an ordinary message draws at once, and the same formula once', async () => {
  await show(`${formulas(5)} $a_{0815}$ and $a_{0815}$`)
  expect(document.querySelectorAll('.lectern-formula > code')).toHaveLength(0)
  expect(drawnNow()).toBe(6)
})

test('what leaves before its turn is not drawn', () => {
  const queued: (() => void)[] = []
  const queue = new FormulaQueue((run) => void queued.push(run))
  const ready = vi.fn()
  expect(queue.admit(SLICE_WORK)).toBe(true)
  expect(queue.admit(1)).toBe(false)
  const cancel = queue.wait(1, ready)
  queue.wait(1, ready)
  cancel()
  queued.splice(0).forEach((run) => run())
  expect(ready).toHaveBeenCalledTimes(1)
  expect(queue.admit(1)).toBe(true)
})
