// The end of `npm test`: failures, flaky tests, and times.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resultLine, seconds, type StepResult } from './lanes.ts'
import { root } from './run.ts'
import type { Timed } from './tally.ts'

const SLOWEST = 20
const FOLDER = join(root, 'test-results')

export interface Summary {
  passed: number
  failed: number
  text: string
}

const selectSlowest = (timed: readonly Timed[]): Timed[] =>
  timed.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST)

const formatTimes = (title: string, timed: readonly Timed[]): string[] =>
  timed.length === 0
    ? []
    : ['', title, ...selectSlowest(timed).map(({ name, ms }) => `${seconds(ms).padStart(9)}  ${name}`)]

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** `results` in the order in which the steps ended; the last line is `N passed, N failed`. */
export const summarise = (results: readonly StepResult[], ms: number): Summary => {
  const passed = sum(results.map((result) => result.passed))
  const failed = sum(results.map((result) => result.failed))
  const flaky = results.flatMap((result) => result.flaky ?? [])
  const lines = [
    // Repeated at the end: the output above is long, and often cut off.
    ...results.flatMap(({ failures = [] }) => failures.flatMap((failure) => [`── failed: ${failure}`, ''])),
    ...results.map(resultLine),
    `all steps, in lanes: ${seconds(ms)}`,
    ...formatTimes(
      `The ${SLOWEST} slowest files`,
      results.flatMap(({ times }) => times?.files ?? []),
    ),
    ...formatTimes(
      `The ${SLOWEST} slowest tests`,
      results.flatMap(({ times }) => times?.tests ?? []),
    ),
    '',
    ...flaky.map((test) => `flaky: ${test.split('\n', 1)[0]}`),
    `${passed} passed, ${failed} failed`,
  ]
  return { passed, failed, text: lines.join('\n') }
}

/** Writes times, and flaky tests with their failures, to `test-results/`. */
export const keepResults = (results: readonly StepResult[], ms: number): void => {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const flaky = results.flatMap((result) => result.flaky ?? [])
  writeFileSync(join(FOLDER, 'flaky.txt'), flaky.map((test) => `flaky: ${test}\n\n`).join(''))
  writeFileSync(join(FOLDER, 'times.json'), JSON.stringify({ ms, steps: results }, undefined, 1))
}
