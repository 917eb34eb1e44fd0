import { setTimeout as sleep } from 'node:timers/promises'
import type { Device } from '../device.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import { play } from '../play.ts'
import { between, type Random } from '../random.ts'
import type { Stage } from '../stage.ts'
import { until, holdsWithin } from '../until.ts'
import { WarpClock } from '../warp-clock.ts'

const CUT_MS = 10 * 60_000
const STEPS = { stepMs: 5_000, momentMs: 10 }
const BACK_WITHIN_MS = 60_000
const MESSAGES = 200
/** The rate limit: 20 messages to one conversation in 10 s. */
const WRITERS = 10
const CONVERSATIONS = { full: 60, small: 6 }

/** One person is cut off for ten minutes of their time, while the others write and the server is killed. */
const cutOff = (options: FaultOptions) =>
  play(options, {
    stage: { people: WRITERS + 1 },
    anew: true,
    cast: async (stage) => {
      const { line, apiUrl } = await stage.line()
      const clock = new WarpClock()
      const away = await stage.device(WRITERS, { apiUrl, clock })
      const writers = await Promise.all(Array.from({ length: WRITERS }, (_, index) => stage.device(index)))
      return { line, clock, away, writers }
    },
    trial: async ({ stage, cast: { line, clock, away, writers }, random }) => {
      const conversations = await openAll(stage, CONVERSATIONS[options.size])
      line.set({ refuse: true })
      line.cut()
      const written = write(stage, writers, conversations, random)
      await clock.pass(CUT_MS, STEPS)
      await written
      line.heal()
      // As a browser does when the network is back.
      away.chat.connection.retryNow()
      const healed = performance.now()
      await holdsWithin(stage.limits.allow(BACK_WITHIN_MS), () => away.online)
      const recovery = performance.now() - healed
      const notes = [`With ${conversations.length} conversations and ${stage.history.sent.length} messages.`]
      return { recovery_ms: [recovery], notes }
    },
  })

const openAll = async (stage: Stage, count: number): Promise<string[]> => {
  const owner = stage.devices.find(({ person }) => person.role === 'instructor')
  if (!owner) throw new Error('nobody may start a conversation')
  const everybody = Array.from({ length: WRITERS }, (_, index) => index + 1)
  const ids: string[] = []
  for (let index = 0; index < count; index++) ids.push(await stage.conversation(owner, everybody))
  return ids
}

const write = async (
  stage: Stage,
  writers: readonly Device[],
  conversations: readonly string[],
  random: Random,
): Promise<void> => {
  const killAfter = between(random, 1, conversations.length)
  for (const [index, conversation_id] of conversations.entries()) {
    for (let message = 0; message < MESSAGES / WRITERS; message++)
      for (const writer of writers) writer.send(conversation_id, `${writer.name} ${message} ${random()}`)
    if (index + 1 === killAfter) await killWhileWriting(stage)
    // Messages of ten minutes do not come all at once.
    await until(
      () => writers.every(({ pending }) => pending === 0),
      () => `conversation ${index + 1} is sent`,
    )
  }
}

const killWhileWriting = async (stage: Stage): Promise<void> => {
  await sleep(100)
  await stage.server.kill()
  await stage.restart()
}

export const longCut: Fault = {
  name: 'long-cut',
  fault: `10 minutes cut, ${CONVERSATIONS.full} conversations × ${MESSAGES} new messages, server killed meanwhile`,
  pass: '0 missing, 0 doubled, order equal',
  waits: false,
  trials: { ci: 1, full: 3 },
  run: cutOff,
}
