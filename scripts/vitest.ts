import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.ts'
import { readVitest, type Tally } from './tally.ts'

export interface VitestOptions {
  env?: Record<string, string>
  /** Only files whose path has one of these in it. */
  files?: readonly string[]
}

/** Runs one project of vitest.config.ts in this terminal, and counts. */
export const vitest = async (
  project: string,
  { env = {}, files = [] }: VitestOptions = {},
): Promise<Tally> => {
  const reports = mkdtempSync(join(tmpdir(), 'lectern-test-'))
  const report = join(reports, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ok = await run('vitest', ['run', '--project', project, ...reporters, ...files], env)
  const tally = readVitest(() => readFileSync(report, 'utf8'), ok)
  rmSync(reports, { recursive: true, force: true })
  return tally
}
