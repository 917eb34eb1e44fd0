// A class with a long and a short conversation, and Ben looking at them.
import type { Page } from 'playwright-core'
import { Casting } from './cast.ts'
import { writeHistory } from './long-conversation.ts'
import type { Person } from './person.ts'
import type { Stage } from './stage.ts'

export const LONG = 'Twenty years of mathematics'
export const SHORT = 'This week'

/** The delay of every picture and every file. */
const LATE_MS = 300

export interface LongStage {
  stage: Stage
  /** In the order of their messages. */
  people: readonly [ada: Person, ben: Person, chloe: Person]
  long: string
  short: string
  /** A new device of Ben's. */
  open(): Promise<Page>
  close(): Promise<void>
}

/** All of it is read. */
export const openLongStage = async (stage: Stage, messages: number): Promise<LongStage> => {
  const { url, dataDir } = stage.server
  const casting = await Casting.open(url, dataDir)
  const { ada, ben, chloe } = await casting.people()
  const people = [ada, ben, chloe] as const
  const senders = people.map(({ id }) => id)
  const create = async (title: string, count: number): Promise<string> => {
    const { id } = await ada.create('group', title, senders.slice(1))
    await writeHistory(dataDir, { conversation_id: id, senders, messages: count })
    return id
  }
  const short = await create(SHORT, 600)
  const long = await create(LONG, messages)
  const open = async (): Promise<Page> => {
    const page = await stage.signedIn(ben.email)
    await page.route(/\/attachments\/[^/]+\/(?:preview|content)/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, LATE_MS))
      await route.continue().catch(() => {})
    })
    return page
  }
  const close = async (): Promise<void> => {
    await casting.close()
    await stage.close()
  }
  return { stage, people, long, short, open, close }
}
