import { expect, test } from 'vitest'
import { faviconOf } from './unread-mark.ts'

test('without unread messages the icon is the file', () => expect(faviconOf(0)).toBe('/favicon.svg'))

test.each([
  [1, '>1<'],
  [12, '>12<'],
  [250, '>99<'],
])('%i unread are drawn as %s', (unread, text) => {
  const href = faviconOf(unread)
  expect(href).toMatch(/^data:image\/svg\+xml,/)
  expect(decodeURIComponent(href)).toContain(text)
})
