import { expect, it } from 'vitest'
import { timeLimits } from './time-limits.ts'

it('full size has the promised limits', () => {
  const { allow, exact } = timeLimits('full')
  expect([allow(1_000), allow(200_000), exact]).toEqual([1_000, 200_000, true])
})

it('the small share has ten times the limits, two minutes at most, and never less than promised', () => {
  const { allow, exact } = timeLimits('small')
  expect([1_000, 30_000, 200_000].map(allow)).toEqual([10_000, 120_000, 200_000])
  expect(exact).toBe(false)
})
