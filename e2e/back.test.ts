import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE, rows } from './stage.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const depthIs = (page: Page, depth: number) =>
  expect.poll(() => page.evaluate(() => history.state?.lectern_layers ?? 0), PATIENCE).toBe(depth)

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
    await closes(ben, ben.getByRole('dialog', { name: 'Details' }))
    expect(await ben.evaluate(() => history.state?.lectern_layers ?? 0)).toBe(0)
  })

  test.each([
    ['at a desk', { viewport: { width: 1440, height: 900 } }, 'complementary' as const],
    ['on a phone', PHONE, 'dialog' as const],
  ])('W9 %s a document, and only what lies on it', async (_, view, role) => {
    const { ada, cast } = scene
    const { id, title } = await scene.course()
    await cast.ada.document('Fractions', 'Divide seventy by seven.', { conversation_id: id })
    await openConversation(ada, title)
    await composer(ada).pressSequentially('See the page #divide seventy')
    await ada.getByRole('option', { name: /Fractions/ }).click()
    await composer(ada).press('Enter')
    await rows(ada, 'See the page').waitFor()
    const ben = await scene.stage.signedIn(cast.ben.email, view)
    await openConversation(ben, title)
    await ben.getByRole('button', { name: 'Fractions', exact: true }).click()
    const panel = ben.getByRole(role, { name: 'Document' })
    await panel.getByText('Divide seventy').waitFor()
    await depthIs(ben, 1)
    await ben.keyboard.press('Control+/')
    const keys = ben.getByRole('dialog', { name: 'Keyboard' })
    await keys.waitFor()
    await depthIs(ben, 2)
    await ben.goBack()
    await keys.waitFor({ state: 'hidden' })
    await panel.getByText('Divide seventy').waitFor()
    // A reload leaves it open.
    await ben.reload()
    await closes(ben, panel)
    // Closed otherwise it leaves no entry either.
    await ben.getByRole('button', { name: 'Fractions', exact: true }).click()
    await depthIs(ben, 1)
    await panel
      .getByRole('button', { name: /^Close/ })
      .first()
      .click()
    await panel.waitFor({ state: 'hidden' })
    await depthIs(ben, 0)
  })
})
