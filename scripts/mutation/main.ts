// `npm run mutation [-- <part of a path or of a name> …]`: plants each fault of `faults/` in the working tree, runs the
// tests that should notice, and takes it out again. Not part of `npm test`: it takes half an hour.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from '../run.ts'
import { meetsFloor, readFaults, score, type Fault } from './faults.ts'

const wanted = process.argv.slice(2)
const faults = readFaults().filter(
  ({ id, file }) => wanted.length === 0 || wanted.some((part) => id.includes(part) || file.includes(part)),
)

const isClean = (file: string): boolean =>
  execFileSync('git', ['status', '--porcelain', '--', file], { cwd: root, encoding: 'utf8' }) === ''

/** True when all of these tests pass. */
const pass = (tests: readonly string[]): Promise<boolean> =>
  run('vitest', ['run', '--bail=1', '--retry=0', '--reporter=dot', ...tests], { output: () => {} })

let restore = (): void => {}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    restore()
    process.exit(1)
  })

const plant = async (fault: Fault): Promise<boolean> => {
  const path = join(root, fault.file)
  const text = readFileSync(path, 'utf8')
  restore = () => writeFileSync(path, text)
  try {
    writeFileSync(
      path,
      text.replace(fault.find, () => fault.replace),
    )
    return !(await pass(fault.tests))
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
if (!(await pass([...new Set(faults.flatMap(({ tests }) => tests))]))) {
  console.error('The tests fail without any fault.')
  process.exit(1)
}

const results: { fault: Fault; caught: boolean }[] = []
for (const [index, fault] of faults.entries()) {
  const caught = await plant(fault)
  results.push({ fault, caught })
  console.log(
    `${index + 1}/${faults.length} ${caught ? 'caught    ' : 'NOT CAUGHT'} ${fault.id} (${fault.file})`,
  )
}

const scores = score(results)
for (const { name, planted, caught, floor } of scores)
  console.log(`${name}: ${caught} of ${planted}, floor ${Math.round(floor * 100)} %`)
const failed = scores.filter((each) => !meetsFloor(each)).length
console.log(`\n${scores.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
