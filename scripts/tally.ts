export interface Tally {
  passed: number
  failed: number
}

/** What of vitest's JSON report is counted. */
interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/**
 * Counts a vitest run. A file that did not even load has no tests to count, and an error outside of any test or a
 * run without a report leaves no trace in the numbers: each of these counts as one failure.
 */
export const readVitest = (report: () => string, ok: boolean): Tally => {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(report()) as VitestReport
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    )
    const failed = numFailedTests + broken.length
    return { passed: numPassedTests, failed: ok ? failed : Math.max(1, failed) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
