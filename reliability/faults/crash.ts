import { setTimeout as sleep } from 'node:timers/promises'
import type { Failpoint } from '../../apps/server/src/platform/failpoints.ts'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import { play } from '../play.ts'
import { between, type Random } from '../random.ts'
import type { Stage } from '../stage.ts'
import { talk } from '../talk.ts'

/** The moment of death: at a failpoint, or at any time. */
type Moment = Failpoint | 'anywhere'

/** Parallel servers: while one starts, another works. */
const LANES = { full: 4, small: 2 }
/** With more, the commits of receipts and tickets would hide the point. */
const MAX_COMMITS = 12
const MAX_DELAY_MS = 80

/**
 * Kills the server while three people write, restarts it, and checks that everything is there once and in
 * order.
 */
const crash = (moment: Moment, options: FaultOptions): Promise<FaultResult> =>
  play(options, {
    // Reconnects without jitter: this fault is not about that.
    stage: { random: () => 0 },
    lanes: LANES[options.size],
    cast: async (stage) => [await stage.device(0), await stage.device(1), await stage.device(2)] as const,
    trial: async ({ stage, cast, random }) => {
      const conversation_id = await stage.conversation(cast[0], [1, 2])
      await aim(stage, moment, random)
      await talk(cast, conversation_id, random, { messages: between(random, 3, 8), pauseMs: 10 })
      await Promise.race([stage.server.ended(), stage.quiet().catch(() => {})])
      if (stage.server.running) await stage.server.kill()
      await stage.restart()
      const recovery = await stage.recovery()
      return { recovery_ms: [recovery], judge: { fresh: false } }
    },
  })

const aim = async ({ server }: Stage, moment: Moment, random: Random): Promise<void> => {
  if (moment !== 'anywhere') return server.dieAt(moment, between(random, 1, MAX_COMMITS))
  void sleep(between(random, 0, MAX_DELAY_MS)).then(() => server.kill())
}

export const killedAfterCommit: Fault = {
  name: 'killed-after-commit',
  fault: 'server killed after the commit, before the answer',
  pass: 'one message after the retry',
  waits: false,
  trials: { ci: 8, full: 800 },
  run: (options) => crash('after_commit', options),
}

export const killedBeforeCommit: Fault = {
  name: 'killed-before-commit',
  fault: 'server killed before the commit',
  pass: 'not shown as sent before; sent once on retry',
  waits: false,
  trials: { ci: 6, full: 600 },
  run: (options) => crash('before_commit', options),
}

export const killedAnywhere: Fault = {
  name: 'killed-anywhere',
  fault: 'server killed at a random moment',
  pass: 'every acknowledged message once and in order',
  waits: false,
  trials: { ci: 6, full: 600 },
  run: (options) => crash('anywhere', options),
}
