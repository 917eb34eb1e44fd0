import fc from 'fast-check'
import { syncProperty } from '../../packages/client/src/sync/sync.property.ts'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import { expectation } from '../expectation.ts'

/** Only virtual time passes: rare faults meet each other in every order. */
const runSync = async ({ trials, seed }: FaultOptions): Promise<FaultResult> => {
  const { numRuns, failed, counterexample, errorInstance } = await fc.check(syncProperty, {
    numRuns: trials,
    seed,
    endOnFailure: true,
  })
  const sentence = `${String(errorInstance)} after ${JSON.stringify(counterexample)}`
  return { trials: numRuns, violations: expectation('I7', !failed, sentence), recovery_ms: [], notes: [] }
}

export const sync: Fault = {
  name: 'sync',
  fault:
    'frames dropped, doubled and reordered, requests that fail, reloads, tabs, restored backups, in any order',
  pass: "after quiet every view is the server's, and resumed equals fresh",
  waits: false,
  // `npm test` has them among its unit tests, drawn from the same seed.
  trials: { ci: 0, full: 20_000 },
  run: runSync,
}
