import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test('full jitter between 0.3 s and a ceiling that doubles up to 20 s', () => {
  expect(backoffMs(0, () => 0)).toBe(300)
  expect(backoffMs(50, () => 0)).toBe(300)
  expect([0, 1, 2, 3, 4, 5, 6, 999].map((attempt) => backoffMs(attempt, () => 1))).toEqual([
    600, 1_200, 2_400, 4_800, 9_600, 19_200, 20_000, 20_000,
  ])
  expect(backoffMs(6, () => 0.5)).toBe(10_150)
})
