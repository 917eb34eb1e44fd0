// `npm run test:stress -- <file> [times]`: runs a test file repeatedly beside a processor hog, without a second
// try. A test that fails here sometimes would one day fail in `npm test`.
import { spawn, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { relative, resolve } from 'node:path'
import { build } from './build.ts'
import { provideFor } from './needs.ts'
import { root } from './run.ts'
import { randomSeed } from './seed.ts'
import { vitest } from './vitest.ts'

const TIMES = 5

/** The project of this file in vitest.config.ts. */
const projectOf = (file: string): string => {
  for (const project of ['stories', 'firefox']) if (file.startsWith(`e2e/${project}/`)) return project
  if (file.startsWith('e2e/')) return 'e2e'
  if (file.startsWith('reliability/')) return 'reliability'
  return /^(packages\/react|apps\/web)\//.test(file) ? 'components' : 'unit'
}

/** One for each processor: it computes for as long as this process lives. */
const startHogs = (): ChildProcess[] =>
  Array.from({ length: availableParallelism() }, () =>
    spawn(
      process.execPath,
      [
        '-e',
        `process.on('disconnect', () => process.exit()); (function spin() { const end = Date.now() + 100; while (Date.now() < end); setImmediate(spin) })()`,
      ],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
    ),
  )

const [wanted, count] = process.argv.slice(2)
const times = Number(count ?? TIMES)
if (wanted === undefined || !Number.isInteger(times) || times < 1) {
  console.error('Usage: npm run test:stress -- <file> [times]')
  process.exit(2)
}

const file = relative(root, resolve(wanted))
const project = projectOf(file)
const { missing, env: found } = await provideFor(project)
for (const line of missing) console.error(line)
if (missing.length > 0) process.exit(1)
if (!['unit', 'components'].includes(project) && !(await build())) process.exit(1)

const hogs = startHogs()
let failedRuns = 0
for (let turn = 1; turn <= times; turn++) {
  const seed = randomSeed()
  console.log(`\n── ${file}, ${turn} of ${times} (LECTERN_SEED=${seed})`)
  const env = { LECTERN_SEED: String(seed), ...found }
  const { failed, failures = [] } = await vitest(project, { env, files: [file], flags: ['--retry=0'] })
  if (failed > 0) failedRuns++
  for (const failure of failures) console.log(`\n── failed: ${failure}`)
}
for (const hog of hogs) hog.disconnect()
console.log(`\n${times - failedRuns} passed, ${failedRuns} failed`)
process.exitCode = failedRuns === 0 ? 0 : 1
