import fc from 'fast-check'
import { syncProperty } from '../../packages/client/src/sync/sync.property.ts'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import { expectation } from '../expectation.ts'

/** No time passes but the clock's: seldom faults meet each other in every order. */
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
  // A thousand more run with the unit tests.
  trials: { ci: 50, full: 20_000 },
  run: runSync,
}
