import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE } from './stage.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

describe('Back closes what is open', () => {
  const scene = useScene({ windows: ['ada'] })

  /** The page stays the same; then Back leaves it. */
  const closes = async (page: Page, layer: ReturnType<Page['getByRole']>): Promise<void> => {
    const url = page.url()
    await layer.waitFor()
    await expect.poll(() => page.evaluate(() => history.state?.lectern_layers), PATIENCE).toBe(1)
    await page.goBack()
    await layer.waitFor({ state: 'hidden' })
    expect(page.url()).toBe(url)
    await composer(page).waitFor()
  }

  test('the keys, the switcher and a dialog, whose text stays', async () => {
    const { ada } = scene
    await openConversation(ada, 'Mathematics')
    const { title } = await scene.group()
    await ada.keyboard.press('Control+/')
    await closes(ada, ada.getByRole('dialog', { name: 'Keyboard' }))
    await ada.keyboard.press('Control+k')
    await closes(ada, ada.getByRole('combobox'))
    const compose = ada.getByRole('button', { name: 'New conversation' })
    await compose.click()
    const dialog = ada.getByRole('dialog', { name: 'New conversation' })
    await dialog.getByRole('radio', { name: 'Group' }).check()
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Study group')
    await closes(ada, dialog)
    await compose.click()
    await expect
      .poll(() => dialog.getByRole('textbox', { name: 'Title' }).inputValue(), PATIENCE)
      .toBe('Study group')
    await ada.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(() => ada.evaluate(() => history.state?.lectern_layers ?? 0), PATIENCE).toBe(0)
    // Nothing is left behind: Back now leaves the conversation.
    await expect.poll(() => ada.getByRole('heading', { level: 1 }).innerText(), PATIENCE).toBe(title)
    const url = ada.url()
    await ada.goBack()
    await expect.poll(() => ada.url(), PATIENCE).not.toBe(url)
  })

  test('what is chosen in the switcher is one step away', async () => {
    const { ada } = scene
    await scene.group()
    const url = ada.url()
    await ada.keyboard.press('Control+k')
    await ada.getByRole('combobox').waitFor()
    await expect.poll(() => ada.evaluate(() => history.state?.lectern_layers), PATIENCE).toBe(1)
    await ada.keyboard.type('mathem')
    await ada.keyboard.press('Enter')
    await expect.poll(() => ada.url(), PATIENCE).not.toBe(url)
    await ada.goBack()
    await expect.poll(() => ada.url(), PATIENCE).toBe(url)
    expect(await ada.evaluate(() => history.state?.lectern_layers ?? 0)).toBe(0)
  })

  test('on a phone a menu and the details', async () => {
    const { title } = await scene.group()
    const ben = await scene.stage.signedIn(scene.cast.ben.email, PHONE)
    await openConversation(ben, title)
    await ben.getByRole('button', { name: 'Conversation menu' }).tap()
    await closes(ben, ben.getByRole('menu'))
    await ben.getByRole('button', { name: 'Conversation menu' }).tap()
    await ben.getByRole('menuitem', { name: 'Show details' }).tap()
    const details = ben.getByRole('dialog', { name: 'Details' })
    await details.waitFor()
    const url = ben.url()
    await ben.goBack()
    await details.waitFor({ state: 'hidden' })
    expect(ben.url()).toBe(url)
    await composer(ben).waitFor()
  })
})
