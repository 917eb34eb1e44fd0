// The share of the fault matrix that keeps the machine busy; what mostly waits is in waiting.test.ts.
import { expect, it } from 'vitest'
import { killedAfterCommit, killedAnywhere, killedBeforeCommit } from './faults/crash.ts'
import { flakyNetwork } from './faults/flaky-network.ts'
import { longCut } from './faults/long-cut.ts'
import { restart } from './faults/restart.ts'

it.each([killedAfterCommit, killedBeforeCommit, killedAnywhere, restart, longCut, flakyNetwork])(
  '$fault: $pass',
  { timeout: 120_000 },
  async ({ run, trials: { ci: trials } }) => {
    const result = await run({ trials, seed: 1, size: 'small' })
    expect(result.violations).toEqual([])
    expect(result.trials).toBe(trials)
  },
)
