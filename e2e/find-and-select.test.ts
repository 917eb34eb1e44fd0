// Features of the browser itself over a text, in a history of which only a part is in the document: find in
// page, and selecting over more than a screen.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchWhole } from './browser.ts'
import { idOf, saysSomething } from './long-conversation.ts'
import { openLongStage, type LongStage } from './long-stage.ts'
import { holdToSilence } from './scene.ts'
import { PATIENCE, Stage } from './stage.ts'

const MESSAGES = 600
const LAST = Array.from({ length: MESSAGES }, (_, index) => MESSAGES - index).find(saysSomething)!

describe('find in page and selections', () => {
  let set: LongStage
  let browser: Browser
  let page: Page
  let id: string

  beforeAll(async () => {
    browser = await launchWhole()
    set = await openLongStage(await Stage.shared(Promise.resolve(browser)), MESSAGES)
    id = set.long
    page = await set.open()
  })
  beforeEach(async () => {
    await page.goto(`/c/${id}`)
    await slot(LAST).waitFor()
  })
  holdToSilence(() => set.stage)
  afterAll(async () => {
    await set?.close()
    await browser?.close()
  })

  const slot = (seq: number) => page.locator(`.lectern-slot[data-key="${idOf(id, seq)}"]`)
  const scrollUpTo = async (seq: number) => {
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, -400)
        return slot(seq).count()
      }, PATIENCE)
      .toBe(1)
  }

  test('find in page reaches loaded rows far out of view, and brings them into view', async () => {
    const wanted = 571
    expect(await slot(wanted).count()).toBe(0)
    // A link to a text uses the same mechanism as the find bar; only a page with a user gesture may.
    await slot(LAST).click()
    await page.evaluate((text) => {
      location.hash = `:~:text=${encodeURIComponent(text)}`
    }, `No. ${wanted}`)
    await slot(wanted).locator('[data-marked]').waitFor()
    const [row, list] = [
      await slot(wanted).boundingBox(),
      await page.locator('.lectern-scroller').boundingBox(),
    ]
    expect(row!.y).toBeGreaterThanOrEqual(list!.y)
    expect(row!.y).toBeLessThan(list!.y + list!.height)
    // Until the row is drawn at its place, the text to be found is there as well.
    const times = () =>
      page.evaluate((text) => document.body.innerText.split(text).length - 1, `No. ${wanted}`)
    await expect.poll(times, PATIENCE).toBe(1)
  })

  test('dragging over more than a screen selects all of it, and keeps it after the release', async () => {
    const begin = slot(LAST).getByText(`No. ${LAST}`).first()
    // It stands still before it is pressed.
    await begin.hover()
    const box = (await begin.boundingBox())!
    await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + 2, box.y + 4)
    // Nobody scrolls before the browser has begun to select.
    await expect.poll(() => page.evaluate(() => document.getSelection()?.isCollapsed), PATIENCE).toBe(false)
    await scrollUpTo(LAST - 60)
    const end = (await slot(LAST - 58).boundingBox())!
    await page.mouse.move(end.x + end.width / 2, Math.max(end.y + 6, 120), { steps: 4 })
    await page.mouse.up()
    const selected = await page.evaluate(() => document.getSelection()?.toString() ?? '')
    const between = Array.from({ length: 50 }, (_, index) => LAST - 2 - index).filter(saysSomething)
    expect(between.filter((seq) => !selected.includes(`No. ${seq}`))).toEqual([])
    const drawn = () => page.locator('.lectern-slot').count()
    expect(await drawn()).toBeGreaterThan(60)
    await page.locator('.lectern-scroller').click({ position: { x: 8, y: 200 } })
    await expect.poll(drawn, PATIENCE).toBeLessThan(40)
  })
})
