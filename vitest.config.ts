import { defineConfig } from 'vitest/config'
import { suitesOnPostgres } from './scripts/on-postgres.ts'

// Workspace packages resolve to their TypeScript source, so that no test runs against a stale build. Only that
// condition is added: the workers pass the list to Node, which must still separate `import` from `require`.
const resolve = { conditions: ['lectern-source', 'module', 'browser', 'development|production'] }
const ssr = { resolve: { conditions: ['lectern-source', 'node'] } }
const deps = { inline: [/^@lectern\//] }

/** Retries for tests with browsers and networks. A test that needed one is named at the end of the run. */
const RETRY = 2

/** While one waits for a state the other computes; more gain nothing on two cores. */
const E2E_WORKERS = 2

/** Each has its own server, and mostly waits. */
const FAULTS_AT_ONCE = 8

/** `npm run test:full` runs more trials in one test. */
const full = process.env['LECTERN_TEST_FULL'] !== undefined

const UNIT = {
  // Files of a worker share its modules: loading them for each file took two thirds of the time.
  isolate: false,
  // A busy machine is slow, not wrong.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
} as const

/** Tests of PostgreSQL alone. */
const OF_POSTGRES = 'apps/server/src/**/*.postgres.test.ts'
/** Also those that hold for both databases. */
const ON_POSTGRES = [
  OF_POSTGRES,
  'apps/server/src/platform/db/statements.test.ts',
  'apps/server/src/platform/jobs/jobs.test.ts',
  ...suitesOnPostgres(import.meta.dirname, { full }),
]

/** Tests with a storage of another maker. */
const OF_SWIFT = 'apps/server/src/**/*.swift.test.ts'
/** Tests of the server about files, which hold for both storages. */
const IN_S3 = [
  'apps/server/src/features/attachments/{attachments,uploads}.test.ts',
  'apps/server/src/features/documents/{files,images}.test.ts',
]

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
            'packages/protocol/*.test.ts',
            'apps/server/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: [OF_POSTGRES, OF_SWIFT],
          server: { deps },
          ...UNIT,
        },
      },
      {
        resolve,
        ssr,
        test: {
          // The server's tests again, on PostgreSQL.
          name: 'postgres',
          include: ON_POSTGRES,
          env: { LECTERN_TEST_DATABASE: 'postgres' },
          globalSetup: 'scripts/postgres-setup.ts',
          server: { deps },
          ...UNIT,
        },
      },
      {
        resolve,
        ssr,
        test: {
          // The server's tests about files again, with a bucket.
          name: 's3',
          include: IN_S3,
          globalSetup: 'scripts/s3-setup.ts',
          server: { deps },
          ...UNIT,
        },
      },
      {
        resolve,
        ssr,
        test: {
          // In `npm run test:full`.
          name: 'swift',
          include: [OF_SWIFT],
          server: { deps },
          ...UNIT,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'components',
          // Tests that render request jsdom themselves: `// @vitest-environment jsdom`.
          include: ['packages/react/src/**/*.test.{ts,tsx}', 'apps/web/src/**/*.test.{ts,tsx}'],
          setupFiles: ['top-layer', 'patience', 'no-frames'].map(
            (name) => `packages/react/src/testing/${name}.ts`,
          ),
          server: { deps },
          ...UNIT,
        },
      },
      {
        resolve,
        ssr,
        test: {
          // Runs the built server: only after a build.
          name: 'reliability',
          include: ['reliability/**/*.test.ts'],
          server: { deps },
          // While the waiting faults wait, others compute.
          maxWorkers: 2,
          maxConcurrency: FAULTS_AT_ONCE,
          retry: RETRY,
          // `npm run reliability` judges promised times; here only a hanging test takes this long.
          testTimeout: full ? 3_600_000 : 600_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        resolve,
        ssr,
        test: {
          // Visits the built Storybook.
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
          // In `npm run test:full`.
          name: 'firefox',
          include: ['e2e/firefox/**/*.test.ts'],
          // Each test stands alone.
          sequence: { shuffle: { tests: true } },
          server: { deps },
          pool: 'forks',
          maxWorkers: 1,
          retry: RETRY,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: ['e2e/stories/**', 'e2e/firefox/**'],
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
