import { expect, test } from 'vitest'
import type { StepResult } from './lanes.ts'
import { summarise } from './summary.ts'

const step = (more: Partial<StepResult> = {}): StepResult => ({
  name: 'unit',
  ms: 1_500,
  passed: 3,
  failed: 0,
  ...more,
})

const linesOf = (results: StepResult[]) => summarise(results, 2_000).text.split('\n')

test('the last line counts all steps', () => {
  expect(linesOf([step(), step({ name: 'build', passed: 1, failed: 2 })]).at(-1)).toBe('4 passed, 2 failed')
})

test('a flaky test is listed just before the count', () => {
  expect(linesOf([step({ flaky: ['a.test.ts > waits\nIt did not come'] })]).slice(-2)).toEqual([
    'flaky: a.test.ts > waits',
    '3 passed, 0 failed',
  ])
})

test('failures are repeated at the end, with their messages', () => {
  expect(linesOf([step({ failed: 1, failures: ['a.test.ts > adds\n3 is not 4'] })]).slice(0, 2)).toEqual([
    '── failed: a.test.ts > adds',
    '3 is not 4',
  ])
})

test('the twenty slowest files and tests are listed, slowest first', () => {
  const timed = Array.from({ length: 30 }, (_, index) => ({ name: `n${index}`, ms: index * 1_000 }))
  const lines = linesOf([step({ times: { files: timed, tests: timed } })])
  const files = lines.slice(
    lines.indexOf('The 20 slowest files') + 1,
    lines.indexOf('The 20 slowest tests') - 1,
  )
  expect(files).toHaveLength(20)
  expect(files[0]?.trim()).toBe('29.0 s  n29')
  expect(files.at(-1)?.trim()).toBe('10.0 s  n10')
})

test('each step is listed with its time', () => {
  expect(linesOf([step()])).toContain('ok     unit: 3 passed, 0 failed, 1.5 s')
})
