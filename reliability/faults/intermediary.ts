// Something between the device and the server refuses what is sent, with a page of its own: a proxy with a limit of
// size, a filter, a wrong route.
import type { TimelineRow } from '@lectern/client'
import type { Device } from '../device.ts'
import { expectation } from '../expectation.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import type { History } from '../history.ts'
import type { Violation } from '../history-checker.ts'
import { Middle, page } from '../middle.ts'
import { play, type Scene } from '../play.ts'
import { talk } from '../talk.ts'
import { holdsWithin, until } from '../until.ts'

const STATUSES = [413, 403, 404, 400] as const
/** Three refusals, with growing waits between them. */
const TOLD_WITHIN_MS = 20_000
const BIG_CHARS = 3_000

interface Cast {
  middle: Middle
  ada: Device
  ben: Device
}

const isSending = ({ method, url }: Request): boolean =>
  method !== 'GET' && /\/conversations\/[^/]+\/messages/.test(new URL(url).pathname)

/** Refuses what is too big, or everything that is sent. */
const refusing = (middle: Middle, status: number, onlyBig: boolean): void => {
  middle.answers = (request) => {
    const isBig = Number(request.headers.get('x-test-chars') ?? 0) > BIG_CHARS
    return isSending(request) && (isBig || !onlyBig) ? page(status, 'Refused') : undefined
  }
}

const refuseSends = (options: FaultOptions) =>
  play<Cast>(options, {
    cast: async (stage) => {
      const middle = new Middle()
      const measured: typeof fetch = (input, init) => {
        const headers = new Headers(init?.headers)
        headers.set('x-test-chars', String(typeof init?.body === 'string' ? init.body.length : 0))
        return middle.fetch(input, { ...init, headers })
      }
      return { middle, ada: await stage.device(0, { fetch: measured }), ben: await stage.device(1) }
    },
    trial: async (scene) => {
      const { stage, cast, random, trial } = scene
      const { middle, ada, ben } = cast
      const conversation_id = await stage.conversation(ada, [1])
      await talk([ada, ben], conversation_id, random, { messages: 2, pauseMs: 20 })
      // The talk may have deleted all others.
      const kept = ada.send(conversation_id, `kept ${random()}`)
      await stage.quiet()
      const status = STATUSES[trial % STATUSES.length] ?? 413
      const onlyBig = random() < 0.5
      refusing(middle, status, onlyBig)
      const violations = await writeIntoRefusals(scene, conversation_id, { status, onlyBig, kept })
      return { recovery_ms: [await stage.recovery()], violations: [...violations] }
    },
  })

interface Refusal {
  status: number
  onlyBig: boolean
  /** A message that nobody deletes. */
  kept: string
}

const writeIntoRefusals = async (
  { stage, cast, random, trial }: Scene<Cast>,
  conversation_id: string,
  refusal: Refusal,
): Promise<Violation[]> => {
  const { middle, ada } = cast
  const handle = ada.chat.conversation(conversation_id)
  const rowOf = (id: string): TimelineRow | undefined =>
    handle.timeline.get().rows.find((row) => row.id === id)
  const limit = stage.limits.allow(TOLD_WITHIN_MS)
  const big = ada.send(conversation_id, `big ${random()} `.padEnd(BIG_CHARS + 100, 'x'))
  const later = ada.send(conversation_id, `later ${random()}`)
  const { settled, change } = reactTo(ada, conversation_id, refusal.kept)
  const isTold = await holdsWithin(limit, () => rowOf(big)?.failure?.status === refusal.status)
  const violations = [
    ...expectation('I4', isTold, `The row does not say that ${refusal.status} refused it.`, [big]),
    ...expectation('I3', rowOf(later)?.status !== 'stored', 'A later message passed it by itself.', [later]),
    ...expectation('I4', refusal.onlyBig || settled() !== 'resolved', 'A refused change resolved.', [change]),
  ]
  if (trial % 3 === 0) {
    // Its author lets the later one pass, the way becomes free, and the author tries again.
    handle.setAside(big)
    const passes = await holdsWithin(limit, () => !refusal.onlyBig || rowOf(later)?.status === 'stored')
    violations.push(...expectation('I1', passes, 'A later message was not let pass.', [later]))
    middle.heal()
    await until(() => rowOf(later)?.status === 'stored', 'the later message is sent')
    handle.retry(big)
    sentAnew(stage.history, big)
  } else if (trial % 3 === 1) {
    handle.discard(big)
    discarded(stage.history, big)
    middle.heal()
  } else middle.heal()
  await until(() => ada.pending === 0, 'everything is sent')
  await until(() => settled() !== 'open', 'the change has an outcome')
  if (trial % 3 === 1) {
    const stored = stage.school.committed([conversation_id]).some(({ id }) => id === big)
    violations.push(...expectation('I4', !stored, 'A discarded message was stored.', [big]))
  }
  return [...violations, ...expectation('I4', settled() === 'resolved', 'A change was lost.', [change])]
}

/** A change by hand, and whether it has an outcome yet. */
const reactTo = (device: Device, conversation_id: string, change: string) => {
  let outcome: 'open' | 'resolved' | 'rejected' = 'open'
  device.chat
    .conversation(conversation_id)
    .react(change, '🎈', true)
    .then(
      () => (outcome = 'resolved'),
      () => (outcome = 'rejected'),
    )
  return { change, settled: () => outcome }
}

/** A message that was set aside has its place after those that passed it. */
const sentAnew = ({ sent }: Pick<History, 'sent'>, id: string): void => {
  const at = sent.findIndex((message) => message.id === id)
  if (at >= 0) sent.push(...sent.splice(at, 1))
}

/** What its author discards before it arrived was never sent, as far as anybody can see. */
const discarded = ({ sent }: Pick<History, 'sent'>, id: string): void => {
  const at = sent.findIndex((message) => message.id === id)
  if (at >= 0) sent.splice(at, 1)
}

export const intermediary: Fault = {
  name: 'intermediary',
  fault: 'something on the way refuses what is sent with a page of its own: 413, 403, 404 or 400',
  pass: 'the row says so, others pass when their author says so, it can be tried again or discarded; 0 lost, 0 doubled',
  waits: true,
  trials: { ci: 3, full: 60 },
  run: refuseSends,
}
