import { expect, test } from 'vitest'
import type { FileReport, RunReport, TestReport } from '../tally.ts'
import { judge } from './verdict.ts'

const TIMEOUT = 'Error: Test timed out in 60000ms.\nIf this is a long-running test …'
const passed: TestReport = { name: 'Ada writes', state: 'passed', ms: 1, flaky: false, message: '' }
const failed = (message: string): TestReport => ({ ...passed, state: 'failed', message })
const file = (tests: TestReport[], fields: Partial<FileReport> = {}): FileReport => ({
  ...{
    name: 'send.test.ts',
    failed: tests.some(({ state }) => state === 'failed'),
    message: '',
    ms: 1,
    tests,
  },
  ...fields,
})
const run = (files: FileReport[], errors: string[] = []): RunReport => ({ files, errors })

test('a fault is caught when an assertion fails', () => {
  expect(judge(run([file([passed, failed('expected 1 to be 2')])]))).toBe('caught')
})

test('it is missed when every test passes', () => {
  expect(judge(run([file([passed])]))).toBe('missed')
})

test('tests that only ran out of time have not caught it', () => {
  expect(judge(run([file([failed(TIMEOUT)])]))).toBe('late')
  expect(judge(run([file([passed], { failed: true, message: 'Hook timed out in 60000ms.' })]))).toBe('late')
  expect(judge(run([file([failed(TIMEOUT), failed('expected 1 to be 2')])]))).toBe('caught')
})

test('tests that could not be loaded have not caught it', () => {
  expect(judge(run([file([], { failed: true, message: 'Unexpected token' })]))).toBe('broken')
  expect(judge(run([]))).toBe('broken')
  expect(judge(undefined)).toBe('broken')
})

test('a failing hook and an error outside any test are noticed', () => {
  expect(judge(run([file([passed], { failed: true, message: 'A timer is left' })]))).toBe('caught')
  expect(judge(run([file([passed])], ['Unhandled rejection']))).toBe('caught')
})
