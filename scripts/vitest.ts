import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run, type Output } from './run.ts'
import { readRun, type Tally } from './tally.ts'

export interface VitestOptions {
  env?: Record<string, string>
  /** Only files whose path contains one of these. */
  files?: readonly string[]
  /** More arguments of its command line. */
  flags?: readonly string[]
  output?: Output | undefined
}

/** Runs one project of vitest.config.ts and counts. */
export const vitest = async (
  project: string,
  { env = {}, files = [], flags = [], output }: VitestOptions = {},
): Promise<Tally> => {
  const reports = mkdtempSync(join(tmpdir(), 'lectern-test-'))
  const report = join(reports, `${project}.json`)
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts/vitest-reporter.ts')}`]
  const args = ['run', '--project', project, ...reporters, ...flags, ...files]
  const ok = await run('vitest', args, { env: { ...env, LECTERN_TEST_REPORT: report }, output })
  const tally = readRun(() => readFileSync(report, 'utf8'), ok)
  rmSync(reports, { recursive: true, force: true })
  return tally
}
