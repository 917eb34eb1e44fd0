import { expect, test } from 'vitest'
import { englishLabels } from './english-labels.ts'
import { Formats } from './formats.ts'

/** Three quarters of an hour after midnight, where the tests run. */
const EARLY = new Date(2026, 0, 5, 0, 45).getTime()

test.each([
  ['en-GB', '00:45'],
  ['en-IE', '00:45'],
  ['fr', '00:45'],
  ['de', '00:45'],
  ['en-US', '12:45 AM'],
  ['en-001-u-hc-h23', '00:45'],
])('the time after midnight is written as in %s', (locale, time) => {
  const formats = new Formats(englishLabels, locale)
  expect(formats.time(EARLY).replaceAll(/\s/gu, ' ')).toBe(time)
  // The same moment reads the same in a tooltip.
  expect(formats.full(EARLY).replaceAll(/\s/gu, ' ')).toContain(time)
})
