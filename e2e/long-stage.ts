// A class with a long and a short conversation, and Ben looking at them.
import type { Page } from 'playwright-core'
import { readUpTo, writeHistory } from './long-conversation.ts'
import { Person } from './person.ts'
import { ADA, BEN, CHLOE, Stage } from './stage.ts'

export const MESSAGES = 100_000
export const LONG = 'Twenty years of mathematics'
export const SHORT = 'This week'

/** Every picture and every file comes this late. */
const LATE_MS = 300

export interface LongStage {
  stage: Stage
  /** In the order in which they speak. */
  people: readonly Person[]
  page: Page
  long: string
  short: string
}

/** Ben has read the long one up to the last `unread`. */
export const openLongStage = async (unread: number): Promise<LongStage> => {
  const stage = await Stage.open()
  const { server } = stage
  const people = await Promise.all([ADA, BEN, CHLOE].map((email) => Person.signIn(server.url, email)))
  const [ada, ben] = people
  if (!ada || !ben) throw new Error('Nobody is there')
  const senders = people.map(({ id }) => id)
  const short = (await ada.create('group', SHORT, senders.slice(1))).id
  const long = (await ada.create('group', LONG, senders.slice(1))).id
  await server.kill()
  await writeHistory(server.dataDir, { conversation_id: short, senders, messages: 600 })
  await writeHistory(server.dataDir, { conversation_id: long, senders, messages: MESSAGES })
  readUpTo(server.dataDir, long, ben.id, MESSAGES - unread)
  await server.start()
  const page = await stage.signedIn(BEN)
  await page.route(/\/attachments\/[^/]+\/(?:preview|content)/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS))
    await route.continue().catch(() => {})
  })
  return { stage, people, page, long, short }
}
