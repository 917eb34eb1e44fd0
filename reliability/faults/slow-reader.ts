// Some devices stop reading while much is written to them. The server must not buffer it all for them (BP1),
// the others must not notice, and those that come back must miss nothing.
import { randomUUID } from 'node:crypto'
import { ask } from '../ask.ts'
import type { Device } from '../device.ts'
import { expectation } from '../expectation.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import type { FaultProxy } from '../fault-proxy.ts'
import { percentile } from '../percentile.ts'
import { play, type Outcome, type Scene } from '../play.ts'
import type { Random } from '../random.ts'
import type { Stage } from '../stage.ts'
import { holdsWithin } from '../until.ts'

/** They read; the first of them may start conversations. */
const READERS = 2
const SLOW = 10
/** They have no device: only their messages matter. */
const WRITERS = 10
/** Together far more than the kernel buffers of one connection hold. */
const CONVERSATIONS = 6
/** The rate limit: 20 messages to one conversation in 10 s. */
const MESSAGES_EACH = 18
const MESSAGE_CHARS = 19_000
const CLOSED_WITHIN_MS = 23_000
const MEMORY_PER_SOCKET = 2 * 1024 * 1024
/** The memory of a server under load in any case: caches, the conversations themselves. */
const WORKING_BYTES = 8 * 1024 * 1024
const FELT_MS = 2_000
/** A longer wait is pointless. */
const FELT_WAIT_MS = 5_000
/** Each has tens of megabytes to fetch, all at once, in this one process. */
const RESUMED_WITHIN_MS = 60_000

const stopReading = (options: FaultOptions) =>
  play(options, {
    stage: { people: READERS + SLOW + WRITERS, env: { LECTERN_LOG_LEVEL: 'info' } },
    anew: true,
    cast: async (stage) => {
      const { line, apiUrl } = await stage.line()
      const readers = await many(READERS, (index) => stage.device(index))
      const slow = await many(SLOW, (index) => stage.device(READERS + index, { apiUrl }))
      return { line, readers, slow }
    },
    trial: oneTrial,
  })

interface Cast {
  line: FaultProxy
  readers: Device[]
  slow: Device[]
}

const oneTrial = async ({ stage, cast, random }: Scene<Cast>): Promise<Outcome> => {
  const { line, readers, slow } = cast
  const { allow } = stage.limits
  const closed = countClosed(stage, slow)
  const conversations = await openAll(stage, readers, CONVERSATIONS)
  const calm = await openAll(stage, readers, 1)
  const before = await stage.server.memoryBytes()

  line.set({ down: { bytes_per_s: 0 } })
  await flood(stage, conversations, random)
  // By now at the latest too much is waiting for those that do not read. They are watched beside what follows, however
  // long that takes.
  const closing = holdsWithin(allow(CLOSED_WITHIN_MS), () => closed.count >= SLOW)
  const after = await stage.server.memoryBytes()
  // Each may have been closed more than once: it comes back and is not read again.
  const held = Math.max(0, SLOW - closed.count)
  const latencies = await feel(stage, readers, calm)
  await closing
  const closedInTime = closed.count
  line.heal()
  const healed = performance.now()
  await holdsWithin(allow(RESUMED_WITHIN_MS), () =>
    slow.every((device) => showsNewest(device, conversations, stage)),
  )
  const recovery = performance.now() - healed

  const what = `the server, for ${held} sockets that are not read,`
  const limit_bytes = held * MEMORY_PER_SOCKET + WORKING_BYTES
  stage.history.memory.push({ what, bytes: Math.max(0, after - before), limit_bytes, at: healed })
  // Devices that did not read were not online, whatever they believed.
  stage.history.online = stage.history.online.filter(
    ({ device }) => !slow.some(({ name }) => name === device),
  )
  stage.history.visible_within_ms = allow(CLOSED_WITHIN_MS + 30_000)
  // Beside other tests it only counts that a message arrives.
  const felt_ms = stage.limits.exact ? FELT_MS : Number.MAX_VALUE
  const slowest = Math.round(percentile(latencies, 0.99))
  const mib = ((after - before) / 1024 ** 2).toFixed(1)
  return {
    recovery_ms: [recovery],
    violations: [
      ...expectation(
        'I8',
        closedInTime >= SLOW,
        `Of ${SLOW} unread sockets ${closedInTime} were closed in time.`,
      ),
      ...expectation('I1', slowest <= felt_ms, `Others waited ${slowest} ms for a message meanwhile.`),
    ],
    notes: [`${held} unread sockets: server memory +${mib} MiB; others' messages p99 ${slowest} ms.`],
    judge: { fresh: false, agreeWithinMs: RESUMED_WITHIN_MS },
  }
}

