import { setTimeout as sleep } from 'node:timers/promises'
import type { Device } from '../device.ts'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import type { FaultProxy } from '../fault-proxy.ts'
import type { Violation } from '../history-checker.ts'
import { pick, seededRandom, trialSeed } from '../random.ts'
import { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { expectation, Trials } from '../trials.ts'
import { within } from '../until.ts'
import { WarpClock } from '../warp-clock.ts'

/** Longer than the longest pause between two tries of a better way. */
const PROBED_WITHIN_MS = 20 * 60_000
const STEP_MS = 2_000
const REACHED_WITHIN_MS = 40_000

/** Ben sits behind a proxy that lets less and less through, and then everything again. */
const blockSockets = async ({ trials, seed }: FaultOptions): Promise<FaultResult> => {
  const stage = await Stage.set({ random: seededRandom(seed) })
  const results = new Trials()
  try {
    const { line, apiUrl } = await stage.line()
    const clock = new WarpClock()
    const ada = await stage.device(0)
    const ben = await stage.device(1, { apiUrl, clock })
    for (let trial = 0; trial < trials; trial++) {
      const random = seededRandom(trialSeed(seed, trial))
      const conversation_id = await stage.conversation(ada, [1])
      const chat = () => talk([ada, ben], conversation_id, random, { messages: 4, pauseMs: 30 })
      const violations: Violation[] = []
      const recovery: number[] = []
      const reach = async (name: string) => {
        const begun = performance.now()
        const isReached = await within(
          REACHED_WITHIN_MS,
          () => ben.online && ben.chat.connection.transport === name,
        )
        recovery.push(performance.now() - begun)
        const now = ben.chat.connection.transport
        violations.push(
          ...expectation('I1', isReached, `${ben.name} should come by ${name}, and came by ${now}.`),
        )
        await chat()
      }
      line.set({ block_upgrades: pick(random, [400, 403] as const) })
      line.cut()
      await reach('sse')
      line.set({ buffer_event_streams: true })
      line.cut()
      await reach('poll')
      await stage.server.kill()
      await chat()
      await stage.restart()
      await reach('poll')
      await upgrade(line, clock, ben)
      await reach('websocket')
      results.add([...(await stage.judge()), ...violations], recovery)
      stage.nextTrial()
    }
    return results.result
  } finally {
    await stage.close()
  }
}

/** The better ways are tried again now and then. */
const upgrade = async (line: FaultProxy, clock: WarpClock, { chat }: Device): Promise<void> => {
  line.heal()
  for (
    let passed = 0;
    passed < PROBED_WITHIN_MS && chat.connection.transport !== 'websocket';
    passed += STEP_MS
  ) {
    clock.skip(STEP_MS)
    await sleep(15)
  }
}

export const blockedSockets: Fault = {
  name: 'blocked-sockets',
  fault: 'a proxy blocks WebSocket, and then holds back event streams as well',
  pass: 'works over SSE, then long poll, with the same invariants; upgrades back',
  waits: true,
  trials: { ci: 1, full: 20 },
  run: blockSockets,
}
