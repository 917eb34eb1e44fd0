import { expect, test } from 'vitest'
import { readRun, type FileReport, type TestReport } from './tally.ts'

const one = (name: string, more: Partial<TestReport> = {}): TestReport => ({
  name,
  state: 'passed',
  ms: 5,
  flaky: false,
  message: '',
  ...more,
})

const file = (tests: TestReport[], more: Partial<FileReport> = {}): FileReport => ({
  name: 'some.test.ts',
  failed: false,
  message: '',
  ms: 20,
  tests,
  ...more,
})

const report =
  (files: FileReport[], errors: string[] = []) =>
  () =>
    JSON.stringify({ files, errors })

test('counts tests, and lists failures with their messages', () => {
  const failed = one('adds up', { state: 'failed', message: '3 is not 4' })
  const files = [file([one('multiplies'), failed], { failed: true })]
  expect(readRun(report(files), false)).toMatchObject({
    passed: 1,
    failed: 1,
    failures: ['some.test.ts > adds up\n3 is not 4'],
  })
})

test('names a test that passed on another try, with its earlier failure', () => {
  const late = one('waits', { flaky: true, message: 'It did not come' })
  expect(readRun(report([file([late, one('adds up')])]), true)).toMatchObject({
    passed: 2,
    failed: 0,
    flaky: ['some.test.ts > waits\nIt did not come'],
  })
})

test('records the times of files and tests', () => {
  expect(readRun(report([file([one('adds up')])]), true).times).toEqual({
    files: [{ name: 'some.test.ts', ms: 20 }],
    tests: [{ name: 'some.test.ts > adds up', ms: 5 }],
  })
})

test('a failure that prints a whole page is cut', () => {
  const failed = one('adds up', { state: 'failed', message: 'x'.repeat(50_000) })
  expect(readRun(report([file([failed])]), false).failures?.[0]?.length).toBeLessThan(2_100)
})

test('a file that did not load is a failure', () => {
  const broken = file([], { failed: true, message: 'Cannot find module' })
  expect(readRun(report([file([one('adds up')]), broken]), false)).toMatchObject({
    passed: 1,
    failed: 1,
    failures: ['some.test.ts\nCannot find module'],
  })
})

test('a file with a failed hook is a failure, though its tests passed', () => {
  const broken = file([one('adds up')], { failed: true, message: 'It did not close' })
  expect(readRun(report([broken]), false)).toMatchObject({ passed: 1, failed: 1 })
})

test('an error outside any test is a failure', () => {
  expect(readRun(report([file([one('adds up')])], ['Unhandled']), false)).toMatchObject({
    passed: 1,
    failed: 1,
    failures: ['outside of any test\nUnhandled'],
  })
})

test('a run that ended badly without a reason is a failure', () => {
  expect(readRun(report([file([one('adds up')])]), false)).toMatchObject({ passed: 1, failed: 1 })
})

test('a run without a report is a failure', () => {
  const gone = () => {
    throw new Error('no such file')
  }
  expect(readRun(gone, true)).toEqual({ passed: 0, failed: 1 })
})
