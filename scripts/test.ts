// `npm test`: everything that must hold before a change is good. Its last line is `N passed, N failed`.
import { build } from './build.ts'
import { findChromium } from './chromium.ts'
import { run } from './run.ts'
import type { Tally } from './tally.ts'
import { vitest } from './vitest.ts'

interface Step {
  name: string
  take(): Promise<Tally>
}

/** A check that either holds or does not counts as one. */
const one = (ok: boolean): Tally => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

const check = (name: string, line: string): Step => {
  const [command = '', ...args] = line.split(' ')
  return { name, take: async () => one(await run(command, args)) }
}

let built = false

const buildAll = async (): Promise<Tally> => {
  built = await build()
  return one(built)
}

const onBuild = (run: () => Promise<Tally>) => async (): Promise<Tally> => {
  if (built) return run()
  console.error('Not run: there is no build of these sources.')
  return one(false)
}

const endToEnd = async (): Promise<Tally> => {
  const chromium = await findChromium()
  return chromium === undefined ? one(false) : vitest('e2e', { env: { CHROMIUM_PATH: chromium } })
}

const steps: Step[] = [
  check('format', 'prettier --check --log-level warn .'),
  check('types of the packages', 'tsc -b tsconfig.build.json'),
  check('types of the tests', 'tsc -p tsconfig.tests.json'),
  check('lint', 'oxlint --type-aware --deny-warnings --tsconfig tsconfig.tests.json'),
  check(
    'boundaries',
    'depcruise --config .dependency-cruiser.mjs packages apps scripts e2e bench reliability',
  ),
  check('nothing unused', 'knip --no-progress'),
  { name: 'unit tests', take: () => vitest('unit') },
  { name: 'build', take: buildAll },
  check(
    'storybook',
    'storybook build -c packages/react/.storybook -o node_modules/.cache/lectern/storybook --disable-telemetry --loglevel error',
  ),
  { name: 'reliability', take: onBuild(() => vitest('reliability')) },
  { name: 'end-to-end tests', take: onBuild(endToEnd) },
]

const take = (step: Step): Promise<Tally> =>
  step.take().catch((error: unknown) => {
    console.error(error)
    return one(false)
  })

const total: Tally = { passed: 0, failed: 0 }
const summary: string[] = []
const failures: string[] = []
for (const step of steps) {
  console.log(`\n── ${step.name}`)
  const begun = performance.now()
  const { passed, failed, failures: found = [] } = await take(step)
  total.passed += passed
  total.failed += failed
  failures.push(...found)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  summary.push(
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${step.name}: ${passed} passed, ${failed} failed, ${seconds} s`,
  )
  console.log(summary.at(-1))
}

// Once more at the end: what stands further up is long, and often cut off.
for (const failure of failures) console.log(`\n── failed: ${failure}`)
console.log(`\n${summary.join('\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
