import { setTimeout as sleep } from 'node:timers/promises'
import type { Device } from '../device.ts'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import type { FaultProxy } from '../fault-proxy.ts'
import { between, pick, seededRandom, trialSeed, type Random } from '../random.ts'
import { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { Trials } from '../trials.ts'
import { within } from '../until.ts'

const STORM_MS = 1_500

/** What may happen to a line; each lasts until the next. */
const weather: ((line: FaultProxy, random: Random) => void)[] = [
  (line, random) =>
    line.set({ up: { latency_ms: between(random, 0, 300) }, down: { latency_ms: between(random, 0, 300) } }),
  (line, random) => line.set({ down: { bytes_per_s: between(random, 2_000, 50_000) } }),
  (line) => line.cut(),
  (line) => line.reset(),
  (line) => line.set({ refuse: true }),
  (line) => line.heal(),
]

const weatherTheStorm = async ({ trials, seed }: FaultOptions): Promise<FaultResult> => {
  const stage = await Stage.set({ random: seededRandom(seed) })
  const results = new Trials()
  try {
    const lines = [await stage.line(), await stage.line(), await stage.line()]
    const devices: Device[] = []
    for (const [index, { apiUrl }] of lines.entries()) devices.push(await stage.device(index, { apiUrl }))
    for (let trial = 0; trial < trials; trial++) {
      const random = seededRandom(trialSeed(seed, trial))
      const [owner] = devices
      if (!owner) throw new Error('nobody is there')
      const conversation_id = await stage.conversation(owner, [1, 2])
      const storms = lines.map(({ line }) => storm(line, random))
      await talk(devices, conversation_id, random, { messages: 12, pauseMs: 80 })
      await Promise.all(storms)
      const healed = performance.now()
      await within(30_000, () => stage.calm)
      const recovery = performance.now() - healed
      results.add(await stage.judge({ fresh: trial % 5 === 0 }), [recovery])
      stage.nextTrial()
    }
    return results.result
  } finally {
    await stage.close()
  }
}

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
