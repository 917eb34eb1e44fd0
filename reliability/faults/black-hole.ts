import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, FaultOptions } from '../fault.ts'
import { between, seededRandom, trialSeed } from '../random.ts'
import { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { expectation, Trials } from '../trials.ts'
import { WarpClock } from '../warp-clock.ts'

const NOTICED_WITHIN_MS = 30_000
const TICK_MS = 250
/** A moment for what falls due in a skipped stretch to happen. */
const BREATH_MS = 3

const blackHoles = async ({ trials, seed }: FaultOptions) => {
  const random = seededRandom(seed)
  const stage = await Stage.set({ random })
  const results = new Trials()
  try {
    const { line, apiUrl } = await stage.line()
    const clock = new WarpClock()
    const ada = await stage.device(0)
    const ben = await stage.device(1, { apiUrl, clock })
    for (let trial = 0; trial < trials; trial++) {
      const chance = seededRandom(trialSeed(seed, trial))
      const conversation_id = await stage.conversation(ada, [1])
      // Until the line is found dead its owner believes to be online.
      stage.history.visible_within_ms = NOTICED_WITHIN_MS
      await talk([ada, ben], conversation_id, chance, { messages: 3, pauseMs: 5 })
      clock.skip(between(chance, 0, 20_000))
      await sleep(BREATH_MS)
      line.forget()
      await talk([ada, ben], conversation_id, chance, { messages: 3, pauseMs: 5 })
      const begun = clock.monotonic()
      while (ben.online && clock.monotonic() - begun < 2 * NOTICED_WITHIN_MS) {
        clock.skip(TICK_MS)
        await sleep(BREATH_MS)
      }
      const noticed_ms = clock.monotonic() - begun
      // Requests on dead kept-alive connections have to time out as well.
      while (!stage.calm && clock.monotonic() - begun < 10 * NOTICED_WITHIN_MS) {
        clock.skip(TICK_MS)
        await sleep(BREATH_MS)
      }
      const recovered_ms = clock.monotonic() - begun
      const violations = await stage.judge({ fresh: trial === 0 })
      const late = `A dead line was noticed after ${Math.round(noticed_ms)} ms.`
      results.add(
        [...violations, ...expectation('I1', noticed_ms <= NOTICED_WITHIN_MS + TICK_MS, late)],
        [recovered_ms],
      )
      stage.nextTrial()
    }
    return results.result
  } finally {
    await stage.close()
  }
}

export const blackHole: Fault = {
  name: 'black-hole',
  fault: 'socket black-holed: the line is dead and nobody says so',
  pass: 'noticed within 30 s, resumed without loss',
  waits: true,
  trials: { ci: 3, full: 50 },
  run: blackHoles,
}
