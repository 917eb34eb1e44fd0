// Two people use two tabs of one browser, whose cookie is of whoever signed in last. When the tokens expire, the other
// one's tab is offered tokens of the wrong person while it has messages to send.
import { MemoryStorage } from '@lectern/client'
import { CookieJar } from '../cookie-jar.ts'
import type { Device } from '../device.ts'
import { expectation } from '../expectation.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import type { Violation } from '../history-checker.ts'
import { play } from '../play.ts'
import type { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { holdsWithin, until } from '../until.ts'

/** Longer than the life of a token. */
const STEP_MS = 20 * 60_000
const TOLD_WITHIN_MS = 5_000

const shareBrowser = (options: FaultOptions) =>
  play(options, {
    cast: async (stage) => {
      const browser = { fetch: new CookieJar().fetch, storage: new MemoryStorage({ shared: true }) }
      const tab = { ...browser, refreshIn: 'cookie', signsIn: true } as const
      return { tabs: [await stage.device(1, tab), await stage.device(0, tab)] as const }
    },
    trial: async ({ stage, cast: { tabs }, random, trial }) => {
      // The cookie is of whoever signed in last: in the first trial Ada, then each time the other one.
      const [former, latter] = trial % 2 === 0 ? tabs : ([tabs[1], tabs[0]] as const)
      const conversation_id = await stage.conversation(latter, [trial % 2])
      const becameOther = watchPerson(former)
      await talk([former, latter], conversation_id, random, { messages: 3, pauseMs: 20 })
      await stage.server.stepClock(STEP_MS * (trial + 1))
      const { session } = former.chat
      // As long as its person sees the conversation.
      for (let round = 0; round < 4 && session.user_id !== undefined; round++) {
        former.send(conversation_id, `${former.name} too late ${round} ${random()}`)
        await talk([latter], conversation_id, random, { messages: 1, pauseMs: 50 })
      }
      const isTold = await holdsWithin(
        stage.limits.allow(TOLD_WITHIN_MS),
        () => session.state.get().status === 'replaced',
      )
      const others = becameOther()
      const { email, password } = former.person
      await session.signIn(email, password)
      const recovery_ms = [await stage.recovery()]
      await until(() => former.pending === 0, 'what had waited is sent')
      return { recovery_ms, violations: [...told(former, isTold, others), ...signed(stage)] }
    },
  })

/** Returns whom a tab has shown since, besides its own person. */
const watchPerson = ({ chat, person }: Device): (() => string[]) => {
  const shown = new Set<string>()
  const stop = chat.session.state.subscribe(() => {
    const { user_id } = chat.session
    if (user_id !== undefined && user_id !== person.user_id) shown.add(user_id)
  })
  return () => {
    stop()
    return [...shown]
  }
}

const told = ({ name, chat }: Device, isTold: boolean, others: string[]): Violation[] => {
  const { status } = chat.session.state.get()
  return [
    ...expectation('I4', others.length === 0, `${name} became the tab of another person.`, others),
    ...expectation('I4', isTold, `${name} was ${status} and not told that another person is signed in.`),
  ]
}

/** Every message is of the person who wrote it. */
const signed = ({ history, school, conversations }: Stage): Violation[] => {
  const authors = new Map(history.sent.map(({ id, sender_id }) => [id, sender_id]))
  const wrong = school.committed(conversations).filter(({ id, sender_id }) => authors.get(id) !== sender_id)
  const ids = wrong.map(({ id }) => id)
  return expectation('I4', ids.length === 0, 'A message was stored as of another person.', ids)
}

export const twoAccounts: Fault = {
  name: 'two-accounts',
  fault: 'two people signed in in two tabs of one browser, and the tokens expire while both write',
  pass: 'a tab keeps its person and says who is signed in, 0 lost, never sent as another',
  waits: true,
  trials: { ci: 2, full: 40 },
  run: shareBrowser,
}
