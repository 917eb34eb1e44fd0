import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import type { Violation } from '../history-checker.ts'
import { expectation } from '../expectation.ts'
import { sendBadRequest, type Target } from '../bad-input/requests.ts'
import { sendBadFrames } from '../bad-input/sockets.ts'
import { seededRandom, trialSeed, type Random } from '../random.ts'
import { Stage } from '../stage.ts'
import { talk } from '../talk.ts'

/** At full size further inputs follow the numbered ones for this long, drawn from the same seed. */
const FUZZ_MS = { small: 0, full: 10 * 60_000 }
const LANES = 4
const SOCKET_SHARE = 0.15
/** A server with few requests has not loaded all its code: in the small share only a leak counts. */
const MEMORY_FACTOR = { small: 4, full: 2 }
const ENOUGH = 10

const sendNonsense = async ({ trials, seed, size }: FaultOptions): Promise<FaultResult> => {
  const stage = await Stage.set({ random: seededRandom(seed), size })
  try {
    const devices = [await stage.device(0), await stage.device(1)] as const
    const conversation_id = await stage.conversation(devices[0], [1])
    await talk(devices, conversation_id, stage.random, { messages: 5, pauseMs: 5 })
    const target = targetOf(stage, conversation_id)
    const before = await stage.server.memoryBytes()
    const wrong = await fuzz(stage, target, { trials, seed, until: performance.now() + FUZZ_MS[size] })
    const after = await stage.server.memoryBytes()
    await talk(devices, conversation_id, stage.random, { messages: 5, pauseMs: 5 })
    const memory = `Memory went from ${mebi(before)} to ${mebi(after)} MiB.`
    const violations: Violation[] = [
      ...wrong.sentences.flatMap((sentence) => expectation('I8', false, sentence)),
      ...expectation('I8', after < MEMORY_FACTOR[size] * before, memory),
      ...(await stage.judge({ fresh: false })),
    ]
    return { trials: wrong.inputs, violations, recovery_ms: [], notes: [memory] }
  } finally {
    await stage.close()
  }
}

const targetOf = ({ server, school, limits }: Stage, conversation_id: string): Target => {
  const strangers = school.people.slice(2)
  return {
    port: server.port,
    limits,
    // Not the tokens of the two who talk: their conversation must stay intact.
    tokens: strangers.map(({ access_token }) => access_token),
    ids: [conversation_id, ...school.people.map(({ user_id }) => user_id)],
  }
}

const fuzz = async (
  { school, server }: Stage,
  target: Target,
  { trials, seed, until }: { trials: number; seed: number; until: number },
): Promise<{ inputs: number; sentences: string[] }> => {
  const sentences: string[] = []
  const stranger = school.person(2).user_id
  let inputs = 0
  const one = (random: Random) =>
    random() < SOCKET_SHARE ? sendBadFrames(target, stranger, random) : sendBadRequest(target, random)
  const lane = async (): Promise<void> => {
    while (server.running && sentences.length < ENOUGH && (inputs < trials || performance.now() < until)) {
      const sentence = await one(seededRandom(trialSeed(seed, inputs++)))
      if (sentence !== undefined) sentences.push(sentence)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  if (!server.running) sentences.push(`The server died within ${inputs} inputs of seed ${seed}.`)
  return { inputs, sentences }
}

const mebi = (bytes: number): number => Math.round(bytes / 2 ** 20)

export const badInput: Fault = {
  name: 'bad-input',
  fault: 'requests and frames that are malformed, oversized, too deep, or not for the one who sends them',
  pass: 'each gets its documented refusal; the server lives, memory stays below twice, others notice nothing',
  waits: false,
  trials: { ci: 2_000, full: 2_000 },
  run: sendNonsense,
}
