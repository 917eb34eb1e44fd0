// The sections of the list of conversations: folded, counted, kept, at a desk and on a phone.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { useScene } from './scene.ts'
import { openConversation, PATIENCE } from './stage.ts'

const DESK = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

describe('the sections of the list', () => {
  const scene = useScene({ windows: [] })
  const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })
  /** A filter of the same name is a button, too. */
  const head = (page: Page, name: string) => list(page).locator('.lectern-section-toggle', { hasText: name })
  const rowsOf = (page: Page, section: string) =>
    list(page).getByRole('list', { name: section, exact: true }).locator('.lectern-conversation-title')
  const titles = (page: Page, section: string) => rowsOf(page, section).allTextContents()
  const isFolded = async (page: Page, section: string) =>
    (await head(page, section).getAttribute('aria-expanded')) === 'false'

  /** Two groups beside the course and the direct conversation of the cast. */
  const begun = async () => {
    await scene.renew()
    const { cast } = scene
    const [first, second] = [
      await cast.ada.create('group', 'Band', [cast.ben.id]),
      await cast.ada.create('group', 'Chess', [cast.ben.id]),
    ]
    return { first, second, cast }
  }

  test('one is folded by a key, counts what comes, and stays so after a reload', async () => {
    const { first, second, cast } = await begun()
    const page = await scene.stage.signedIn(cast.ben.email, DESK)
    await openConversation(page, 'Mathematics 1')
    expect((await titles(page, 'Groups')).toSorted()).toEqual(['Band', 'Chess'])
    await head(page, 'Groups').focus()
    await page.keyboard.press('Enter')
    expect(await isFolded(page, 'Groups')).toBe(true)
    expect(await titles(page, 'Groups')).toEqual([])
    // The focus stays where one pressed.
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('lectern-section-toggle')
    await cast.ada.say(first.id, 'Bring your drum')
    await head(page, 'Groups').getByText('1 conversation with unread messages').waitFor({ state: 'attached' })
    await cast.ada.say(second.id, 'Your turn')
    await cast.ada.say(second.id, 'Still your turn')
    await head(page, 'Groups')
      .getByText('2 conversations with unread messages')
      .waitFor({ state: 'attached' })
    expect(await audit(page)).toEqual([])
    await page.reload()
    await head(page, 'Groups')
      .getByText('2 conversations with unread messages')
      .waitFor({ state: 'attached' })
    expect(await titles(page, 'Groups')).toEqual([])
    // A filter has what is folded as well.
    await list(page)
      .getByRole('button', { name: /^Unread/u })
      .click()
    await list(page).locator('.lectern-conversation-title').getByText('Chess').waitFor()
    await list(page).getByRole('button', { name: /^All/u }).click()
    await head(page, 'Groups').click()
    await expect
      .poll(async () => (await titles(page, 'Groups')).toSorted(), PATIENCE)
      .toEqual(['Band', 'Chess'])
    await page.context().close()
  })

  test('a folded one shows the conversation that is open, and what is pinned leaves it', async () => {
    const { cast } = await begun()
    const page = await scene.stage.signedIn(cast.ben.email, DESK)
    await openConversation(page, 'Chess')
    await head(page, 'Groups').click()
    await expect.poll(() => titles(page, 'Groups'), PATIENCE).toEqual(['Chess'])
    await rowsOf(page, 'Groups').first().hover()
    await page.getByRole('button', { name: 'Options for Chess' }).click()
    await page.getByRole('menuitem', { name: 'Pin to the top' }).click()
    await expect.poll(() => titles(page, 'Pinned'), PATIENCE).toEqual(['Chess'])
    expect(await titles(page, 'Groups')).toEqual([])
    await page.context().close()
  })

  test('on a phone a touch folds and opens one, and it is as large as a finger', async () => {
    const { cast, first } = await begun()
    const page = await scene.stage.signedIn(cast.ben.email, PHONE)
    await head(page, 'Groups').waitFor()
    const box = await head(page, 'Groups').boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
    await head(page, 'Groups').tap()
    expect(await isFolded(page, 'Groups')).toBe(true)
    await expect.poll(() => titles(page, 'Groups'), PATIENCE).toEqual([])
    await cast.ada.say(first.id, 'Bring your drum')
    await head(page, 'Groups').getByText('1 conversation with unread messages').waitFor({ state: 'attached' })
    expect(await audit(page)).toEqual([])
    await page.reload()
    await head(page, 'Groups').waitFor()
    expect(await isFolded(page, 'Groups')).toBe(true)
    await head(page, 'Groups').tap()
    await rowsOf(page, 'Groups').getByText('Band').tap()
    await page.getByRole('log').getByText('Bring your drum').waitFor()
    await page.context().close()
  })
})
