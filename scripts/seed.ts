// The seed of random test cases: the same commit draws the same ones, `npm run test:full` others each time.
import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { root } from './run.ts'

/** A seed is an integer below this. */
const SEEDS = 2 ** 31

/** Of the checked-out commit; 1 without git. */
export const commitSeed = (): number => {
  try {
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8', stdio: 'pipe' })
    return Number.parseInt(commit.slice(0, 8), 16) % SEEDS
  } catch {
    return 1
  }
}

export const randomSeed = (): number => randomInt(SEEDS)
