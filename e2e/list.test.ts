// The history of a conversation of a hundred thousand messages, or of some thousand in each run, in a real
// browser: it opens at once, does not shift, and takes no more memory the longer the reader scrolls.
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFull } from './full.ts'
import {
  drift,
  heapBytes,
  highestIndex,
  mostSlots,
  probe,
  readDown,
  readUp,
  standStill,
  stopProbe,
} from './list-probe.ts'
import {
  FAR_ROWS,
  farReplyAfter,
  idOf,
  readUpTo,
  saysSomething,
  senderOf,
  seqOf,
} from './long-conversation.ts'
import { LONG, openLongStage, SHORT, type LongStage } from './long-stage.ts'
import { holdToSilence } from './scene.ts'
import { composer, openConversation, PATIENCE, Stage } from './stage.ts'

const MESSAGES = isFull ? 100_000 : 8_400
/** The number of older pages to read. */
const PAGES = isFull ? 20 : 6
/** Rows to read before the memory is measured, and rows to read then. */
const [FIRST_ROWS, MORE_ROWS] = isFull ? [1_000, 10_000] : [300, 1_500]
const UNREAD = 400
const FIRST_UNREAD = MESSAGES - UNREAD + 1
const PAGE_ROWS = 50
/** A shift of one pixel is invisible. */
const STILL_PX = 1
const MB = 1024 ** 2
/** Writing a hundred thousand rows. */
const SEED_LIMIT_MS = 400_000
/** Loading two hundred pages, one after the other. */
const SCROLL_LIMIT_MS = 300_000

