// `npm run mutation [-- <part of a path or of a name> …]`: plants each fault of `faults/` in the working tree,
// runs the tests that should notice, and removes it again. Not part of `npm test`: it takes a quarter of an
// hour or more. Exit code: 0 if every area meets its floor, 1 if one does not, 2 if no fault could be planted.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run } from '../run.ts'
import type { RunReport } from '../tally.ts'
import { meetsFloor, readFaults, score, type Fault } from './faults.ts'
import { table } from './table.ts'
import { judge, type Verdict } from './verdict.ts'

const WORDS: Record<Verdict, string> = {
  caught: 'caught     ',
  missed: 'NOT CAUGHT ',
  late: 'TIMED OUT  ',
  broken: 'DID NOT RUN',
}

const wanted = process.argv.slice(2)
const faults = readFaults().filter(
  ({ id, file }) => wanted.length === 0 || wanted.some((part) => id.includes(part) || file.includes(part)),
)

const isClean = (file: string): boolean =>
  execFileSync('git', ['status', '--porcelain', '--', file], { cwd: root, encoding: 'utf8' }) === ''

/** Runs these tests without a second try, up to the first that fails. */
const runTests = async (tests: readonly string[]): Promise<Verdict> => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-mutation-'))
  const report = join(folder, 'report.json')
  const reporter = `--reporter=${join(root, 'scripts/vitest-reporter.ts')}`
  await run('vitest', ['run', '--bail=1', '--retry=0', reporter, ...tests], {
    env: { LECTERN_TEST_REPORT: report },
    output: () => {},
  })
  const read = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as RunReport) : undefined
  rmSync(folder, { recursive: true, force: true })
  return judge(read)
}

let restore = (): void => {}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    restore()
    process.exit(1)
  })

const plant = async (fault: Fault): Promise<Verdict> => {
  const path = join(root, fault.file)
  const text = readFileSync(path, 'utf8')
  restore = () => writeFileSync(path, text)
  try {
    writeFileSync(
      path,
      text.replace(fault.find, () => fault.replace),
    )
    return await runTests(fault.tests)
  } finally {
    restore()
    restore = () => {}
  }
}

const dirty = [...new Set(faults.map(({ file }) => file))].filter((file) => !isClean(file))
if (dirty.length > 0) {
  console.error(`Commit first: faults are planted in these files.\n${dirty.join('\n')}`)
  process.exit(2)
}
console.log(`${faults.length} faults; first the tests without any …`)
if ((await runTests([...new Set(faults.flatMap(({ tests }) => tests))])) !== 'missed') {
  console.error('The tests fail without any fault.')
  process.exit(1)
}

const results: { fault: Fault; caught: boolean; verdict: Verdict }[] = []
for (const [index, fault] of faults.entries()) {
  const verdict = await plant(fault)
  results.push({ fault, verdict, caught: verdict === 'caught' })
  console.log(`${index + 1}/${faults.length} ${WORDS[verdict]} ${fault.id} (${fault.file})`)
}

const scores = score(results)
console.log(['', ...table(scores), ''].join('\n'))
for (const { fault, verdict, caught } of results)
  if (!caught) console.log(`${WORDS[verdict]} ${fault.id} (${fault.file})`)
const failed = scores.filter((each) => !meetsFloor(each)).length
const code = failed === 0 ? 0 : 1
const caught = results.filter((each) => each.caught).length
console.log(
  `${caught} of ${faults.length} faults caught; ${failed} of ${scores.length} parts below their floor`,
)
console.log(`${scores.length - failed} passed, ${failed} failed; exit code ${code}`)
process.exitCode = code
