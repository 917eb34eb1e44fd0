// A message that Ada writes now and sends later, on two of her windows and one of Ben's.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { useScene } from './scene.ts'
import { composer, PATIENCE, rows } from './stage.ts'

describe('a message for later', () => {
  const scene = useScene()

  const plan = async (page: Page, text: string): Promise<void> => {
    await composer(page).fill(text)
    await page.getByRole('button', { name: 'Send later' }).click()
    await page
      .getByRole('dialog', { name: 'Send later' })
      .getByRole('button', { name: /^Tomorrow at/ })
      .click()
    await page.getByRole('dialog', { name: 'What waits here' }).getByText(text).waitFor(PATIENCE)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  const goToAll = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /^Account of Ada/ }).click()
    await page.getByRole('menuitem', { name: 'Messages for later' }).click()
  }
  const list = (page: Page) => page.locator('.lectern-planned')

  test('waits unseen, is sent at once when its writer wants, and leaves the list of all her devices', async () => {
    const { ada, ben, stage, cast } = scene
    const { title } = await scene.group()
    await plan(ada, 'Bring your worksheets')
    expect(await composer(ada).inputValue()).toBe('')
    expect(await rows(ada, 'Bring your worksheets').count()).toBe(0)

    const other = await stage.signedIn(cast.ada.email)
    await other.goto('/my/planned')
    await list(other).getByText('Bring your worksheets').waitFor(PATIENCE)
    expect(await list(other).getByText(title).count()).toBe(1)
    expect(await rows(ben, 'Bring your worksheets').count()).toBe(0)

    await goToAll(ada)
    await list(ada).getByRole('button', { name: 'Send “Bring your worksheets” now' }).click()
    await rows(ben, 'Bring your worksheets').waitFor(PATIENCE)
    expect(await rows(ben, 'Bring your worksheets').count()).toBe(1)
    for (const page of [ada, other]) await page.getByText('Nothing waits to be sent').waitFor(PATIENCE)
    await other.context().close()
  })

  test('is changed and cancelled, by the keyboard too, and the page is accessible', async () => {
    const { ada, ben } = scene
    await scene.group()
    await plan(ada, 'First draft')
    await goToAll(ada)
    await list(ada).getByRole('button', { name: 'Change “First draft”' }).press('Enter')
    await ada.getByLabel('Text').fill('Second draft')
    await ada.getByLabel('Repeat').selectOption('week')
    expect(await audit(ada)).toEqual([])
    await ada.getByRole('button', { name: 'Save' }).press('Enter')
    await list(ada)
      .getByText(/^Every week, next on/)
      .waitFor(PATIENCE)
    expect(await audit(ada)).toEqual([])
    await list(ada).getByRole('button', { name: 'Do not send “Second draft”' }).press('Enter')
    await ada.getByText('Nothing waits to be sent').waitFor(PATIENCE)
    expect(await rows(ben, 'draft').count()).toBe(0)
  })
})
