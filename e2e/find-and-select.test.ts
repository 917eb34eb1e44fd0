// What the browser itself offers over a text, in a history of which only a little is in the document: find in page, and
// selecting over more than a screen.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idOf, saysSomething, writeHistory } from './long-conversation.ts'
import { Person } from './person.ts'
import { ADA, BEN, openConversation, PATIENCE, Stage, type OwnStage } from './stage.ts'

const TITLE = 'This week'
const MESSAGES = 600
const LAST = Array.from({ length: MESSAGES }, (_, index) => MESSAGES - index).find(saysSomething)!

describe('find in page and selections', () => {
  let stage: OwnStage
  let page: Page
  let id: string

  beforeAll(async () => {
    stage = await Stage.open()
    const people = await Promise.all([ADA, BEN].map((email) => Person.signIn(stage.server.url, email)))
    const senders = people.map((person) => person.id)
    id = (await people[0]!.create('group', TITLE, senders.slice(1))).id
    await stage.server.kill()
    await writeHistory(stage.server.dataDir, { conversation_id: id, senders, messages: MESSAGES })
    await stage.server.start()
    page = await stage.signedIn(BEN)
    await openConversation(page, TITLE)
    await slot(LAST).waitFor()
  })
  afterAll(() => stage?.close())

  const slot = (seq: number) => page.locator(`.lectern-slot[data-key="${idOf(id, seq)}"]`)
  const scrollUpTo = async (seq: number) => {
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, -400)
        return slot(seq).count()
      }, PATIENCE)
      .toBe(1)
  }

  test('find in page reaches what is loaded and far out of view, and brings it', async () => {
    const wanted = 571
    expect(await slot(wanted).count()).toBe(0)
    // What a link to a text asks of the browser is what its find bar asks; only a page that was touched may.
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
    expect(
      await page.evaluate((text) => document.body.innerText.split(text).length - 1, `No. ${wanted}`),
    ).toBe(1)
  })

  test('who drags over more than a screen has all of it selected, and may let go', async () => {
    await page.getByRole('button', { name: 'Jump to newest' }).click()
    const begin = slot(LAST).getByText(`No. ${LAST}`).first()
    const box = (await begin.boundingBox())!
    await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + 2, box.y + 4)
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

  test('nothing complained', () => expect(stage.complaints.list).toEqual([]))
})
