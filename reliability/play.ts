// The course of every fault on a stage: people come, a fault happens, all becomes quiet, and the history is
// judged.
import type { FaultOptions, FaultResult } from './fault.ts'
import type { Violation } from './history-checker.ts'
import { seededRandom, trialSeed, type Random } from './random.ts'
import { Stage, type JudgeOptions, type StageOptions } from './stage.ts'

export interface Play<Cast> {
  stage?: Partial<Omit<StageOptions, 'size'>>
  /** Each trial has a new stage, because it leaves traces. */
  anew?: boolean
  /** The number of parallel stages. */
  lanes?: number
  /** The devices that take part from the beginning. */
  cast(stage: Stage): Promise<Cast>
  trial(scene: Scene<Cast>): Promise<Outcome>
}

export interface Scene<Cast> {
  stage: Stage
  cast: Cast
  random: Random
  /** 0 first. */
  trial: number
}

/** The findings of a trial itself; the invariants are judged after it. */
export interface Outcome {
  recovery_ms?: readonly number[]
  violations?: readonly Violation[]
  notes?: readonly string[]
  judge?: JudgeOptions
}

export const play = async <Cast>(
  { trials, seed, size }: FaultOptions,
  script: Play<Cast>,
): Promise<FaultResult> => {
  const result: FaultResult = { trials: 0, violations: [], recovery_ms: [], notes: [] }
  const waiting = Array.from({ length: trials }, (_, trial) => trial)
  const onSameStage = script.anew ? [] : waiting
  const perform = async (stage: Stage, cast: Cast, trial: number): Promise<void> => {
    const random = seededRandom(trialSeed(seed, trial))
    const outcome = await script.trial({ stage, cast, random, trial })
    result.trials++
    result.violations.push(...(await stage.judge(outcome.judge)), ...(outcome.violations ?? []))
    result.recovery_ms.push(...(outcome.recovery_ms ?? []))
    result.notes.push(...(outcome.notes ?? []))
    stage.nextTrial()
  }
  const season = async (first: number): Promise<void> => {
    const stage = await Stage.set({ random: seededRandom(seed), size, ...script.stage })
    try {
      const cast = await script.cast(stage)
      await perform(stage, cast, first)
      while (onSameStage.length > 0) await perform(stage, cast, onSameStage.shift() ?? 0)
    } finally {
      await stage.close()
    }
  }
  const lane = async (): Promise<void> => {
    while (waiting.length > 0) await season(waiting.shift() ?? 0)
  }
  try {
    await Promise.all(Array.from({ length: Math.min(script.lanes ?? 1, trials) }, lane))
  } catch (error) {
    // Before the first trial the stage is at fault, and nothing was tried.
    if (result.trials === 0) throw error
    result.trials++
    result.violations.push({ invariant: 'I1', sentence: `A trial broke off: ${String(error)}`, ids: [] })
  }
  return result
}
