import type { Fault, FaultOptions } from '../fault.ts'
import { pick, seededRandom } from '../random.ts'
import { Stage } from '../stage.ts'
import { expectation, percentile, Trials } from '../trials.ts'
import { until } from '../until.ts'

const CLIENTS = { full: 200, small: 60 }
const LIVE_WITHIN_MS = 5_000
/** Of all returns, no more than this share may fall into one tenth of a second. */
const MAX_SHARE_AT_ONCE = 0.4
const AT_ONCE_MS = 100

/** The server is killed or drained, in turn, under many clients, and started again. */
const restartUnderClients = async ({ trials, seed, size }: FaultOptions) => {
  const random = seededRandom(seed)
  const stage = await Stage.set({ random, people: CLIENTS[size] })
  const results = new Trials()
  try {
    await Promise.all(stage.school.people.map((_, index) => stage.device(index)))
    const owner = stage.devices[0]
    if (!owner) throw new Error('nobody is on the stage')
    const everybody = stage.school.people.map((_, index) => index).slice(1)
    for (let trial = 0; trial < trials; trial++) {
      const conversation_id = await stage.conversation(owner, everybody)
      const recovery = await restartOnce(stage, trial % 2 === 0 ? 'kill' : 'stop', () =>
        pick(random, stage.devices).send(conversation_id, `after restart ${trial} ${random()}`),
      )
      results.add([...(await stage.judge({ fresh: false })), ...spread(recovery)], recovery)
      stage.nextTrial()
    }
    return results.result
  } finally {
    await stage.close()
  }
}

/** Answers how long after the server was up each client was live again. */
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

const spread = (recovery: number[]) => {
  const slow = percentile(recovery, 0.99)
  const slots = Map.groupBy(recovery, (ms) => Math.floor(ms / AT_ONCE_MS))
  const crowd = Math.max(...[...slots.values()].map(({ length }) => length)) / recovery.length
  return [
    ...expectation('I1', slow <= LIVE_WITHIN_MS, `A hundredth of the clients took ${Math.round(slow)} ms.`),
    ...expectation(
      'I8',
      crowd <= MAX_SHARE_AT_ONCE,
      `${Math.round(crowd * 100)} % of clients came back at once.`,
    ),
  ]
}

export const restart: Fault = {
  name: 'restart',
  fault: `server restarted under ${CLIENTS.full} connected clients`,
  pass: 'all live again within 5 s (p99) of it being up, and not all at once',
  waits: false,
  trials: { ci: 2, full: 20 },
  run: restartUnderClients,
}
