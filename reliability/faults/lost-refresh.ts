// The answer to a refresh is lost, and the network with it: when it is back, the server has long replaced the token
// that the device still has. The device may also have been restarted meanwhile.
import { MemoryStorage } from '@lectern/client'
import { CookieJar } from '../cookie-jar.ts'
import type { Device, DeviceOptions } from '../device.ts'
import { expectation } from '../expectation.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import type { FaultProxy } from '../fault-proxy.ts'
import type { Violation } from '../history-checker.ts'
import { play } from '../play.ts'
import { between } from '../random.ts'
import type { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { until } from '../until.ts'

/** Longer than the life of a token. */
const STEP_MS = 20 * 60_000
/** Longer than the grace for a tab that comes late. */
const OUTAGE_MS = { from: 31_000, to: 15 * 60_000 }

/** Loses the answers to refreshes: the server has done them, and the line goes down. */
class LossyLine {
  loses = false
  lost = 0
  readonly #line: FaultProxy

  constructor(line: FaultProxy) {
    this.#line = line
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const answer = await globalThis.fetch(input, init)
    if (!this.loses || !url.endsWith('/auth/refresh')) return answer
    await answer.body?.cancel()
    this.lost++
    this.#line.set({ refuse: true })
    this.#line.cut()
    throw new TypeError('terminated')
  }
}

const loseRefreshes = (options: FaultOptions) =>
  play(options, {
    cast: (stage) => stage.device(1),
    trial: async ({ stage, cast: ben, random, trial }) => {
      // One person may have twenty connections.
      for (const device of stage.devices) if (device !== ben) stage.leave(device)
      const { line, apiUrl } = await stage.line()
      const lossy = new LossyLine(line)
      const inCookie = trial % 2 === 0
      const browser = inCookie ? new CookieJar(lossy.fetch) : lossy
      const settings = {
        apiUrl,
        fetch: browser.fetch,
        storage: new MemoryStorage(),
        ...(inCookie && { refreshIn: 'cookie' as const }),
      }
      const name = `Ada's laptop ${trial}`
      let ada = await stage.device(0, { ...settings, name, signsIn: true })
      const conversation_id = await stage.conversation(ada, [1])
      await talk([ada, ben], conversation_id, random, { messages: 3, pauseMs: 20 })
      const clock = stage.server
      lossy.loses = true
      // Each trial takes the clock further: less than an hour.
      const before = trial * 60 * 60_000
      await clock.stepClock(before + STEP_MS)
      ada.send(conversation_id, `before the outage ${random()}`)
      await until(() => lossy.lost > 0, 'the answer to a refresh is lost')
      await talk([ada, ben], conversation_id, random, { messages: 3, pauseMs: 20 })
      await clock.stepClock(before + STEP_MS + between(random, OUTAGE_MS.from, OUTAGE_MS.to))
      const restarts = random() < 0.5
      if (restarts) ada = await restarted(stage, ada, { ...settings, name })
      lossy.loses = false
      line.heal()
      const recovery_ms = [await backAgain(stage, ada, restarts, conversation_id)]
      const violations = stillSignedIn(ada, restarts)
      await stage.quiet().catch(() => {})
      if (violations.length > 0) stage.leave(ada)
      return { recovery_ms, violations }
    },
  })

/** The application is closed and opened again on the same device, without a network. */
const restarted = async (stage: Stage, device: Device, options: Partial<DeviceOptions>): Promise<Device> => {
  stage.leave(device)
  return stage.unstarted(0, { ...options, continues: true })
}

const backAgain = async (
  stage: Stage,
  ada: Device,
  restarts: boolean,
  conversation_id: string,
): Promise<number> => {
  const begun = performance.now()
  if (!restarts) return stage.recovery()
  const isOver = () => ada.online || ada.chat.session.state.get().status === 'signed_out'
  void ada.start().catch(() => {})
  await until(isOver, 'the restarted device is online or signed out')
  if (ada.online) await ada.open(conversation_id)
  return performance.now() - begun
}

const stillSignedIn = ({ name, chat }: Device, restarts: boolean): Violation[] => {
  const { status } = chat.session.state.get()
  const how = restarts ? ', a restart' : ''
  return expectation(
    'I1',
    status === 'signed_in',
    `${name} is ${status} after a lost answer${how} and an outage.`,
  )
}

export const lostRefresh: Fault = {
  name: 'lost-refresh',
  fault:
    'the answer to a refresh is lost together with the network, for half a minute to a quarter of an hour',
  pass: 'nobody is signed out, also after a restart meanwhile; 0 lost, 0 doubled',
  waits: true,
  trials: { ci: 3, full: 60 },
  run: loseRefreshes,
}
