// Writes the report that `npm test` counts: each test with its file, its result, its time and whether it passed
// only later.
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { root } from './run.ts'
import type { FileReport, RunReport, TestReport } from './tally.ts'

const REPORT = process.env['LECTERN_TEST_REPORT']

const messagesOf = (errors: readonly { message: string; stack?: string }[] | undefined): string =>
  (errors ?? []).map(({ message, stack }) => stack ?? message).join('\n')

const testReport = (test: TestCase): TestReport => {
  const { state, errors } = test.result()
  const { duration = 0, flaky = false } = test.diagnostic() ?? {}
  return { name: test.fullName, state, ms: duration, flaky, message: messagesOf(errors) }
}

const fileReport = (module: TestModule): FileReport => {
  const { duration, collectDuration, environmentSetupDuration, prepareDuration, setupDuration } =
    module.diagnostic()
  return {
    name: relative(root, module.moduleId),
    failed: module.state() === 'failed',
    message: messagesOf(module.errors()),
    ms: duration + collectDuration + environmentSetupDuration + prepareDuration + setupDuration,
    tests: [...module.children.allTests()].map(testReport),
  }
}

/** For vitest's `--reporter`, which takes the default export. Writes to the path in LECTERN_TEST_REPORT. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string; stack?: string }[]): void {
    const report: RunReport = {
      files: modules.map(fileReport),
      errors: errors.map((error) => messagesOf([error])),
    }
    if (REPORT !== undefined) writeFileSync(REPORT, JSON.stringify(report))
  }
}
