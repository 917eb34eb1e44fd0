// Who has the focus, as somebody with a keyboard sees it.
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { PATIENCE } from './stage.ts'

/** What has the focus: its role and name, or why nobody can see where it is. */
export const focusOwner = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return 'nobody'
    const { width, height } = element.getBoundingClientRect()
    const seen = width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true })
    const name = element.getAttribute('aria-label') ?? element.textContent
    const is = element.getAttribute('role') ?? element.tagName.toLowerCase()
    return `${seen ? '' : 'hidden '}${is} ${name.replaceAll(/\s+/g, ' ').trim().slice(0, 60)}`
  })

/** Presses it by the keyboard alone. */
export const pressByKey = async (target: Locator, key = 'Enter'): Promise<void> => {
  await target.first().focus()
  await target.page().keyboard.press(key)
}

export const twoPictures = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
  })

/** The focus is on something that is seen, and after two pictures still is. */
export const expectOwner = async (page: Page, what: string, owner = /^(?!nobody|hidden)/): Promise<void> => {
  await expect.poll(() => focusOwner(page), { ...PATIENCE, message: what }).toMatch(owner)
  await twoPictures(page)
  await expect.poll(() => focusOwner(page), { ...PATIENCE, message: what }).toMatch(owner)
}
