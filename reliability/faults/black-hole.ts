import { setTimeout as sleep } from 'node:timers/promises'
import type { Device } from '../device.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import { play } from '../play.ts'
import { between } from '../random.ts'
import { talk } from '../talk.ts'
import { expectation } from '../expectation.ts'
import { WarpClock } from '../warp-clock.ts'

const NOTICED_WITHIN_MS = 30_000
const PATIENCE_MS = 5 * 60_000
/** Longer than the longest pause between two attempts at a better transport. */
const PROBED_WITHIN_MS = 20 * 60_000
/** Longer than the time limit of a request. */
const REQUEST_MS = 40_000
const TICK_MS = 250
/** A moment for timers of a skipped period to run. */
const BREATH_MS = 3
/**
 * The number of dead connections of one person that the server may take for live at the same time (it allows
 * 20), and how long each.
 */
const DEAD_LINES = 15
const TAKEN_FOR_LIVING_MS = 45_000

const blackHoles = (options: FaultOptions) =>
  play(options, {
    cast: async (stage) => {
      const { line, apiUrl } = await stage.line()
      const clock = new WarpClock()
      return { line, clock, ada: await stage.device(0), ben: await stage.device(1, { apiUrl, clock }) }
    },
    trial: async ({ stage, cast: { line, clock, ada, ben }, random, trial }) => {
      // The server's clock runs normally.
      if (trial % DEAD_LINES === DEAD_LINES - 1) await sleep(TAKEN_FOR_LIVING_MS)
      const conversation_id = await stage.conversation(ada, [1])
      const chat = () => talk([ada, ben], conversation_id, random, { messages: 3, pauseMs: 5 })
      // Until the connection is detected as dead its owner believes to be online.
      const noticedWithinMs = stage.limits.allow(NOTICED_WITHIN_MS)
      stage.history.visible_within_ms = noticedWithinMs
      await chat()
      // After a broken connection the device may use a slower transport, which has no socket.
      const hasSocket = () => ben.online && ben.chat.connection.transport === 'websocket'
      await passUntil(clock, hasSocket, PROBED_WITHIN_MS)
      clock.skip(between(random, 0, 20_000))
      await sleep(BREATH_MS)
      const notice = watchFor(ben, clock)
      line.forget()
      await chat()
      await passUntil(clock, () => notice.at !== undefined)
      const noticed = (notice.at ?? Infinity) - notice.since
      notice.stop()
      const resumed = await passUntil(clock, () => stage.calm)
      // Edits and reactions on dead kept-alive connections have to time out as well.
      await passUntil(clock, () => false, REQUEST_MS)
      const sentence = `A dead line was noticed after ${Math.round(noticed)} ms, then by ${ben.chat.connection.transport}.`
      const violations = expectation('I1', noticed <= noticedWithinMs + TICK_MS, sentence)
      return { recovery_ms: [noticed + resumed], violations, judge: { fresh: random() < 0.2 } }
    },
  })

/** The time at which a device goes offline, even for a moment, by its own clock. */
const watchFor = (device: Device, clock: WarpClock) => {
  const notice = { since: clock.monotonic(), at: undefined as number | undefined, stop: () => {} }
  notice.stop = device.chat.connection.state.subscribe(() => {
    if (!device.online) notice.at ??= clock.monotonic()
  })
  return notice
}

/** The client's time until a condition holds, skipped in small steps. */
const passUntil = async (
  clock: WarpClock,
  holds: () => boolean,
  patienceMs = PATIENCE_MS,
): Promise<number> => {
  const begun = clock.monotonic()
  while (!holds() && clock.monotonic() - begun < patienceMs) {
    clock.skip(TICK_MS)
    await sleep(BREATH_MS)
  }
  return clock.monotonic() - begun
}

export const blackHole: Fault = {
  name: 'black-hole',
  fault: 'socket black-holed: the line is dead and nobody says so',
  pass: 'noticed within 30 s, resumed without loss',
  waits: true,
  trials: { ci: 3, full: 50 },
  run: blackHoles,
}
