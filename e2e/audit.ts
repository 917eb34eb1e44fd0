// What every page and every layer must pass: legible and usable for everybody, and as wide as the window.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe finds wrong, one line for each rule. */
export const audit = async (page: Page): Promise<string[]> => {
  // Half-faded text has half the contrast; what counts is what stays.
  await page.waitForTimeout(400)
  // In one page, as there are no frames; the other mode opens a second one for each look, and takes more than twice as long.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
}

/** By how many pixels the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
