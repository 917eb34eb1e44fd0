import { expect, test } from 'vitest'
import { splitCitationMarks } from './citation-marks.ts'

test('citation numbers are split off, other brackets stay', () => {
  expect(splitCitationMarks('Halve it [1] and [2]. See [3] and [x].', 2)).toEqual([
    'Halve it ',
    1,
    ' and ',
    2,
    '. See ',
    '[3]',
    ' and [x].',
  ])
})
