import { provideFor } from '../../scripts/needs.ts'
import { vitest } from '../../scripts/vitest.ts'
import type { Fault, FaultResult } from '../fault.ts'
import { expectation } from '../expectation.ts'

/** The end-to-end tests with faults under two people's windows. */
const FILES = ['e2e/faults', 'e2e/crash.test.ts']

const runBrowser = async (): Promise<FaultResult> => {
  const { missing, env } = await provideFor('e2e')
  if (missing.length > 0) throw new Error(missing.join(' '))
  const { passed, failed } = await vitest('e2e', { env, files: FILES })
  return {
    trials: passed + failed,
    violations: expectation('I1', failed === 0, `${failed} of ${passed + failed} browser tests failed.`),
    recovery_ms: [],
    notes: [],
  }
}

export const browser: Fault = {
  name: 'browser',
  fault:
    'in a real Chromium: server killed, tabs closed, frozen and reloaded, six tabs, sockets and streams blocked',
  pass: 'every message once and in order on the other side, and nothing unsent is lost',
  waits: false,
  // `npm test` runs them among its end-to-end tests.
  trials: { ci: 0, full: 1 },
  run: runBrowser,
}
