// Access tokens end while people write, and the refresh that should follow goes wrong in every way it can.
import type { Device } from '../device.ts'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import type { Violation } from '../history-checker.ts'
import { seededRandom, trialSeed } from '../random.ts'
import { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { expectation, Trials } from '../trials.ts'
import { within } from '../until.ts'

/** Longer than a token lives. */
const STEP_MS = 20 * 60_000
const TROUBLE_MS = 1_500
/** Calls to the refresh endpoint during such a time; more would be a storm. */
const MAX_CALLS = 8
const RECOVERED_WITHIN_MS = 30_000

type Answer = () => Promise<Response>

/** What happens to refreshes while the trouble lasts. */
const troubles: Record<string, (pass: Answer, signal: AbortSignal | undefined) => Promise<Response>> = {
  none: (pass) => pass(),
  'a gateway error': async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
  'no answer': (_, signal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    }),
  'a broken line': async () => {
    throw new TypeError('fetch failed')
  },
  'an answer that is lost': async (pass) => {
    await pass()
    throw new TypeError('terminated')
  },
}

/** Counts refreshes and lets trouble happen to them. */
class RefreshLine {
  trouble = 'none'
  calls = 0

  readonly fetch: typeof fetch = (input, init) => {
    const pass = () => globalThis.fetch(input, init)
    if (!new Request(input).url.endsWith('/auth/refresh')) return pass()
    this.calls++
    return (troubles[this.trouble] ?? pass)(pass, init?.signal ?? undefined)
  }
}

const expireTokens = async ({ trials, seed }: FaultOptions): Promise<FaultResult> => {
  const stage = await Stage.set({ random: seededRandom(seed) })
  const results = new Trials()
  try {
    const line = new RefreshLine()
    const ada = await stage.device(0, { fetch: line.fetch })
    const ben = await stage.device(1)
    for (let trial = 0; trial < trials; trial++) {
      const random = seededRandom(trialSeed(seed, trial))
      const kinds = Object.keys(troubles)
      line.trouble = kinds[trial % kinds.length] ?? 'none'
      line.calls = 0
      const conversation_id = await stage.conversation(ada, [1])
      const talking = talk([ada, ben], conversation_id, random, { messages: 8, pauseMs: 30 })
      await stage.server.stepClock(STEP_MS * (trial + 1))
      await talking
      await within(TROUBLE_MS, () => line.trouble === 'none' && stage.calm)
      const { calls, trouble } = line
      line.trouble = 'none'
      const begun = performance.now()
      await within(RECOVERED_WITHIN_MS, () => stage.calm)
      const recovery = performance.now() - begun
      results.add([...(await stage.judge()), ...bounded(trouble, calls), ...signedIn(ada)], [recovery])
      stage.nextTrial()
    }
    return results.result
  } finally {
    await stage.close()
  }
}

const bounded = (trouble: string, calls: number): Violation[] =>
  expectation('I8', calls <= MAX_CALLS, `With ${trouble} the token was asked for ${calls} times in a moment.`)

const signedIn = (device: Device): Violation[] => {
  const { status } = device.chat.session.state.get()
  return expectation(
    'I1',
    status === 'signed_in',
    `${device.name} was signed out by mere trouble (${status}).`,
  )
}

export const tokens: Fault = {
  name: 'tokens',
  fault: 'token expires mid-send; the refresh fails, hangs, breaks off, or its answer is lost',
  pass: '0 lost, 0 doubled, no needless sign-out, bounded calls',
  waits: true,
  trials: { ci: 5, full: 50 },
  run: expireTokens,
}
