import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADA, BEN, Stage } from './stage.ts'
import { PASSWORD } from './server.ts'

const ARABIC = 'مرحبا بكم في الدرس: كيف نحل هذه المعادلة؟'
const LONG_ARABIC = `${ARABIC} `.repeat(12)

describe('other languages', () => {
  let stage: Stage
  let ben: Page

  beforeAll(async () => {
    stage = await Stage.open()
    ben = await stage.window('ben', { locale: 'de-AT' })
  })
  afterAll(() => stage.close())

  test('a browser that speaks German is answered in German, on every page', async () => {
    expect(await ben.evaluate(() => document.documentElement.lang)).toBe('de')
    await ben.getByLabel('E-Mail').fill(BEN)
    await ben.getByLabel('Passwort', { exact: true }).fill(PASSWORD)
    await ben.keyboard.press('Enter')
    await ben.getByRole('navigation', { name: 'Gespräche' }).getByText('Ada').first().click()
    const composer = ben.getByRole('textbox', { name: /^Nachricht an / })
    await composer.fill('Guten Morgen')
    await composer.press('Enter')
    await ben.getByRole('article').filter({ hasText: 'Guten Morgen' }).getByText('Gesendet').waitFor()
    await ben.goto(`${stage.server.url}/settings`)
    await ben.getByRole('heading', { name: 'Einstellungen' }).waitFor()
    const shown = await ben.locator('body').innerText()
    for (const word of ['Settings', 'Sign out', 'Language', 'Name of', 'Close', 'Keyboard'])
      expect(shown).not.toContain(word)
  })

  test('the language is chosen in the settings and stays', async () => {
    await ben.getByLabel('Sprache').selectOption('en')
    await ben.getByRole('heading', { name: 'Settings' }).waitFor()
    await ben.reload()
    await ben.getByRole('heading', { name: 'Settings' }).waitFor()
    expect(await ben.evaluate(() => document.documentElement.lang)).toBe('en')
  })

  test('from right to left everything changes sides, and Arabic reads its own way in either', async () => {
    const ada = await stage.signedIn(ADA)
    await ada.getByRole('navigation', { name: 'Conversations' }).getByText('Ben').first().click()
    const composer = ada.getByRole('textbox', { name: /^Message / })
    for (const text of [ARABIC, LONG_ARABIC]) {
      await composer.fill(text)
      await composer.press('Enter')
    }
    const bubble = ada.getByRole('article').filter({ hasText: ARABIC }).first().locator('.lectern-bubble')
    await bubble.waitFor()
    const directionOf = () =>
      bubble
        .locator('p')
        .first()
        .evaluate((element) => getComputedStyle(element).direction)
    expect(await directionOf()).toBe('rtl')
    const left = await sides(ada)
    await ada.evaluate(() => (document.documentElement.dir = 'rtl'))
    const right = await sides(ada)
    expect(left).toEqual({ list: 'left', own: 'right', details: 'right' })
    expect(right).toEqual({ list: 'right', own: 'left', details: 'left' })
    expect(await directionOf()).toBe('rtl')
    const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
    expect(await ada.evaluate(overflow)).toBe(0)
    await ada.setViewportSize({ width: 390, height: 844 })
    expect(await ada.evaluate(overflow)).toBe(0)
  })

  test('nothing complained', () => expect(stage.complaints.list).toEqual([]))
})

/** On which half of the window things stand. */
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
