import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import { between, seededRandom, trialSeed } from '../random.ts'
import { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { expectation, Trials } from '../trials.ts'
import { within } from '../until.ts'

/** More than a change takes to everybody who may still hear of it. */
const AFTERWARDS_MS = 300

const removeMembers = async ({ trials, seed }: FaultOptions): Promise<FaultResult> => {
  const stage = await Stage.set({ random: seededRandom(seed) })
  const results = new Trials()
  try {
    const ada = await stage.device(0)
    const ben = await stage.device(1)
    const chloe = await stage.device(2)
    for (let trial = 0; trial < trials; trial++) {
      const random = seededRandom(trialSeed(seed, trial))
      const conversation_id = await stage.conversation(ada, [1, 2])
      const talking = talk([ada, ben, chloe], conversation_id, random, { messages: 8, pauseMs: 20 })
      await sleep(between(random, 0, 100))
      await ada.chat.conversation(conversation_id).removeMember(chloe.person.user_id)
      await talking
      await talk([ada, ben], conversation_id, random, { messages: 2, pauseMs: 20 })
      await sleep(AFTERWARDS_MS)
      stage.leaveConversation(conversation_id, chloe.person.user_id)
      const { summary } = chloe.chat.conversation(conversation_id)
      const gone = await within(5_000, () => summary.get() === undefined)
      const sentence = `${chloe.name} still lists the conversation its user was removed from.`
      results.add([...(await stage.judge()), ...expectation('I4', gone, sentence, [conversation_id])])
      stage.nextTrial()
    }
    return results.result
  } finally {
    await stage.close()
  }
}

export const removedMember: Fault = {
  name: 'removed-member',
  fault: 'somebody is removed while everybody writes',
  pass: 'no frame and nothing on the screen after that commit; what was not sent fails with its text kept',
  waits: true,
  trials: { ci: 3, full: 100 },
  run: removeMembers,
}
