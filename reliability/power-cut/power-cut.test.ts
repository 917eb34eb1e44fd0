import { expect, it } from 'vitest'
import { cutPower } from './power-cut.ts'

it('cuts at the same moments for the same seed', () => {
  const moments = () => cutPower(5, 7, 'FULL').map(({ at, acknowledged }) => `${at} ${acknowledged}`)
  expect(moments()).toEqual(moments())
})
