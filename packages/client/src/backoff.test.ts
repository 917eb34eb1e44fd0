import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test('full jitter between 0.3 s and a ceiling that grows by half up to 20 s', () => {
  expect(backoffMs(0, () => 0)).toBe(300)
  expect(backoffMs(50, () => 0)).toBe(300)
  expect([0, 1, 2, 3, 8, 9, 999].map((attempt) => backoffMs(attempt, () => 1))).toEqual([
    600, 900, 1_350, 2_025, 15_377, 20_000, 20_000,
  ])
  expect(backoffMs(9, () => 0.5)).toBe(10_150)
})
