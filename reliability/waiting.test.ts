// The share of the fault matrix that mostly waits, all at once.
import { expect, it } from 'vitest'
import { blackHole } from './faults/black-hole.ts'
import { clockStep } from './faults/clock-step.ts'
import { restore } from './faults/restore.ts'
import { revoked } from './faults/revoked.ts'
import { slowReader } from './faults/slow-reader.ts'
import { storageFull } from './faults/storage-full.ts'
import { tokens } from './faults/tokens.ts'

it.concurrent.each([tokens, clockStep, slowReader, blackHole, restore, revoked, storageFull])(
  '$fault: $pass',
  { timeout: 150_000 },
  async ({ run, trials: { ci: trials } }) => {
    const result = await run({ trials, seed: 1, size: 'small' })
    expect(result.violations).toEqual([])
    expect(result.trials).toBe(trials)
  },
)
