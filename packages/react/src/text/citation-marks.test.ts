import { expect, test } from 'vitest'
import { splitCitationMarks } from './citation-marks.ts'

test('numbers of citations are set off, other brackets stay as they are', () => {
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
