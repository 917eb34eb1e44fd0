// A captive portal answers in the server's place, and says 200: for a moment, nothing that is asked for happens.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Device } from '../device.ts'
import { expectation } from '../expectation.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import type { Violation } from '../history-checker.ts'
import { Middle, page } from '../middle.ts'
import { play, type Scene } from '../play.ts'
import { between } from '../random.ts'
import { talk } from '../talk.ts'
import { holdsWithin } from '../until.ts'

const PORTAL_MS = 1_500
/** Longer than any request waits. */
const SETTLED_WITHIN_MS = 40_000

/** What a portal may answer. */
const pages: readonly (() => Response)[] = [
  () => page(200, 'Sign in to the network'),
  () => new Response('', { status: 200 }),
  () => new Response(null, { status: 204 }),
  () => new Response('{}', { status: 200, headers: { 'content-type': 'application/json' } }),
  () => page(511, 'Network authentication required'),
]

interface Cast {
  middle: Middle
  ada: Device
  ben: Device
}

/** Something asked for without a body, and whether the server has done it. */
interface Wish {
  what: string
  ask: () => Promise<unknown>
  isDone: () => Promise<boolean>
}

const behindPortal = (options: FaultOptions) =>
  play<Cast>(options, {
    cast: async (stage) => {
      const middle = new Middle()
      return { middle, ada: await stage.device(0, { fetch: middle.fetch }), ben: await stage.device(1) }
    },
    trial: async (scene) => {
      const { stage, cast, random, trial } = scene
      const { middle, ada, ben } = cast
      const conversation_id = await stage.conversation(ada, [1])
      await talk([ada, ben], conversation_id, random, { messages: 3, pauseMs: 20 })
      await stage.quiet()
      const wishes = await wishesOf(scene, conversation_id)
      const portal = pages[trial % pages.length] ?? (() => page(200, ''))
      middle.answers = portal
      const outcomes = wishes.map(({ ask }) => outcomeOf(ask))
      await talk([ada, ben], conversation_id, random, { messages: 3, pauseMs: 50 })
      await sleep(between(random, 0, PORTAL_MS))
      const early = outcomes.filter(({ is }) => is() === 'resolved')
      middle.heal()
      const limit = stage.limits.allow(SETTLED_WITHIN_MS)
      const settled = await holdsWithin(limit, () => outcomes.every(({ is }) => is() !== 'open'))
      const violations = [
        ...expectation('I4', early.length === 0, `${early.length} calls resolved behind a portal.`),
        ...expectation('I8', settled, 'A call behind a portal has no outcome.'),
        ...(await believed(wishes, outcomes)),
        ...signedIn(ada),
      ]
      return { recovery_ms: [await stage.recovery()], violations }
    },
  })

const wishesOf = async ({ stage, cast: { ada } }: Scene<Cast>, conversation_id: string): Promise<Wish[]> => {
  const { chat } = ada
  const [row] = chat.conversation(conversation_id).timeline.get().rows
  const id = row?.id ?? ''
  // Another session of hers, to be ended from here.
  const other = await stage.device(0, { name: "Ada's other device", signsIn: true })
  const { session_id } = other
  stage.leave(other)
  const chloe = stage.school.person(2)
  const { blocks, saved, session } = chat
  const user = { id: chloe.user_id, name: chloe.name, role: 'student' as const }
  const isBlocked = async (): Promise<boolean> => {
    await blocks.refresh()
    return blocks.state.get().ids.has(chloe.user_id)
  }
  await blocks.refresh()
  const before = await isBlocked()
  return [
    {
      what: 'saving a message',
      ask: () => saved.set(id, true),
      isDone: async () => {
        await saved.refresh()
        return saved.state.get().ids.has(id)
      },
    },
    {
      what: 'ending a session',
      ask: () => session.revokeSession(session_id),
      isDone: async () => !(await session.listSessions()).some((one) => one.id === session_id),
    },
    {
      what: before ? 'ending a block' : 'blocking a person',
      ask: () => (before ? blocks.unblock(user.id) : blocks.block(user)),
      isDone: async () => (await isBlocked()) !== before,
    },
    {
      what: 'downloading a file',
      ask: () => chat.documents.original('0192aaaa-0000-7000-8000-000000000000', 1),
      isDone: async () => false,
    },
  ]
}

const outcomeOf = (ask: () => Promise<unknown>): { is: () => 'open' | 'resolved' | 'rejected' } => {
  let outcome: 'open' | 'resolved' | 'rejected' = 'open'
  ask().then(
    () => (outcome = 'resolved'),
    () => (outcome = 'rejected'),
  )
  return { is: () => outcome }
}

/** What resolved has happened. */
const believed = async (
  wishes: readonly Wish[],
  outcomes: readonly { is: () => string }[],
): Promise<Violation[]> => {
  const violations: Violation[] = []
  for (const [at, { what, isDone }] of wishes.entries())
    if (outcomes[at]?.is() === 'resolved')
      violations.push(...expectation('I4', await isDone(), `The promise of ${what} was kept by nobody.`))
  return violations
}

const signedIn = ({ name, chat }: Device): Violation[] => {
  const { status } = chat.session.state.get()
  return expectation('I1', status === 'signed_in', `${name} is ${status} behind a portal.`)
}

export const captivePortal: Fault = {
  name: 'captive-portal',
  fault:
    "a captive portal answers in the server's place: 200 with its page, with nothing, with {}, 204 or 511",
  pass: 'no call resolves that did not happen, nobody is signed out, messages go on when it is gone',
  waits: true,
  trials: { ci: 3, full: 60 },
  run: behindPortal,
}
