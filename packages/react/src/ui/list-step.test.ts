import { expect, test } from 'vitest'
import { listStep } from './list-step.ts'

test('arrows walk a list and wrap at its ends, Home and End jump', () => {
  expect(['ArrowDown', 'ArrowUp', 'Home', 'End'].map((key) => listStep(key, 0, 3))).toEqual([1, 2, 0, 2])
  expect(listStep('ArrowDown', 2, 3)).toBe(0)
})

test('without a choice, the first arrow takes an end', () => {
  expect(listStep('ArrowDown', -1, 3)).toBe(0)
  expect(listStep('ArrowUp', -1, 3)).toBe(2)
})

test('other keys do not move', () => {
  expect(listStep('a', 0, 3)).toBeUndefined()
})
