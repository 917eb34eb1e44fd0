import { expect, test } from 'vitest'
import { rowsToDraw, type KeptRows } from './rows-to-draw.ts'

const draw = (kept: Partial<KeptRows> = {}, count = 1_000): number[] =>
  rowsToDraw(
    { startIndex: 500, endIndex: 504, overscan: 2, count, lanes: 1 },
    { focused: -1, selected: [], ...kept },
  )
const ends = (rows: readonly number[]) => [rows[0], rows.at(-1), rows.length]

test('the rows in view and a few beside them', () => {
  expect(draw()).toEqual([498, 499, 500, 501, 502, 503, 504, 505, 506])
  expect(draw({}, 505)).toEqual([498, 499, 500, 501, 502, 503, 504])
})

test('the focused row, wherever it is', () => {
  expect(draw({ focused: 3 })[0]).toBe(3)
  expect(draw({ focused: 900 }).at(-1)).toBe(900)
  expect(draw({ focused: 501 })).toEqual(draw())
  expect(draw({ focused: 1_000 })).toEqual(draw())
})

test('all rows between the ends of a selection and those in view, without a gap', () => {
  expect(ends(draw({ selected: [450, 502] }))).toEqual([450, 506, 57])
  expect(ends(draw({ selected: [450] }))).toEqual([450, 506, 57])
  expect(ends(draw({ selected: [560, 520] }))).toEqual([498, 560, 63])
})

test('of an endless selection only a limited number', () => {
  expect(ends(draw({ selected: [0, 999] }))).toEqual([300, 704, 405])
})
