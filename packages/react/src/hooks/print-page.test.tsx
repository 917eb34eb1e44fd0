// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import { cleanup, render } from '@testing-library/react'
import { printPage } from './print-page.ts'
import { usePrinting } from './use-printing.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const Shown = () => <p>{usePrinting() ? 'paper' : 'screen'}</p>
const shown = () => {
  const { container } = render(<Shown />)
  const { textContent } = container
  cleanup()
  return textContent
}

/** As browsers do: the page is laid out, and the end is told, at once or later. */
const printer = () =>
  vi.spyOn(window, 'print').mockImplementation(() => void window.dispatchEvent(new Event('beforeprint')))

test('a page on which nothing unfolds for paper is on the screen again afterwards', async () => {
  printer()
  await printPage()
  expect(shown()).toBe('paper')
  window.dispatchEvent(new Event('afterprint'))
  expect(shown()).toBe('screen')
})

test('a browser that does not print leaves the page on the screen', async () => {
  vi.spyOn(window, 'print').mockImplementation(() => {})
  await printPage()
  expect(shown()).toBe('screen')
})

test('whoever asks again while pictures are awaited gets one dialog', async () => {
  const print = printer()
  const mark = document.body.appendChild(document.createElement('span'))
  mark.dataset['awaitsPicture'] = ''
  const both = [printPage(), printPage()]
  expect(print).not.toHaveBeenCalled()
  mark.remove()
  await Promise.all(both)
  expect(print).toHaveBeenCalledTimes(1)
  window.dispatchEvent(new Event('afterprint'))
})
