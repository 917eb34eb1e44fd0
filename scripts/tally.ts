import { relative } from 'node:path'

export interface Tally {
  passed: number
  failed: number
  /** What failed, in words: which test of which file, and how. */
  failures?: readonly string[]
}

/** What of vitest's JSON report is read. */
interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  testResults: FileResult[]
}

interface FileResult {
  name: string
  status: string
  message: string
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
}

/** Of a failure's message: enough for a seed and a counterexample, not for all that a page held. */
const MAX_CHARS = 2_000

/**
 * Counts a vitest run. A file that did not even load has no tests to count, and an error outside of any test and a
 * run without a report leave no trace in the numbers: each of these counts as one failure.
 */
export const readVitest = (report: () => string, ok: boolean): Tally => {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(report()) as VitestReport
    const broken = testResults.filter(isBroken)
    const failed = numFailedTests + broken.length
    const failures = testResults.flatMap(failuresOf)
    return { passed: numPassedTests, failed: ok ? failed : Math.max(1, failed), failures }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const isBroken = ({ status, assertionResults }: FileResult): boolean =>
  status === 'failed' && assertionResults.length === 0

const failuresOf = (file: FileResult): string[] => {
  const name = relative(process.cwd(), file.name)
  if (isBroken(file)) return [inWords(name, file.message)]
  return file.assertionResults.flatMap(({ status, fullName, failureMessages }) =>
    status === 'failed' ? [inWords(`${name} > ${fullName}`, failureMessages.join('\n'))] : [],
  )
}

const inWords = (what: string, message: string): string => `${what}\n${message.slice(0, MAX_CHARS)}`
