// The result of a test run for a planted fault.
import type { FileReport, RunReport } from '../tally.ts'

/**
 * - `caught`: a test failed.
 * - `missed`: all tests passed.
 * - `late`: tests only ran out of time. A busy machine does that, too, so it proves nothing.
 * - `broken`: the tests did not run. A fault must compile.
 */
export type Verdict = 'caught' | 'missed' | 'late' | 'broken'

const OUT_OF_TIME = /(Test|Hook) timed out in \d+ms/

/** `report` is undefined if the run ended without one. */
export const judge = (report: RunReport | undefined): Verdict => {
  if (report === undefined || report.files.length === 0 || report.files.some(isUnloadable)) return 'broken'
  const failures = [...report.files.flatMap(failuresOf), ...report.errors]
  if (failures.length === 0) return 'missed'
  return failures.every((message) => OUT_OF_TIME.test(message)) ? 'late' : 'caught'
}

const isUnloadable = ({ failed, tests }: FileReport): boolean => failed && tests.length === 0

const failuresOf = ({ failed, message, tests }: FileReport): string[] => {
  const messages = tests.flatMap((test) => (test.state === 'failed' ? [test.message] : []))
  // A hook of the whole file failed, while its tests did not.
  return failed && messages.length === 0 ? [message] : messages
}
