// `npm test`: all checks of a change, and `npm run test:full`: also those that take too long for each change.
// The last line is `N passed, N failed`.
import { build } from './build.ts'
import { countCheck, runLanes, type Step } from './lanes.ts'
import { provideFor } from './needs.ts'
import { run } from './run.ts'
import { commitSeed, randomSeed } from './seed.ts'
import { keepResults, summarise } from './summary.ts'
import { vitest } from './vitest.ts'

const full = process.argv.includes('--full')
const seed = Number(process.env['LECTERN_SEED'] ?? (full ? randomSeed() : commitSeed()))
const env = { LECTERN_SEED: String(seed), ...(full && { LECTERN_TEST_FULL: '1' }) }

const check = (name: string, line: string, needs: readonly string[] = []): Step => {
  const [command = '', ...args] = line.split(' ')
  return { name, needs, take: async (output) => countCheck(await run(command, args, { output })) }
}

/** Without what the tests need they fail, each missing program in one line: none is left out. */
const tests = (name: string, project: string, needs: readonly string[] = []): Step => ({
  name,
  needs,
  take: async (output) => {
    const { missing, env: found } = await provideFor(project, output)
    if (missing.length === 0) return vitest(project, { env: { ...env, ...found }, output })
    return { passed: 0, failed: missing.length, failures: missing.map((line) => `${name}: ${line}`) }
  },
})

const BUILD = 'build, with the types of the packages'
const STORYBOOK = 'storybook'

/**
 * Two cores: while one lane waits for a browser, the other computes. A third lane made the whole slower (1,296 s against
 * 1,088 s), and the fairness of a server cannot be judged on a machine that nobody shares fairly.
 */
const lanes: readonly (readonly Step[])[] = [
  [
    { name: BUILD, take: async (output) => countCheck(await build(output)) },
    check('sizes', 'node scripts/sizes.ts', [BUILD]),
    check('published packages', 'node scripts/packages.ts', [BUILD]),
    // As an application sees them, with its own settings and every declaration checked.
    check('types of an example', 'tsc -p examples/react', [BUILD]),
    check('types of the specification', 'tsc -p examples/specification', [BUILD]),
    check(
      STORYBOOK,
      'storybook build -c packages/react/.storybook -o node_modules/.cache/lectern/storybook --disable-telemetry --loglevel error',
    ),
    tests('stories', 'stories', [STORYBOOK]),
    // Mostly waits, and judges how the server serves: beside the unit tests, which leave a core.
    tests('reliability', 'reliability', [BUILD]),
    // Last, because its two workers need no other lane to fill both cores.
    tests('end-to-end tests', 'e2e', [BUILD]),
    ...(full ? [tests('main flows in Firefox', 'firefox', [BUILD])] : []),
  ],
  [
    check('format', 'prettier --check --log-level warn .'),
    check(
      'boundaries',
      'depcruise --config .dependency-cruiser.mjs packages apps scripts e2e bench reliability',
    ),
    check('nothing unused', 'knip --no-progress'),
    check('types of the tests', 'tsc -p tsconfig.tests.json'),
    check('lint', 'oxlint --type-aware --deny-warnings --tsconfig tsconfig.tests.json'),
    // The media process uses the built packages.
    tests('unit tests', 'unit', [BUILD]),
  ],
]

/** For the lane that ends first. */
const free: readonly Step[] = [
  tests('components', 'components'),
  tests('tests on PostgreSQL', 'postgres', [BUILD]),
  tests('tests with a bucket', 's3', [BUILD]),
  ...(full ? [tests('tests with the storage Swift', 'swift', [BUILD])] : []),
]

console.log(`Seed of what is drawn by chance: ${seed} (LECTERN_SEED=${seed} draws the same)`)
const begun = performance.now()
const results = await runLanes(lanes, (text) => process.stdout.write(text), free)
const ms = performance.now() - begun
const { failed, text } = summarise(results, ms)
keepResults(results, ms)
console.log(`\n${text}`)
process.exitCode = failed === 0 ? 0 : 1
