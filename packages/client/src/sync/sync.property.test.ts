// LECTERN_PROPERTY_RUNS sets the number of runs, LECTERN_SEED draws the same ones again.
import fc from 'fast-check'
import { test } from 'vitest'
import { drawRuns, isFull } from '../../../../scripts/drawn.ts'
import { syncProperty } from './sync.property.ts'

const { LECTERN_PROPERTY_SHRINK } = process.env
/** Runs differ each time unless the seed is given. */
const runs = drawRuns(isFull ? 250 : 40)

test(
  `I1 I2 I3 I5 I7: after quiet every client sees exactly what the server has, and a fresh one sees the same (seed ${runs.seed})`,
  () => fc.assert(syncProperty, { ...runs, endOnFailure: LECTERN_PROPERTY_SHRINK === undefined }),
  // A busy machine is slow, not wrong.
  Math.max(600_000, runs.numRuns * 3_000),
)