const many = (count: number, make: (index: number) => Promise<Device>): Promise<Device[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))

/** Closes of the sockets of these devices; the code is unknown if the peer does not answer the close. */
const countClosed = (stage: Stage, devices: readonly Device[]): { count: number } => {
  const closed = { count: 0 }
  const users = new Set(devices.map(({ person }) => person.user_id))
  stage.server.onEvent('socket_closed', ({ user_id }) => {
    if (users.has(String(user_id))) closed.count++
  })
  return closed
}

const openAll = async (stage: Stage, [owner]: readonly Device[], count: number): Promise<string[]> => {
  if (!owner) throw new Error('nobody is there')
  const others = stage.school.people.map((_, index) => index).slice(1)
  const ids: string[] = []
  for (let index = 0; index < count; index++) ids.push(await stage.conversation(owner, others))
  return ids
}

const flood = async (stage: Stage, conversations: readonly string[], random: Random): Promise<void> => {
  const writers = stage.school.people.slice(-WRITERS)
  const lanes = conversations.flatMap((conversation_id) =>
    writers.map((writer) => ({ conversation_id, writer })),
  )
  const write = async ({ conversation_id, writer }: (typeof lanes)[number]): Promise<void> => {
    for (let message = 0; message < MESSAGES_EACH; message++) {
      const content = `${random()} `.padEnd(MESSAGE_CHARS, 'x')
      const id = randomUUID()
      stage.history.sent.push({
        id,
        device: writer.name,
        conversation_id,
        sender_id: writer.user_id,
        content,
        at: performance.now(),
      })
      const path = `/conversations/${conversation_id}/messages`
      await ask(stage, { method: 'POST', path, token: writer.access_token, body: { id, content } })
    }
  }
  await Promise.all(lanes.map(write))
}

/** The time of messages to a reader, while others do not read. */
const feel = async (
  { limits, random }: Stage,
  [writer, reader]: readonly Device[],
  [conversation_id = '']: readonly string[],
): Promise<number[]> => {
  if (!writer || !reader) throw new Error('two have to be there')
  const timeline = reader.chat.conversation(conversation_id).timeline
  const latencies: number[] = []
  for (let message = 0; message < 15; message++) {
    const begun = performance.now()
    const id = writer.send(conversation_id, `felt ${message} ${random()}`)
    const isThere = () => timeline.get().rows.some((row) => row.id === id)
    const arrived = await holdsWithin(limits.allow(FELT_WAIT_MS), isThere)
    latencies.push(arrived ? performance.now() - begun : Infinity)
  }
  return latencies
}

const showsNewest = (device: Device, conversations: readonly string[], { history }: Stage): boolean =>
  conversations.every((conversation_id) => {
    const newest = history.sent.findLast((sent) => sent.conversation_id === conversation_id)
    const { rows } = device.chat.conversation(conversation_id).timeline.get()
    return rows.some(({ id }) => id === newest?.id)
  })

export const slowReader: Fault = {
  name: 'slow-reader',
  fault: `${SLOW} devices stop reading`,
  pass: 'memory +2 MiB a socket at most, others unaffected, closed within 23 s, lossless resume',
  waits: true,
  trials: { ci: 1, full: 5 },
  run: stopReading,
}
