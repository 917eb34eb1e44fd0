// Random test cases. `npm test` gives all of them one seed, that of the commit, so that a failure is
// repeatable; `npm run test:full` draws more, and others each time. So does a single test, unless LECTERN_SEED
// is set.
import process from 'node:process'
import { randomSeed } from './seed.ts'

const { LECTERN_SEED, LECTERN_TEST_FULL, LECTERN_PROPERTY_RUNS } = process.env

/** The factor for cases when time does not count. */
const THOROUGH = 4

/** Whether this is `npm run test:full`. */
export const isFull = LECTERN_TEST_FULL !== undefined

/** One seed for a whole file. */
export const drawnSeed: number = LECTERN_SEED === undefined ? randomSeed() : Number(LECTERN_SEED)

/**
 * The seed and the number of runs of a property: `runs` in `npm test`, or the value of LECTERN_PROPERTY_RUNS.
 * fast-check names the seed when it fails.
 * @example fc.assert(property, drawn(100))
 */
export const drawRuns = (runs: number): { seed: number; numRuns: number } => {
  const usual = isFull || LECTERN_SEED === undefined ? THOROUGH * runs : runs
  return { seed: drawnSeed, numRuns: Number(LECTERN_PROPERTY_RUNS ?? usual) }
}

/** Whole numbers from 0 to below `limit`, the same for the same seed (Lehmer's generator). */
export const drawNumbers = (seed: number): ((limit: number) => number) => {
  let state = seed % 2_147_483_647 || 1
  return (limit) => (state = (state * 48_271) % 2_147_483_647) % limit
}
