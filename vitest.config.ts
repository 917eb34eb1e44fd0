import { defineConfig } from 'vitest/config'

// Workspace packages answer with their TypeScript source, so that no test runs against a stale build.
// Only that condition is added: the workers hand the list to Node, which must go on telling `import` from `require`.
const resolve = { conditions: ['lectern-source', 'module', 'browser', 'development|production'] }
const ssr = { resolve: { conditions: ['lectern-source', 'node'] } }
const deps = { inline: [/^@lectern\//] }

/** Further tries where browsers and networks take part. A test that needed one is named at the end of the run. */
const RETRY = 2

/** While one waits for a state the other computes; more gain nothing on two cores. */
const E2E_WORKERS = 2

/** Each has a server of its own, and mostly waits. */
const FAULTS_AT_ONCE = 8

/** `npm run test:full` runs more trials in one test. */
const full = process.env['LECTERN_TEST_FULL'] !== undefined

const UNIT = {
  // Files of a worker share its modules: loading them for each file took two thirds of the time.
  isolate: false,
  // A busy machine is slow, not wrong.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 30_000 } },
} as const

export default defineConfig({
  resolve,
  ssr,
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: [
            'packages/{protocol,client,texts}/src/**/*.test.ts',
            'apps/server/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          server: { deps },
          ...UNIT,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'components',
          // Tests that render ask for their page themselves: `// @vitest-environment jsdom`.
          include: ['packages/react/src/**/*.test.{ts,tsx}', 'apps/web/src/**/*.test.{ts,tsx}'],
          setupFiles: ['packages/react/src/testing/top-layer.ts', 'packages/react/src/testing/patience.ts'],
          server: { deps },
          ...UNIT,
        },
      },
      {
        resolve,
        ssr,
        test: {
          // Runs the built server: after a build only.
          name: 'reliability',
          include: ['reliability/**/*.test.ts'],
          server: { deps },
          // While those faults wait that mostly wait, others compute.
          maxWorkers: 2,
          maxConcurrency: FAULTS_AT_ONCE,
          retry: RETRY,
          // What is promised of time is judged by `npm run reliability`; here only what hangs takes so long.
          testTimeout: full ? 3_600_000 : 600_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        resolve,
        ssr,
        test: {
          // Of the built Storybook: what each story looks like.
          name: 'stories',
          include: ['e2e/stories/**/*.test.ts'],
          server: { deps },
          retry: RETRY,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: ['e2e/stories/**'],
          server: { deps },
          globalSetup: 'e2e/global-setup.ts',
          // Files share the server and the browser of their worker, and so may share its modules.
          pool: 'forks',
          isolate: false,
          maxWorkers: E2E_WORKERS,
          retry: RETRY,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
