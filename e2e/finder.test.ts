// One finder: by keys, from the list's field and on a phone.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { useScene } from './scene.ts'
import { composer, PATIENCE } from './stage.ts'

const DESK = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

describe('the finder', () => {
  const scene = useScene({ windows: [] })
  const options = (page: Page) => page.getByRole('dialog').getByRole('option')

  test('finds a person with whom there is no conversation, by keys alone, and begins it once', async () => {
    const { cast, stage, casting } = scene
    const name = `Zora ${crypto.randomUUID().slice(0, 8)}`
    const { chloe } = await casting.people()
    const { id } = await casting.rename(chloe, name)
    await cast.ada.create('group', `Club ${name}`, [cast.ben.id])
    const page = await stage.signedIn(cast.ada.email, DESK)
    await composer(page).waitFor()
    for (const _ of [1, 2]) {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').waitFor()
      await expect.poll(() => page.evaluate(() => document.activeElement?.role), PATIENCE).toBe('combobox')
      await page.keyboard.type(name)
      // Exactly so called: before the club.
      await expect.poll(() => options(page).first().textContent(), PATIENCE).toContain(name)
      await expect.poll(() => options(page).nth(1).textContent(), PATIENCE).toContain('Club')
      expect(await audit(page)).toEqual([])
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await composer(page).waitFor()
    }
    const begun = await cast.ada.conversations()
    expect(
      begun.filter(({ kind, members }) => kind === 'direct' && members.some(({ user_id }) => user_id === id)),
    ).toHaveLength(1)
    await page.context().close()
  })

  test('takes over what is typed in the field of the list', async () => {
    const page = await scene.stage.signedIn(scene.cast.ada.email, DESK)
    // The app has opened the newest conversation, and moves the focus no more.
    await composer(page).waitFor()
    const field = page.getByRole('searchbox', { name: 'Search conversations' })
    await field.fill('ben')
    await field.press('Enter')
    await expect.poll(() => page.getByRole('dialog').getByRole('combobox').inputValue(), PATIENCE).toBe('ben')
    await options(page).filter({ hasText: 'Ben' }).first().waitFor()
    await page.context().close()
  })

  test('opened anew while it fades out, it is empty and takes what is typed', async () => {
    const page = await scene.stage.signedIn(scene.cast.ada.email, DESK)
    await composer(page).waitFor()
    await page.keyboard.press('Control+k')
    const field = page.getByRole('dialog').getByRole('combobox')
    await field.fill('former')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await expect.poll(() => page.evaluate(() => document.activeElement?.role), PATIENCE).toBe('combobox')
    expect(await field.inputValue()).toBe('')
    await page.keyboard.type('ben')
    await expect.poll(() => field.inputValue(), PATIENCE).toBe('ben')
    await page.context().close()
  })

  test('hands filters of words over to the search of messages', async () => {
    const { cast, stage } = scene
    const { id } = await cast.ada.create('group', 'Filters', [cast.ben.id])
    await cast.ada.say(id, 'The sum of angles')
    const page = await stage.signedIn(cast.ada.email, DESK)
    await composer(page).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('angles after:2020-01-01 is:question')
    await options(page).filter({ hasText: 'Search messages for' }).click()
    await page.getByRole('button', { name: 'Remove filter After: 2020-01-01' }).waitFor()
    await page.getByRole('button', { name: 'Remove filter Is: question' }).click()
    await page
      .getByRole('button', { name: /The sum of/ })
      .first()
      .waitFor()
    await page.context().close()
  })

  test('on a phone a touch opens it, and a touch goes there', async () => {
    const page = await scene.stage.signedIn(scene.cast.ben.email, PHONE)
    await page.getByRole('button', { name: 'Go to' }).tap()
    await page.getByRole('dialog').getByRole('combobox').fill('sett')
    await options(page).filter({ hasText: 'Settings' }).first().tap()
    await expect.poll(() => new URL(page.url()).pathname, PATIENCE).toBe('/settings')
    expect(await audit(page)).toEqual([])
    await page.context().close()
  })
})
