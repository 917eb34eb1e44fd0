import type { Fault, FaultOptions } from '../fault.ts'
import { expectation } from '../expectation.ts'
import type { Violation } from '../history-checker.ts'
import { percentile } from '../percentile.ts'
import { play } from '../play.ts'
import { pick } from '../random.ts'
import type { Stage } from '../stage.ts'
import { until } from '../until.ts'
import type { TimeLimits } from '../time-limits.ts'
import { WarpClock } from '../warp-clock.ts'

const CLIENTS = { full: 200, small: 60 }
const LIVE_WITHIN_MS = 5_000
/** The largest allowed share of all returns within one tenth of a second. */
const MAX_SHARE_AT_ONCE = 0.4
const AT_ONCE_MS = 100
/**
 * A client forgets its failed attempts after being live this long; nobody restarts a server twice in that time.
 */
const FORGOTTEN_MS = 40_000
const STEPS = { stepMs: 2_000, momentMs: 50 }

/** The server is killed or drained, in turn, under many clients, and started again. */
const restartUnderClients = (options: FaultOptions) =>
  play(options, {
    stage: { people: CLIENTS[options.size] },
    cast: async (stage) => {
      const clock = new WarpClock()
      const all = stage.school.people.map((_, index) => stage.device(index, { clock }))
      return { clock, clients: await Promise.all(all) }
    },
    trial: async ({ stage, cast: { clock, clients }, random, trial }) => {
      await clock.pass(FORGOTTEN_MS, STEPS)
      const everybody = stage.school.people.map((_, index) => index).slice(1)
      const conversation_id = await stage.conversation(
        pick(() => 0, clients),
        everybody,
      )
      const recovery_ms = await restartOnce(stage, trial % 2 === 0 ? 'kill' : 'stop', () =>
        pick(random, clients).send(conversation_id, `after restart ${trial} ${random()}`),
      )
      const notes = trial === 0 ? [`With ${clients.length} clients.`] : []
      return {
        recovery_ms,
        violations: judgeReturn(recovery_ms, stage.limits),
        judge: { fresh: false },
        notes,
      }
    },
  })

/** Returns, for each client, the time between the server's start and being live again. */
const restartOnce = async (stage: Stage, how: 'kill' | 'stop', write: () => void): Promise<number[]> => {
  const backAt = new Map<string, number>()
  const stops = stage.devices.map((device) =>
    device.chat.connection.state.subscribe(() => {
      if (device.online) backAt.set(device.name, performance.now())
      else backAt.delete(device.name)
    }),
  )
  await stage.server[how]()
  write()
  await stage.restart()
  const up = performance.now()
  await until(
    () => backAt.size === stage.devices.length,
    () => `all clients are live (${backAt.size} are)`,
  )
  for (const stop of stops) stop()
  return [...backAt.values()].map((at) => Math.max(0, at - up))
}

const judgeReturn = (recovery: number[], { allow, exact }: TimeLimits): Violation[] => {
  const slow = percentile(recovery, 0.99)
  const sentence = `A hundredth of the clients took ${Math.round(slow)} ms.`
  const inTime = expectation('I1', slow <= allow(LIVE_WITHIN_MS), sentence)
  // A process that was not scheduled finds all clients back at once. connection.test.ts checks their delays.
  return exact ? [...inTime, ...judgeSpread(recovery)] : inTime
}

const judgeSpread = (recovery: number[]): Violation[] => {
  const slots = Map.groupBy(recovery, (ms) => Math.floor(ms / AT_ONCE_MS))
  const crowd = Math.max(...[...slots.values()].map(({ length }) => length)) / recovery.length
  const sentence = `${Math.round(crowd * 100)} % of clients came back at once.`
  return expectation('I8', crowd <= MAX_SHARE_AT_ONCE, sentence)
}

export const restart: Fault = {
  name: 'restart',
  fault: `server restarted under ${CLIENTS.full} connected clients`,
  pass: 'all live again within 5 s (p99) of it being up, and not all at once',
  waits: false,
  trials: { ci: 2, full: 20 },
  run: restartUnderClients,
}
