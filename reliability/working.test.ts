// The share of the fault matrix that keeps the machine busy; what mostly waits is in waiting.test.ts.
import { expect, it } from 'vitest'
import { faults } from './faults/index.ts'

it.each(faults.filter(({ waits, trials }) => !waits && trials.ci > 0))(
  '$fault: $pass',
  async ({ run, trials: { ci: trials } }) => {
    const result = await run({ trials, seed: 1, size: 'small' })
    expect(result.violations).toEqual([])
    expect(result.trials).toBeGreaterThanOrEqual(trials)
  },
)
