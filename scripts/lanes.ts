// Steps of `npm test` in lanes: one after the other within a lane, lanes in parallel. The steps of no lane are taken by
// whichever lane has ended its own, so that no processor waits for the other lane.
import type { Output } from './run.ts'
import type { Tally } from './tally.ts'

export interface Step {
  name: string
  /** Steps of any lane that must succeed before. Otherwise this one is skipped, and counts as failed. */
  needs?: readonly string[]
  take(output: Output): Promise<Tally>
}

export interface StepResult extends Tally {
  name: string
  ms: number
}

/** A check that either holds or does not counts as one. */
export const countCheck = (ok: boolean): Tally => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** Runs all steps, `free` after those of the lanes; `print` gets the output of each in one piece when it has ended. */
export const runLanes = async (
  lanes: readonly (readonly Step[])[],
  print: (text: string) => void,
  free: readonly Step[] = [],
): Promise<StepResult[]> => {
  const held = new Map<string, PromiseWithResolvers<boolean>>()
  for (const { name } of [...lanes.flat(), ...free]) held.set(name, Promise.withResolvers<boolean>())
  const results: StepResult[] = []
  const left = [...free]
  const runLane = async (lane: readonly Step[]): Promise<void> => {
    const own = [...lane]
    for (let step = own.shift() ?? left.shift(); step; step = own.shift() ?? left.shift()) {
      const missing = await firstMissing(step, held)
      const result = missing === undefined ? await takeStep(step, print) : notTaken(step, missing, print)
      held.get(step.name)?.resolve(result.failed === 0)
      results.push(result)
    }
  }
  await Promise.all(lanes.map(runLane))
  return results
}

const firstMissing = async (
  { needs = [] }: Step,
  held: ReadonlyMap<string, PromiseWithResolvers<boolean>>,
): Promise<string | undefined> => {
  for (const name of needs) if (!(await held.get(name)?.promise)) return name
  return undefined
}

const notTaken = ({ name }: Step, missing: string, print: (text: string) => void): StepResult => {
  const why = `Not run: “${missing}” did not hold.`
  print(`\n── ${name}\n${why}\n`)
  return { name, ms: 0, passed: 0, failed: 1, failures: [`${name}\n${why}`] }
}

const takeStep = async (step: Step, print: (text: string) => void): Promise<StepResult> => {
  print(`\n── ${step.name}: begun\n`)
  const chunks: Buffer[] = []
  const begun = performance.now()
  const tally = await step
    .take((chunk) => void chunks.push(chunk))
    .catch((error: unknown): Tally => ({
      passed: 0,
      failed: 1,
      failures: [`${step.name}\n${String(error)}`],
    }))
  const result = { name: step.name, ms: performance.now() - begun, ...tally }
  print(`\n── ${step.name}\n${Buffer.concat(chunks).toString()}${resultLine(result)}\n`)
  return result
}

export const resultLine = ({ name, ms, passed, failed }: StepResult): string =>
  `${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed, ${seconds(ms)}`

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
