// How a test draws its cases by chance. `npm test` gives all of them one seed, that of the commit, so that a failure is
// there again in the next run; `npm run test:full` draws more, and others each time. A test that is run by itself does
// too, unless LECTERN_SEED says what to draw.
import process from 'node:process'
import { randomSeed } from './seed.ts'

const { LECTERN_SEED, LECTERN_TEST_FULL, LECTERN_PROPERTY_RUNS } = process.env

/** So many times as many cases where time does not count. */
const THOROUGH = 4

/** Whether this is `npm run test:full`. */
export const isFull = LECTERN_TEST_FULL !== undefined

/** The same in a whole file. */
export const drawnSeed: number = LECTERN_SEED === undefined ? randomSeed() : Number(LECTERN_SEED)

/**
 * The seed and the number of runs of a property: so many in `npm test`, or as many as LECTERN_PROPERTY_RUNS says.
 * fast-check names the seed when it fails.
 * @example fc.assert(property, drawn(100))
 */
export const drawn = (runs: number): { seed: number; numRuns: number } => {
  const usual = isFull || LECTERN_SEED === undefined ? THOROUGH * runs : runs
  return { seed: drawnSeed, numRuns: Number(LECTERN_PROPERTY_RUNS ?? usual) }
}
