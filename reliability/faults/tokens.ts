// Access tokens expire while people write, and the refresh fails in every possible way.
import type { Device } from '../device.ts'
import { expectation } from '../expectation.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import type { Violation } from '../history-checker.ts'
import { play } from '../play.ts'
import { talk } from '../talk.ts'
import { holdsWithin } from '../until.ts'

/** Longer than the life of a token. */
const STEP_MS = 20 * 60_000
const TROUBLE_MS = 1_500
/** Calls to the refresh endpoint in each such period; more would be a storm. */
const MAX_CALLS = 8

type Send = (change?: RequestInit) => Promise<Response>

/** The failures of a refresh during the trouble. */
const troubles: Record<string, (send: Send, signal: AbortSignal | null) => Promise<Response>> = {
  none: (send) => send(),
  'a gateway error': async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
  'no answer': (_, signal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    }),
  'a broken line': async () => {
    throw new TypeError('fetch failed')
  },
  'an answer that is lost': async (send) => {
    await send()
    throw new TypeError('terminated')
  },
  refusal: (send) => send({ body: JSON.stringify({ refresh_token: 'nobody has this one' }) }),
}

/** Counts refreshes and makes them fail. */
class RefreshLine {
  trouble = 'none'
  calls = 0

  readonly fetch: typeof fetch = (input, init) => {
    const send: Send = (change) => globalThis.fetch(input, { ...init, ...change })
    if (!new Request(input).url.endsWith('/auth/refresh')) return send()
    this.calls++
    return (troubles[this.trouble] ?? send)(send, init?.signal ?? null)
  }
}

const expireTokens = (options: FaultOptions) =>
  play(options, {
    cast: async (stage) => {
      const line = new RefreshLine()
      return { line, ada: await stage.device(0, { fetch: line.fetch }), ben: await stage.device(1) }
    },
    trial: async ({ stage, cast: { line, ada, ben }, random, trial }) => {
      const kinds = Object.keys(troubles)
      const trouble = kinds[trial % kinds.length] ?? 'none'
      const conversation_id = await stage.conversation(ada, [1])
      const begun = performance.now()
      const talking = talk([ada, ben], conversation_id, random, { messages: 8, pauseMs: 30 })
      line.trouble = trouble
      line.calls = 0
      await stage.server.stepClock(STEP_MS * (trial + 1))
      await Promise.all([
        talking.catch(() => {}),
        holdsWithin(TROUBLE_MS, () => trouble === 'none' && stage.calm),
      ])
      if (trouble === 'refusal') await holdsWithin(stage.limits.allow(TROUBLE_MS), () => !isSignedIn(ada))
      const lastedMs = performance.now() - begun
      const violations = [...bounded(trouble, line.calls, lastedMs), ...signedIn(ada, trouble !== 'refusal')]
      line.trouble = 'none'
      const { email, password } = ada.person
      if (trouble === 'refusal') await ada.chat.session.signIn(email, password)
      return { recovery_ms: [await stage.recovery()], violations }
    },
  })

/** On a busy machine the trouble lasts longer, and may be met more often. */
const bounded = (trouble: string, calls: number, lastedMs: number): Violation[] => {
  const allowed = MAX_CALLS * Math.max(1, lastedMs / TROUBLE_MS)
  const sentence = `With ${trouble} the token was asked for ${calls} times in ${Math.round(lastedMs)} ms.`
  return expectation('I8', calls <= allowed, sentence)
}

const isSignedIn = ({ chat }: Device): boolean => chat.session.state.get().status === 'signed_in'

const signedIn = (device: Device, expected: boolean): Violation[] => {
  const { status } = device.chat.session.state.get()
  const sentence = `${device.name} is ${status} after a refresh that ${expected ? 'only failed' : 'was refused'}.`
  return expectation('I1', isSignedIn(device) === expected, sentence)
}

export const tokens: Fault = {
  name: 'tokens',
  fault: 'token expires mid-send; the refresh fails, hangs, breaks off, is refused, or its answer is lost',
  pass: '0 lost, 0 doubled, no needless sign-out, bounded calls',
  waits: true,
  trials: { ci: 6, full: 60 },
  run: expireTokens,
}
