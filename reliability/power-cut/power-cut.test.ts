import { expect, it } from 'vitest'
import { powerCut } from '../faults/power-cut.ts'
import { cutPower } from './power-cut.ts'

it('MS3 no power cut loses an acknowledged row, and the trial could tell', async () => {
  const { trials, violations, notes } = await powerCut.run({
    trials: powerCut.trials.ci,
    seed: 1,
    size: 'small',
  })
  expect(violations).toEqual([])
  expect(trials).toBe(30)
  expect(notes[0]).toMatch(/lost acknowledged rows in \d+ of 20 cuts/)
})

it('cuts at the same moments for the same seed', () => {
  const moments = () => cutPower(5, 7, 'FULL').map(({ at, acknowledged }) => `${at} ${acknowledged}`)
  expect(moments()).toEqual(moments())
})
