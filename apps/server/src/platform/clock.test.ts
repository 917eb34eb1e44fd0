import { expect, it } from 'vitest'
import { isOver } from './clock.ts'

it('an end is reached when its time has come or the clock was set back', () => {
  const now = Date.parse('2026-11-23T08:00:00.000Z')
  expect(isOver(now + 1, now, 6_000)).toBe(false)
  expect(isOver(now, now, 6_000)).toBe(true)
  expect(isOver(now + 6_000, now, 6_000)).toBe(false)
  expect(isOver(now + 6_000, now - 3_600_000, 6_000)).toBe(true)
})
