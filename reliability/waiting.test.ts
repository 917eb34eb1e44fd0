// The share of the fault matrix that mostly waits, all at once.
import { expect, it } from 'vitest'
import { faults } from './faults/index.ts'

it.concurrent.each(faults.filter(({ waits }) => waits))(
  '$fault: $pass',
  async ({ run, trials: { ci: trials } }) => {
    const result = await run({ trials, seed: 1, size: 'small' })
    expect(result.violations).toEqual([])
    expect(result.trials).toBe(trials)
  },
)
