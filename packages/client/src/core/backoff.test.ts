import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

const longest = (attempt: number) => backoffMs(attempt, () => 1)

test('full jitter between 0.3 s and a ceiling that grows by half, pauses at 4 s, and ends at 20 s', () => {
  expect(backoffMs(0, () => 0)).toBe(300)
  expect(backoffMs(50, () => 0)).toBe(300)
  expect([0, 1, 2, 3, 4, 5, 11].map(longest)).toEqual([600, 900, 1_350, 2_025, 3_038, 4_000, 4_000])
  expect([12, 13, 14, 15, 16, 999].map(longest)).toEqual([6_000, 9_000, 13_500, 20_000, 20_000, 20_000])
  expect(backoffMs(99, () => 0.5)).toBe(10_150)
})
