import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, FaultOptions } from '../fault.ts'
import type { FaultProxy } from '../fault-proxy.ts'
import { play } from '../play.ts'
import { between, pick, type Random } from '../random.ts'
import { talk } from '../talk.ts'

const STORM_MS = 1_500

/** The possible faults of a connection; each lasts until the next. */
const weather: ((line: FaultProxy, random: Random) => void)[] = [
  (line, random) =>
    line.set({ up: { latency_ms: between(random, 0, 300) }, down: { latency_ms: between(random, 0, 300) } }),
  (line, random) => line.set({ down: { bytes_per_s: between(random, 2_000, 50_000) } }),
  (line) => line.cut(),
  (line) => line.reset(),
  (line) => line.set({ refuse: true }),
  (line) => line.heal(),
]

const weatherTheStorm = (options: FaultOptions) =>
  play(options, {
    cast: async (stage) => {
      const lines = [await stage.line(), await stage.line(), await stage.line()]
      const devices = await Promise.all(lines.map(({ apiUrl }, index) => stage.device(index, { apiUrl })))
      return { lines, devices }
    },
    trial: async ({ stage, cast: { lines, devices }, random, trial }) => {
      const conversation_id = await stage.conversation(
        pick(() => 0, devices),
        [1, 2],
      )
      const storms = lines.map(({ line }) => storm(line, random))
      await talk(devices, conversation_id, random, { messages: 12, pauseMs: 80 })
      await Promise.all(storms)
      return { recovery_ms: [await stage.recovery()], judge: { fresh: trial % 5 === 0 } }
    },
  })

const storm = async (line: FaultProxy, random: Random): Promise<void> => {
  const end = performance.now() + STORM_MS
  while (performance.now() < end) {
    pick(random, weather)(line, random)
    await sleep(between(random, 10, 200))
  }
  line.heal()
}

export const flakyNetwork: Fault = {
  name: 'flaky-network',
  fault: 'latency, trickles, cuts, resets and refusals in a random sequence, on each line for itself',
  pass: 'nothing lost, doubled or out of order',
  waits: true,
  trials: { ci: 3, full: 100 },
  run: weatherTheStorm,
}
