// The part of the fault matrix in `npm test`.
import { expect } from 'vitest'
import { drawnSeed, isFull } from '../scripts/drawn.ts'
import type { Fault } from './fault.ts'

/** The factor for trials in `npm run test:full`. */
const FULL_SHARE = 5

/** Runs the share of a fault and expects no violation, with the seed of the whole run. */
export const expectToHold = async ({ run, trials: { ci } }: Fault): Promise<void> => {
  const trials = isFull ? FULL_SHARE * ci : ci
  const result = await run({ trials, seed: drawnSeed, size: 'small' })
  expect(result.violations, `with LECTERN_SEED=${drawnSeed}`).toEqual([])
  expect(result.trials).toBeGreaterThanOrEqual(trials)
}
