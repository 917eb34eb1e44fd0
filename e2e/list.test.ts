// The history of a conversation of a hundred thousand messages, in a real browser: it opens at once, moves under
// nobody, and takes no more room the longer one reads.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drift, heapBytes, mostSlots, probe, readDown, readUp, stopProbe } from './list-probe.ts'
import { FAR_ROWS, farReplyAfter, idOf, nameOf, readUpTo, writeHistory } from './long-conversation.ts'
import { Person } from './person.ts'
import { ADA, BEN, CHLOE, composer, openConversation, PATIENCE, Stage } from './stage.ts'

const MESSAGES = 100_000
const UNREAD = 400
const PAGE_ROWS = 50
/** A pixel is what nobody sees. */
const STILL_PX = 1
const MB = 1024 ** 2

const LONG = 'Twenty years of mathematics'
const SHORT = 'This week'

describe('a conversation of a hundred thousand messages', () => {
  let stage: Stage
  let ada: Person
  let page: Page
  let long: string
  let short: string

  beforeAll(async () => {
    stage = await Stage.open()
    const people = await Promise.all([ADA, BEN, CHLOE].map((email) => Person.signIn(stage.server.url, email)))
    const senders = people.map(({ id }) => id)
    ada = people[0]!
    short = (await ada.create('group', SHORT, senders.slice(1))).id
    long = (await ada.create('group', LONG, senders.slice(1))).id
    await stage.server.kill()
    await writeHistory(stage.server.dataDir, { conversation_id: short, senders, messages: 600 })
    await writeHistory(stage.server.dataDir, { conversation_id: long, senders, messages: MESSAGES })
    readUpTo(stage.server.dataDir, long, senders[1]!, MESSAGES - UNREAD)
    await stage.server.start()
    page = await stage.signedIn(BEN)
    // Every picture comes late.
    await page.route(/\/attachments\/[^/]+\/(?:preview|content)/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      await route.continue().catch(() => {})
    })
  })
  afterAll(() => stage.close())

  const slot = (seq: number, id = long) => page.locator(`[data-key="${idOf(id, seq)}"]`)
  const topOf = async (seq: number, id = long): Promise<number> => {
    const box = await slot(seq, id).locator('.lectern-bubble-line').boundingBox()
    return box?.y ?? Number.NaN
  }
  const still = () => page.waitForTimeout(400)

  test('opens at the first unread message, with a line above it', async () => {
    await openConversation(page, LONG)
    await page.getByText('New', { exact: true }).waitFor()
    const line = await page.locator('.lectern-unread-line').boundingBox()
    const list = await page.locator('.lectern-scroller').boundingBox()
    expect(line!.y - list!.y).toBeLessThan(120)
    expect(line!.y).toBeGreaterThanOrEqual(list!.y)
    await slot(MESSAGES - UNREAD + 1).waitFor()
    await expect.poll(() => topOf(MESSAGES - UNREAD + 1), PATIENCE).toBeGreaterThan(line!.y)
  })

  test('twenty older pages of everything join above, and no row moves by more than a pixel', async () => {
    let pages = 0
    page.on('response', (response) => void (pages += Number(response.url().includes('before='))))
    await probe(page)
    await readUp(page, { to: MESSAGES - UNREAD - 21 * PAGE_ROWS, px_per_frame: 180 })
    await still()
    expect(pages).toBeGreaterThanOrEqual(20)
    expect((await drift(page)).px).toBeLessThanOrEqual(STILL_PX)
    await readDown(page, { to: MESSAGES - UNREAD - 18 * PAGE_ROWS, px_per_frame: 180 })
    await still()
    expect((await drift(page)).px).toBeLessThanOrEqual(STILL_PX)
    expect(await mostSlots(page)).toBeLessThan(80)
  })

  test('nothing', () =>
    expect([FAR_ROWS, farReplyAfter, nameOf, heapBytes, MB, stopProbe, composer, short, ada]).toBeDefined())
})
