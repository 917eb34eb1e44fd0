/** The result of a step of `npm test`. */
export interface Tally {
  passed: number
  failed: number
  /** Failures in words: file, test, and message. */
  failures?: readonly string[]
  /** Tests that failed first and passed on another try: `file > test`, and below it the failure. */
  flaky?: readonly string[]
  /** The times of each file and each test. */
  times?: { files: readonly Timed[]; tests: readonly Timed[] }
}

export interface Timed {
  name: string
  ms: number
}

/** The report of `vitest-reporter.ts`. */
export interface RunReport {
  files: readonly FileReport[]
  /** Errors outside any test. */
  errors: readonly string[]
}

export interface FileReport extends Timed {
  failed: boolean
  message: string
  tests: readonly TestReport[]
}

export interface TestReport extends Timed {
  state: 'passed' | 'failed' | 'skipped' | 'pending'
  flaky: boolean
  message: string
}

/** The limit of a failure's message: enough for a seed and a counterexample, not for a whole page. */
const MAX_CHARS = 2_000

/**
 * Counts a vitest run. A file that did not load has no tests to count, and an error outside any test and a run
 * without a report leave no trace in the numbers: each of these counts as one failure.
 */
export const readRun = (report: () => string, ok: boolean): Tally => {
  try {
    return countRun(JSON.parse(report()) as RunReport, ok)
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const countRun = ({ files, errors }: RunReport, ok: boolean): Tally => {
  const tests = files.flatMap((file) =>
    file.tests.map((test) => ({ ...test, name: `${file.name} > ${test.name}` })),
  )
  const failures = [
    ...files.filter(isBroken).map(({ name, message }) => inWords(name, message)),
    ...tests.filter(({ state }) => state === 'failed').map(({ name, message }) => inWords(name, message)),
    ...errors.map((error) => inWords('outside of any test', error)),
  ]
  return {
    passed: tests.filter(({ state }) => state === 'passed').length,
    failed: ok ? failures.length : Math.max(1, failures.length),
    failures,
    flaky: tests.filter(({ flaky }) => flaky).map(({ name, message }) => inWords(name, message)),
    times: { files: files.map(timed), tests: tests.map(timed) },
  }
}

/** It failed as a whole: it did not load, or a hook of it failed while its tests did not. */
const isBroken = ({ failed, tests }: FileReport): boolean =>
  failed && !tests.some(({ state }) => state === 'failed')

const timed = ({ name, ms }: Timed): Timed => ({ name, ms })

const inWords = (what: string, message: string): string => `${what}\n${message.slice(0, MAX_CHARS)}`
