import { setTimeout as sleep } from 'node:timers/promises'
import type { Failpoint } from '../../apps/server/src/platform/failpoints.ts'
import type { Device } from '../device.ts'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import { between, pick, seededRandom, trialSeed, type Random } from '../random.ts'
import { Stage } from '../stage.ts'
import { talk } from '../talk.ts'

/** When the server dies: at a failpoint, or at any moment. */
export type Moment = Failpoint | 'anywhere'

/** Two at a time: while one server starts, the other works. */
const LANES = 2
/** More and the commits that receipts and tickets take would hide the point. */
const MAX_COMMITS = 12
const MAX_DELAY_MS = 80

/** Kills the server while three people write, restarts it, and looks whether all is there once and in order. */
export const crash = (moments: readonly Moment[], options: FaultOptions): Promise<FaultResult> => {
  let next = 0
  return inLanes(options.trials, async () => {
    const stage = await Stage.set({ random: () => 0 })
    const devices = [await stage.device(0), await stage.device(1), await stage.device(2)] as const
    return {
      stage,
      trial: () => killAndRestart(stage, devices, moments, seededRandom(trialSeed(options.seed, next++))),
    }
  })
}

interface Lane {
  stage: Stage
  /** Answers how long the recovery took. */
  trial(): Promise<number>
}

const inLanes = async (trials: number, open: () => Promise<Lane>): Promise<FaultResult> => {
  const result: FaultResult = { trials: 0, violations: [], recovery_ms: [], notes: [] }
  const work = async (): Promise<void> => {
    const { stage, trial } = await open()
    try {
      while (result.trials < trials) {
        result.trials++
        result.recovery_ms.push(await trial())
        result.violations.push(...(await stage.judge({ fresh: false })))
        stage.nextTrial()
      }
    } finally {
      await stage.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(LANES, trials) }, work))
  return result
}

const killAndRestart = async (
  stage: Stage,
  devices: readonly [Device, Device, Device],
  moments: readonly Moment[],
  random: Random,
): Promise<number> => {
  const conversation_id = await stage.conversation(devices[0], [1, 2])
  await aim(stage, pick(random, moments), random)
  await talk(devices, conversation_id, random, { messages: between(random, 3, 8), pauseMs: 10 })
  await Promise.race([stage.server.ended(), stage.quiet().catch(() => {})])
  if (stage.server.running) await stage.server.kill()
  await stage.restart()
  const up = performance.now()
  await stage.quiet().catch(() => {})
  return performance.now() - up
}

const aim = async ({ server }: Stage, moment: Moment, random: Random): Promise<void> => {
  if (moment !== 'anywhere') return server.dieAt(moment, between(random, 1, MAX_COMMITS))
  void sleep(between(random, 0, MAX_DELAY_MS)).then(() => server.kill())
}

export const killedAfterCommit: Fault = {
  name: 'killed-after-commit',
  fault: 'server killed after the commit, before the answer',
  pass: 'one message after the retry',
  waits: false,
  trials: { ci: 20, full: 800 },
  run: (options) => crash(['after_commit'], options),
}

export const killedBeforeCommit: Fault = {
  name: 'killed-before-commit',
  fault: 'server killed before the commit',
  pass: 'not shown as sent before; sent once on retry',
  waits: false,
  trials: { ci: 15, full: 600 },
  run: (options) => crash(['before_commit'], options),
}

export const killedAnywhere: Fault = {
  name: 'killed-anywhere',
  fault: 'server killed at a random moment',
  pass: 'every acknowledged message once and in order',
  waits: false,
  trials: { ci: 15, full: 600 },
  run: (options) => crash(['anywhere'], options),
}
