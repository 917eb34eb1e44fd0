// LECTERN_PROPERTY_RUNS sets the number of runs, LECTERN_PROPERTY_SEED replays one.
import fc from 'fast-check'
import { test } from 'vitest'
import { syncProperty } from './sync.property.ts'

const env = (globalThis as { process?: { env: Record<string, string | undefined> } }).process?.env ?? {}
const numRuns = Number(env['LECTERN_PROPERTY_RUNS'] ?? 1_000)
const seed = Number(
  env['LECTERN_PROPERTY_SEED'] ?? Math.floor(performance.timeOrigin + performance.now()) % 2 ** 31,
)

test(
  'I1 I2 I3 I5 I7: after quiet every client sees exactly what the server has, and a fresh one sees the same',
  () =>
    fc.assert(syncProperty, { numRuns, seed, endOnFailure: env['LECTERN_PROPERTY_SHRINK'] === undefined }),
  Math.max(60_000, numRuns * 300),
)
