import { expect, test } from 'vitest'
import { readVitest } from './tally.ts'

const report =
  (passed: number, failed: number, files: { status: string; tests: number }[] = []) =>
  () =>
    JSON.stringify({
      numPassedTests: passed,
      numFailedTests: failed,
      testResults: files.map(({ status, tests }) => ({
        status,
        assertionResults: Array.from({ length: tests }, () => ({})),
      })),
    })

test('counts tests', () => {
  expect(readVitest(report(7, 2, [{ status: 'failed', tests: 9 }]), false)).toEqual({ passed: 7, failed: 2 })
})

test('a file that did not load is a failure', () => {
  expect(readVitest(report(7, 0, [{ status: 'failed', tests: 0 }]), false)).toEqual({ passed: 7, failed: 1 })
})

test('an error outside of any test is a failure', () => {
  expect(readVitest(report(7, 0), false)).toEqual({ passed: 7, failed: 1 })
})

test('a run without a report is a failure', () => {
  const gone = () => {
    throw new Error('no such file')
  }
  expect(readVitest(gone, true)).toEqual({ passed: 0, failed: 1 })
})
