// A session is revoked while its owner has unsent messages. They wait for their author, whoever uses the same
// device in between.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Device } from '../device.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import type { Violation } from '../history-checker.ts'
import { expectation } from '../expectation.ts'
import { play } from '../play.ts'
import type { Random } from '../random.ts'
import type { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { until, holdsWithin } from '../until.ts'

const CLOSED_WITHIN_MS = 1_000
const AFTERWARDS_MS = 1_300

const revokeSessions = (options: FaultOptions) =>
  play(options, {
    cast: async (stage) => ({
      ben: await stage.device(1),
      phone: await stage.device(0, { name: "Ada's phone" }),
    }),
    trial: async ({ stage, cast: { ben, phone }, random, trial }) => {
      const requests = new Requests()
      const name = `Ada's laptop ${trial}`
      const laptop = await stage.device(0, { name, signsIn: true, fetch: requests.fetch })
      const conversation_id = await stage.conversation(phone, [1, 2])
      const { closed_ms, violations } = await revoke(
        stage,
        { laptop, phone, ben, requests },
        conversation_id,
        random,
      )
      const kept = await comeBack(stage, laptop, conversation_id)
      await stage.quiet()
      stage.leave(laptop)
      return { recovery_ms: [closed_ms], violations: [...violations, ...kept] }
    },
  })

/** While it is mute, the laptop's requests fail, so that only its socket can tell it anything. */
class Requests {
  mute = false

  readonly fetch: typeof fetch = async (input, init) => {
    if (this.mute) throw new TypeError('fetch failed')
    return globalThis.fetch(input, init)
  }
}

interface People {
  requests: Requests
  laptop: Device
  phone: Device
  ben: Device
}

/** All write on while the laptop's session ends. */
const revoke = async (
  stage: Stage,
  { laptop, phone, ben, requests }: People,
  conversation_id: string,
  random: Random,
) => {
  await talk([laptop, phone, ben], conversation_id, random, { messages: 3, pauseMs: 20 })
  const { session_id } = laptop
  const talking = talk([phone, ben], conversation_id, random, { messages: 12, pauseMs: 200 })
  requests.mute = true
  const pending = laptop.send(conversation_id, `too late ${random()}`)
  await phone.chat.session.revokeSession(session_id)
  const at = performance.now()
  stage.history.revocations.push({ session_id, at })
  const closed = await holdsWithin(stage.limits.allow(CLOSED_WITHIN_MS), () => !laptop.online)
  const closed_ms = performance.now() - at
  requests.mute = false
  await talking
  await sleep(AFTERWARDS_MS)
  const stored = stage.school.committed([conversation_id]).some(({ id }) => id === pending)
  const violations: Violation[] = [
    ...expectation(
      'I9',
      closed,
      `${laptop.name} was still connected ${Math.round(closed_ms)} ms after its session was revoked.`,
    ),
    ...expectation('I9', !stored, 'A message was taken from a session that was revoked before.', [pending]),
  ]
  return { violations, closed_ms }
}

/** Chloe signs in on the laptop and writes; then Ada does, and her earlier messages are sent. */
const comeBack = async (stage: Stage, laptop: Device, conversation_id: string): Promise<Violation[]> => {
  const [ada, chloe] = [stage.school.person(0), stage.school.person(2)]
  await until(() => laptop.chat.session.state.get().status === 'signed_out', 'the laptop is signed out')
  await laptop.chat.session.signIn(chloe.email, chloe.password)
  await until(() => laptop.online, 'Chloe is online on the laptop')
  await sleep(300)
  const waiting = stage.history.sent.filter(({ content }) => content.startsWith('too late'))
  const stored = new Map(stage.school.committed([conversation_id]).map((row) => [row.id, row]))
  const early = waiting.filter(({ id }) => stored.has(id)).map(({ id }) => id)
  await laptop.chat.session.signOut()
  await laptop.chat.session.signIn(ada.email, ada.password)
  await until(() => laptop.online, 'Ada is online on the laptop again')
  await until(() => laptop.pending === 0, 'what had waited is sent')
  const sent = stage.school
    .committed([conversation_id])
    .filter(({ id }) => waiting.some((one) => one.id === id))
  return [
    ...expectation(
      'I4',
      early.length === 0,
      'A message of one person was sent while another was signed in.',
      early,
    ),
    ...expectation('I1', sent.length === waiting.length, 'A message did not survive the end of its session.'),
    ...expectation(
      'I4',
      sent.every(({ sender_id }) => sender_id === ada.user_id),
      'A message was sent as another.',
    ),
  ]
}

export const revoked: Fault = {
  name: 'revoked',
  fault: 'session revoked from another device',
  pass: 'socket closed within 1 s, outbox kept until the same user signs in, never sent as another',
  waits: true,
  trials: { ci: 2, full: 30 },
  run: revokeSessions,
}
