import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readVitest } from './tally.ts'

const report =
  (passed: number, failed: number, testResults: object[] = []) =>
  () =>
    JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults })

const file = (assertionResults: object[], message = '') => ({
  name: join(process.cwd(), 'scripts', 'some.test.ts'),
  status: 'failed',
  message,
  assertionResults,
})

test('counts tests, and says which failed and how', () => {
  const failed = { status: 'failed', fullName: 'adds up', failureMessages: ['3 is not 4'] }
  const passed = { status: 'passed', fullName: 'multiplies', failureMessages: [] }
  expect(readVitest(report(7, 1, [file([passed, failed])]), false)).toEqual({
    passed: 7,
    failed: 1,
    failures: ['scripts/some.test.ts > adds up\n3 is not 4'],
  })
})

test('a failure that prints a whole page is cut', () => {
  const failed = { status: 'failed', fullName: 'adds up', failureMessages: ['x'.repeat(50_000)] }
  expect(readVitest(report(0, 1, [file([failed])]), false).failures?.[0]?.length).toBeLessThan(2_100)
})

test('a file that did not load is a failure', () => {
  expect(readVitest(report(7, 0, [file([], 'Cannot find module')]), false)).toEqual({
    passed: 7,
    failed: 1,
    failures: ['scripts/some.test.ts\nCannot find module'],
  })
})

test('an error outside of any test is a failure', () => {
  expect(readVitest(report(7, 0), false)).toMatchObject({ passed: 7, failed: 1 })
})

test('a run without a report is a failure', () => {
  const gone = () => {
    throw new Error('no such file')
  }
  expect(readVitest(gone, true)).toEqual({ passed: 0, failed: 1 })
})
