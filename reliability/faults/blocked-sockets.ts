import { setTimeout as sleep } from 'node:timers/promises'
import type { Device } from '../device.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import type { FaultProxy } from '../fault-proxy.ts'
import type { Violation } from '../history-checker.ts'
import { expectation } from '../expectation.ts'
import { play } from '../play.ts'
import { pick } from '../random.ts'
import { talk } from '../talk.ts'
import { holdsWithin } from '../until.ts'
import { WarpClock } from '../warp-clock.ts'

/** Longer than the longest pause between two attempts at a better transport. */
const PROBED_WITHIN_MS = 20 * 60_000
const STEP_MS = 2_000
const REACHED_WITHIN_MS = 40_000
/** A transport on trial proves itself within this real time. */
const PROVEN_WITHIN_MS = 2_000

/** Ben is behind a proxy that lets less and less through, and then everything again. */
const blockSockets = (options: FaultOptions) =>
  play(options, {
    cast: async (stage) => {
      const { line, apiUrl } = await stage.line()
      const clock = new WarpClock()
      return { line, clock, ada: await stage.device(0), ben: await stage.device(1, { apiUrl, clock }) }
    },
    trial: async ({ stage, cast: { line, clock, ada, ben }, random }) => {
      const conversation_id = await stage.conversation(ada, [1])
      const chat = () => talk([ada, ben], conversation_id, random, { messages: 4, pauseMs: 30 })
      const reached: Reached[] = []
      const reach = async (name: string) => {
        reached.push(await waitForTransport(name, ben, stage.limits.allow(REACHED_WITHIN_MS)))
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
      await upgrade(line, clock, ben, stage.limits.allow(PROVEN_WITHIN_MS))
      await reach('websocket')
      return {
        recovery_ms: reached.map(({ after_ms }) => after_ms),
        violations: reached.flatMap(({ violations }) => violations),
      }
    },
  })

interface Reached {
  after_ms: number
  violations: Violation[]
}

const waitForTransport = async (name: string, device: Device, withinMs: number): Promise<Reached> => {
  const begun = performance.now()
  const isReached = await holdsWithin(
    withinMs,
    () => device.online && device.chat.connection.transport === name,
  )
  const sentence = `${device.name} should come by ${name}, and came by ${device.chat.connection.transport}.`
  return { after_ms: performance.now() - begun, violations: expectation('I1', isReached, sentence) }
}

/**
 * Better transports are tried again from time to time. No time is skipped during an attempt: it would seem to
 * take too long.
 */
const upgrade = async (
  line: FaultProxy,
  clock: WarpClock,
  { chat }: Device,
  provenWithinMs: number,
): Promise<void> => {
  line.heal()
  const isBack = () => chat.connection.transport === 'websocket'
  for (let passed = 0; passed < PROBED_WITHIN_MS && !isBack(); passed += STEP_MS) {
    clock.skip(STEP_MS)
    await sleep(15)
    await holdsWithin(provenWithinMs, () => isBack() || line.sockets === 0)
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
