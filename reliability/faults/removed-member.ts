import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, FaultOptions } from '../fault.ts'
import { expectation } from '../expectation.ts'
import { play } from '../play.ts'
import { between } from '../random.ts'
import { talk } from '../talk.ts'
import { holdsWithin } from '../until.ts'

/** Longer than a change takes to reach all remaining members. */
const AFTERWARDS_MS = 300
const GONE_WITHIN_MS = 5_000

const removeMembers = (options: FaultOptions) =>
  play(options, {
    cast: async (stage) => [await stage.device(0), await stage.device(1), await stage.device(2)] as const,
    trial: async ({ stage, cast: [ada, ben, chloe], random }) => {
      const conversation_id = await stage.conversation(ada, [1, 2])
      const talking = talk([ada, ben, chloe], conversation_id, random, { messages: 8, pauseMs: 20 })
      await sleep(between(random, 0, 100))
      await ada.chat.conversation(conversation_id).removeMember(chloe.person.user_id)
      await talking
      await talk([ada, ben], conversation_id, random, { messages: 2, pauseMs: 20 })
      await sleep(AFTERWARDS_MS)
      stage.leaveConversation(conversation_id, chloe.person.user_id)
      const { summary } = chloe.chat.conversation(conversation_id)
      const isGone = await holdsWithin(stage.limits.allow(GONE_WITHIN_MS), () => summary.get() === undefined)
      const sentence = `${chloe.name} still lists the conversation its user was removed from.`
      return { violations: expectation('I4', isGone, sentence, [conversation_id]) }
    },
  })

export const removedMember: Fault = {
  name: 'removed-member',
  fault: 'somebody is removed while everybody writes',
  pass: 'no frame and nothing on the screen after that commit; what was not sent fails with its text kept',
  waits: true,
  trials: { ci: 3, full: 100 },
  run: removeMembers,
}
