// Going to the messages of a day by the keyboard alone, and back to where one was.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLongStage, LONG, type LongStage } from './long-stage.ts'
import { holdToSilence } from './scene.ts'
import { openConversation, PATIENCE, Stage } from './stage.ts'

/** The last 2,000 within minutes; those before over more than three days. */
const MESSAGES = 4_400
/** “Monday, November 30, 2026” */
const DAY = /^\w+, \w+ \d+, \d+$/u

describe('the messages of a day', () => {
  let set: LongStage
  let page: Page
  beforeAll(async () => {
    set = await openLongStage(await Stage.shared(), MESSAGES)
    page = await set.open()
    await openConversation(page, LONG)
  })
  holdToSilence(() => set.stage)
  afterAll(() => set?.close())

  const focusedDay = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  /** The calendar begins at the day of today, which no clock but its own tells: it may be midnight. */
  const beginning = async (): Promise<string> => {
    await expect.poll(focusedDay, PATIENCE).toMatch(DAY)
    return focusedDay()
  }
  const daysBefore = (day: string, days: number): string => {
    const date = new Date(day)
    date.setDate(date.getDate() - days)
    return new Intl.DateTimeFormat('en-US', { dateStyle: 'full' }).format(date)
  }
  const marked = () => page.locator('.lectern-slot:has([data-marked])')
  /** What stands before the marked message. */
  const above = () => marked().evaluate((slot) => slot.previousElementSibling?.textContent ?? '')

  const openCalendar = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Conversation menu' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Go to a date…' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Go to a date' }).waitFor()
  }

  test('the arrows choose a day, and its first message comes into view below the line of the day', async () => {
    await openCalendar()
    const today = await beginning()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(focusedDay, PATIENCE).toBe(daysBefore(today, 2))
    await page.keyboard.press('Enter')
    await marked().waitFor()
    await expect.poll(above, PATIENCE).toMatch(/^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/u)
    await page.getByRole('button', { name: 'Jump to newest' }).click()
    await page.getByText(`No. ${MESSAGES}`).first().waitFor()
  })

  test('from there to the first message, and back to where one was', async () => {
    await openCalendar()
    await beginning()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await marked().waitFor()
    const place = await marked().getAttribute('data-key')
    await openCalendar()
    await page.getByRole('button', { name: 'To the first message' }).click()
    await page.getByText('This is where the conversation begins.').waitFor()
    await page.getByRole('button', { name: 'Back to where you were' }).click()
    await page.locator(`.lectern-slot[data-key="${place}"]`).waitFor()
  })
})
