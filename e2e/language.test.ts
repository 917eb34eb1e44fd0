import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { overflow } from './audit.ts'
import { useScene } from './scene.ts'
import { PASSWORD } from './server.ts'
import { PATIENCE, rows, write } from './stage.ts'

const ARABIC = 'مرحبا بكم في الدرس: كيف نحل هذه المعادلة؟'
const LONG_ARABIC = `${ARABIC} `.repeat(12)

describe('other languages', () => {
  const scene = useScene({ windows: ['ada'] })

  /** Ben with a German browser. */
  const german = async (): Promise<Page> => {
    const page = await scene.stage.window('ben', { locale: 'de-AT' })
    await page.waitForFunction(() => document.documentElement.lang === 'de')
    await page.getByLabel('E-Mail').fill(scene.cast.ben.email)
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Gespräche' }).waitFor()
    return page
  }

  test('a German browser gets German, on every page', async () => {
    // She is offline, so the state stays "sent".
    const maria = await scene.casting.instructor('Maria')
    await maria.create('direct', undefined, [scene.cast.ben.id])
    const page = await german()
    await page.getByRole('navigation', { name: 'Gespräche' }).getByText('Maria').first().click()
    const composer = page.getByRole('textbox', { name: /^Nachricht an / })
    await composer.fill('Guten Morgen')
    await composer.press('Enter')
    await rows(page, 'Guten Morgen').getByText('Gesendet').waitFor()
    await page.goto('/settings')
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
    const shown = await page.locator('body').innerText()
    for (const word of ['Settings', 'Sign out', 'Language', 'Name of', 'Close', 'Keyboard'])
      expect(shown).not.toContain(word)
    await page.context().close()
  })

  test('the language is chosen in the settings and stays', async () => {
    const page = await german()
    await page.goto('/settings')
    await page.getByLabel('Sprache').selectOption('en')
    // X3: the choice alone changes nothing.
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
    await page.getByRole('button', { name: 'Diese Sprache verwenden' }).click()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.context().close()
  })

  test('right to left mirrors everything, and Arabic text has its own direction in either', async () => {
    const { ada } = scene
    await scene.group()
    for (const text of [ARABIC, LONG_ARABIC]) await write(ada, text)
    const bubble = rows(ada, ARABIC).first().locator('.lectern-bubble')
    await bubble.waitFor()
    const directionOf = () =>
      bubble
        .locator('p')
        .first()
        .evaluate((element) => getComputedStyle(element).direction)
    expect(await directionOf()).toBe('rtl')
    expect(await sides(ada)).toEqual({ list: 'left', own: 'right', details: 'right' })
    try {
      await ada.evaluate(() => (document.documentElement.dir = 'rtl'))
      await expect.poll(() => sides(ada), PATIENCE).toEqual({ list: 'right', own: 'left', details: 'left' })
      expect(await directionOf()).toBe('rtl')
      expect(await overflow(ada)).toBe(0)
      await ada.setViewportSize({ width: 390, height: 844 })
      await expect.poll(() => overflow(ada), PATIENCE).toBe(0)
    } finally {
      await ada.setViewportSize({ width: 1440, height: 900 })
      await ada.evaluate(() => (document.documentElement.dir = 'ltr'))
    }
  })
})

/** The half of the window in which elements are. */
const sides = (page: Page) =>
  page.evaluate(() => {
    const sideOf = (selector: string): string => {
      const box = [...document.querySelectorAll(selector)].at(-1)?.getBoundingClientRect()
      if (!box) return 'nowhere'
      return box.left + box.width / 2 < innerWidth / 2 ? 'left' : 'right'
    }
    return {
      list: sideOf('nav[aria-label="Conversations"]'),
      own: sideOf('.lectern-row[data-own] .lectern-bubble'),
      details: sideOf('.lectern-details'),
    }
  })
