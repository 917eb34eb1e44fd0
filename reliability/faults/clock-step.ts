import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from '../ask.ts'
import type { Device } from '../device.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import type { Violation } from '../history-checker.ts'
import { expectation } from '../expectation.ts'
import { play } from '../play.ts'
import type { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { holdsWithin } from '../until.ts'
import { WarpClock } from '../warp-clock.ts'

const HOUR_MS = 60 * 60_000
/** The duration of a typing signal plus some transit time. */
const TYPING_ENDS_WITHIN_MS = 8_000

/** The clock to set, and by how much. */
const steps = [
  { side: 'server', ms: -HOUR_MS },
  { side: 'server', ms: HOUR_MS },
  { side: 'client', ms: HOUR_MS },
  { side: 'client', ms: -HOUR_MS },
] as const

const stepClocks = (options: FaultOptions) =>
  play(options, {
    cast: async (stage) => {
      const clock = new WarpClock()
      return {
        clock,
        server: { offset: 0 },
        ada: await stage.device(0),
        ben: await stage.device(1, { clock }),
      }
    },
    trial: async ({ stage, cast: { clock, server, ada, ben }, random, trial }) => {
      const { side, ms } = steps[trial % steps.length] ?? steps[0]
      const conversation_id = await stage.conversation(ada, [1, 2])
      const talking = talk([ada, ben], conversation_id, random, { messages: 8, pauseMs: 30 })
      await sleep(40)
      await startTyping(stage, conversation_id)
      if (side === 'client') clock.step(ms)
      else await stage.server.stepClock((server.offset += ms))
      const newcomer = await arrive(stage, conversation_id)
      await talking
      const recovery = await stage.recovery()
      const violations = [
        ...(await typingEnds(stage, ben, conversation_id)),
        ...(await typingEnds(stage, newcomer, conversation_id)),
        ...signedIn([ada, ben]),
      ]
      stage.leave(newcomer)
      return { recovery_ms: [recovery], violations }
    },
  })

/** Chloe begins to type, and her device breaks down before it can report the end. */
const startTyping = async (stage: Stage, conversation_id: string): Promise<void> => {
  const token = stage.school.person(2).access_token
  const path = `/conversations/${conversation_id}/typing`
  const { status } = await ask(stage, { method: 'POST', path, token, body: { on: true } })
  if (status !== 204) throw new Error(`typing was refused: ${status}`)
}

/** Ada opens another device, and a server whose clock was just set tells it who is typing. */
const arrive = async (stage: Stage, conversation_id: string): Promise<Device> => {
  const device = await stage.device(0, { name: "Ada's other device", signsIn: true })
  await device.open(conversation_id)
  return device
}

/** A silent person is not shown typing for an hour, and a typing person is not hidden. */
const typingEnds = async (
  { limits }: Stage,
  device: Device,
  conversation_id: string,
): Promise<Violation[]> => {
  const { typing } = device.chat.conversation(conversation_id)
  const ended = await holdsWithin(limits.allow(TYPING_ENDS_WITHIN_MS), () => typing.get().length === 0)
  return expectation('I4', ended, `${device.name} shows somebody typing who stopped.`, [conversation_id])
}

const signedIn = (devices: readonly Device[]): Violation[] =>
  devices.flatMap((device) => {
    const { status } = device.chat.session.state.get()
    return expectation('I1', status === 'signed_in', `${device.name} was signed out by a clock (${status}).`)
  })

export const clockStep: Fault = {
  name: 'clock-step',
  fault: 'clock stepped ±1 h on either side',
  pass: 'order, expiry of typing and tokens right; nobody is signed out',
  waits: true,
  trials: { ci: 4, full: 20 },
  run: stepClocks,
}