describe(`a conversation of ${MESSAGES} messages`, () => {
  let set: LongStage
  let page: Page
  let pages = 0
  /** The pending requests of the page. */
  const pending = new Set<Request>()

  /** Watches that page from now on. */
  const lookAt = (next: Page): void => {
    page = next
    pending.clear()
    page.on('request', (request) => pending.add(request))
    for (const event of ['requestfinished', 'requestfailed'] as const)
      page.on(event as 'requestfinished', (request) => pending.delete(request))
    page.on('response', (response) => void (pages += Number(/[?&](?:before|after)=/.test(response.url()))))
  }

  beforeAll(async () => {
    set = await openLongStage(await Stage.shared(), MESSAGES)
    lookAt(await set.open())
  }, SEED_LIMIT_MS)
  holdToSilence(() => set.stage)
  afterAll(() => set?.close())

  /** Opens it on a new device, with unread messages. */
  const openUnread = async (): Promise<void> => {
    readUpTo(set.stage.server.dataDir, set.long, set.people[1].id, MESSAGES - UNREAD)
    await page.context().close()
    lookAt(await set.open())
    await openConversation(page, LONG)
    await page.locator('.lectern-unread-line').waitFor()
    await slot(FIRST_UNREAD).waitFor()
    await settle()
  }

  /** Reloads the page at this message. */
  const goTo = async (seq: number): Promise<void> => {
    await page.goto(`/c/${set.long}/m/${idOf(set.long, seq)}`)
    await slot(seq).waitFor()
    await settle()
    await probe(page)
  }
  const slot = (seq: number) => page.locator(`[data-key="${idOf(set.long, seq)}"]`)
  const box = async (selector: string) =>
    (await page.locator(selector).boundingBox()) ?? { x: 0, y: Number.NaN, width: 0, height: 0 }
  const topOf = async (seq: number): Promise<number> =>
    (await slot(seq).locator('[data-row]').boundingBox())?.y ?? Number.NaN
  /** The messages in the document, and where they begin and end below the top of the view. */
  const places = async () => {
    const { y } = await box('.lectern-scroller')
    const slots = await page.locator('.lectern-slot:has(article, [role="article"])').evaluateAll((all) =>
      all.map((each) => {
        const { top, bottom } = each.getBoundingClientRect()
        return { key: each.getAttribute('data-key') ?? '', top, bottom }
      }),
    )
    return slots.map(({ key, top, bottom }) => ({ seq: seqOf(key), top: top - y, bottom: bottom - y }))
  }
  /** The first message that is completely in view. */
  const topSeq = async (): Promise<number> => (await places()).find(({ top }) => top >= 0)?.seq ?? Number.NaN
  /** The last message completely above the view: one that is partly in view grows into it. */
  const lastAbove = async (): Promise<number> =>
    (await places()).findLast(({ bottom }) => bottom <= 0)?.seq ?? Number.NaN
  /** Waits until delayed requests have ended, and nothing moves any more. */
  const settle = async (): Promise<void> => {
    do {
      await expect.poll(() => [...pending].map((request) => request.url()), PATIENCE).toEqual([])
      await standStill(page)
    } while (pending.size > 0)
  }
  const moved = async () => (await drift(page)).px
  const pill = (name: string | RegExp) => page.getByRole('button', { name })

  test('opens at the first unread message, with a line above it', async () => {
    await openUnread()
    const [list, line] = [await box('.lectern-scroller'), await box('.lectern-unread-line')]
    expect(Math.abs(line.y - list.y)).toBeLessThan(60)
    expect(await topOf(FIRST_UNREAD)).toBeGreaterThan(line.y)
    await slot(FIRST_UNREAD - 1).waitFor({ state: 'attached' })
  })

  test(`${PAGES} older pages of everything join above, and no row moves by more than a pixel`, async () => {
    await openUnread()
    await probe(page)
    pages = 0
    await readUp(page, { to: FIRST_UNREAD - (PAGES + 1) * PAGE_ROWS, px_per_frame: 180 })
    await settle()
    expect(pages).toBeGreaterThanOrEqual(PAGES)
    const up = await drift(page)
    console.log(
      `${PAGES} pages: ${up.px} px at ${up.key} in ${up.frames} frames, at most ${await mostSlots(page)} rows`,
    )
    expect(up.px).toBeLessThanOrEqual(STILL_PX)
    await readDown(page, { to: FIRST_UNREAD - (PAGES - 1) * PAGE_ROWS, px_per_frame: 180 })
    await settle()
    expect(await moved()).toBeLessThanOrEqual(STILL_PX)
    expect(await mostSlots(page)).toBeLessThan(80)
  })

  test('nothing moves when a message above is edited or liked, nor when one arrives below', async () => {
    await goTo(FIRST_UNREAD)
    const top = await topSeq()
    const last = await lastAbove()
    const above = [last, last - 1, last - 2, last - 3, last - 60].filter(saysSomething)
    for (const seq of above) {
      const author = set.people[senderOf(seq, set.people.length)]!
      await author.edit(set.long, idOf(set.long, seq), `Corrected ${seq}.\n\n${'A line more.\n\n'.repeat(4)}`)
      await set.people[0].react(set.long, idOf(set.long, seq), '👍')
    }
    await slot(above[0]!).getByText(`Corrected ${above[0]!}`).waitFor({ state: 'attached' })
    await set.people[0].say(set.long, 'News at the end')
    await pill(/^\d+ new messages?$/).waitFor()
    await settle()
    expect(await topSeq()).toBe(top)
    expect(await moved()).toBeLessThanOrEqual(STILL_PX)
  })

  test('a growing composer and an opening keyboard keep the place of reading', async () => {
    await goTo(FIRST_UNREAD)
    await composer(page).fill('1\n2\n3\n4\n5\n6')
    await settle()
    try {
      await page.setViewportSize({ width: 1440, height: 520 })
      await settle()
    } finally {
      await page.setViewportSize({ width: 1440, height: 900 })
    }
    await composer(page).fill('')
    await settle()
    expect(await moved()).toBeLessThanOrEqual(STILL_PX)
  })

  test(`a jump to a message ${FAR_ROWS} rows up, and back to where one was`, async () => {
    const reply = farReplyAfter(FIRST_UNREAD - 3 * PAGE_ROWS)
    await goTo(reply - 20)
    await readDown(page, { to: reply + 3, px_per_frame: 180 })
    await settle()
    const quote = slot(reply).locator('.lectern-quoted')
    // The target is not loaded, but its text is shown in the reply; nothing moved when it came.
    await quote.getByText(`No. ${reply - FAR_ROWS} goes back far.`).waitFor()
    expect(await moved()).toBeLessThanOrEqual(STILL_PX)
    const before = await topOf(reply)
    await quote.click()
    await slot(reply - FAR_ROWS).waitFor()
    await expect
      .poll(
        () =>
          slot(reply - FAR_ROWS)
            .locator('[data-marked]')
            .count(),
        PATIENCE,
      )
      .toBe(1)
    await settle()
    await pill('Back to where you were').click()
    await slot(reply).waitFor()
    await settle()
    expect(Math.abs((await topOf(reply)) - before)).toBeLessThanOrEqual(STILL_PX)
  })

  test('another conversation and back: both keep their places', async () => {
    await goTo(FIRST_UNREAD)
    const top = await topSeq()
    const before = await topOf(top)
    await openConversation(page, SHORT)
    await page.getByRole('heading', { level: 1, name: SHORT }).waitFor()
    await settle()
    await openConversation(page, LONG)
    await slot(top).waitFor()
    await settle()
    expect(Math.abs((await topOf(top)) - before)).toBeLessThanOrEqual(STILL_PX)
  })

  test(
    `${MORE_ROWS} rows later it holds no more than before`,
    async () => {
      await goTo(FIRST_UNREAD)
      const begin = await topSeq()
      await readUp(page, { to: begin - FIRST_ROWS, px_per_frame: 2_000 })
      await settle()
      const before = await heapBytes(page)
      await readUp(page, { to: begin - FIRST_ROWS - MORE_ROWS, px_per_frame: 2_000 })
      await settle()
      const grown = (await heapBytes(page)) - before
      const rows = await highestIndex(page)
      console.log(`${MORE_ROWS} rows: ${(grown / MB).toFixed(1)} MB more than ${(before / MB).toFixed(1)} MB`)
      expect(grown).toBeLessThan(12 * MB)
      expect(rows).toBeLessThan(1_000)
      expect(await mostSlots(page)).toBeLessThan(80)
      await stopProbe(page)
    },
    SCROLL_LIMIT_MS,
  )

  test('the pill leads to the newest message, which a growing composer does not cover', async () => {
    await goTo(FIRST_UNREAD)
    await set.people[0].say(set.long, 'News at the end')
    await pill(/new messages?$|^Jump to newest$/).click()
    await page.getByText('News at the end').last().waitFor()
    await settle()
    const isShown = async () => {
      const list = await box('.lectern-scroller')
      const last = await page.locator('.lectern-slot').last().boundingBox()
      return last !== null && last.y + last.height <= list.y + list.height + STILL_PX
    }
    expect(await isShown()).toBe(true)
    await composer(page).fill('1\n2\n3\n4\n5\n6')
    await expect.poll(isShown, PATIENCE).toBe(true)
    try {
      await page.setViewportSize({ width: 1440, height: 520 })
      await expect.poll(isShown, PATIENCE).toBe(true)
    } finally {
      await page.setViewportSize({ width: 1440, height: 900 })
    }
    await composer(page).fill('')
  })
})
