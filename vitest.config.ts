import { defineConfig } from 'vitest/config'

// Workspace packages answer with their TypeScript source, so that no test runs against a stale build.
// Only that condition is added: the workers hand the list to Node, which must go on telling `import` from `require`.
const resolve = { conditions: ['lectern-source', 'module', 'browser', 'development|production'] }
const ssr = { resolve: { conditions: ['lectern-source', 'node'] } }
const deps = { inline: [/^@lectern\//] }

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
          // Tests that render ask for their page themselves: `// @vitest-environment jsdom`.
          include: [
            'packages/*/src/**/*.test.{ts,tsx}',
            'apps/*/src/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
          ],
          server: { deps },
          // A busy machine is slow, not wrong.
          testTimeout: 30_000,
          hookTimeout: 30_000,
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
          testTimeout: 150_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          server: { deps },
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
