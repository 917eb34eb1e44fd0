// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { reloadWhenStale } from './stale-page.ts'

let served: string | undefined
const reload = vi.fn()
reloadWhenStale(reload)

beforeEach(() => {
  document.head.innerHTML = '<meta name="lectern-version" content="one">'
  vi.stubGlobal('fetch', async () => {
    if (served === undefined) throw new TypeError('Failed to fetch')
    return new Response(`<head><meta name="lectern-version" content="${served}" /></head>`)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  reload.mockClear()
})

/** A part of the app fails to load. */
const missPart = async (times = 1): Promise<void> => {
  for (let time = 0; time < times; time++) {
    dispatchEvent(new Event('vite:preloadError', { cancelable: true }))
    await new Promise((resolve) => setTimeout(resolve))
  }
}

test('a page older than the server reloads when a part is missing, once', async () => {
  served = 'two'
  await missPart(3)
  expect(reload).toHaveBeenCalledOnce()
  served = 'three'
  await missPart(3)
  expect(reload).toHaveBeenCalledTimes(2)
})

test('a page as new as the server does not: the part is missing there', async () => {
  served = 'one'
  await missPart()
  expect(reload).not.toHaveBeenCalled()
})

test('without a server the page stays', async () => {
  served = undefined
  await missPart()
  expect(reload).not.toHaveBeenCalled()
})
