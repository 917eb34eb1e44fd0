import { expect, test } from 'vitest'
import { walkGrid } from './walk-grid.ts'

const LENGTHS = [8, 3, 8, 8, 8, 8, 8, 2]

test.each([
  ['ArrowRight', { row: 0, column: 7 }, { row: 1, column: 0 }],
  ['ArrowRight', { row: 7, column: 1 }, { row: 7, column: 1 }],
  ['ArrowLeft', { row: 1, column: 0 }, { row: 0, column: 7 }],
  ['ArrowLeft', { row: 0, column: 0 }, { row: 0, column: 0 }],
  ['ArrowDown', { row: 0, column: 6 }, { row: 1, column: 2 }],
  ['ArrowUp', { row: 0, column: 3 }, { row: 0, column: 3 }],
  ['PageDown', { row: 4, column: 5 }, { row: 7, column: 1 }],
  ['PageUp', { row: 7, column: 1 }, { row: 2, column: 1 }],
] as const)('%s leads from %o to %o', (key, from, to) => {
  expect(walkGrid(key, from, LENGTHS)).toEqual(to)
})

test('other keys and an empty grid lead nowhere', () => {
  expect(walkGrid('a', { row: 0, column: 0 }, LENGTHS)).toBeUndefined()
  expect(walkGrid('ArrowDown', { row: 0, column: 0 }, [])).toBeUndefined()
})
