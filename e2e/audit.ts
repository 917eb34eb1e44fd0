// The checks of every page and every layer: legible and usable for all, and as wide as the window.
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/**
 * The violations that axe finds, one line for each rule; by all of its rules, or by the named ones. There are
 * no frames to check.
 */
export const audit = async (page: Page, { rules }: { rules?: readonly string[] } = {}): Promise<string[]> => {
  await page.evaluate(atRest)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const runOnly = values && { runOnly: { type: 'rule' as const, values: [...values] } }
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...runOnly })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
  }, rules)
}

/** Half-faded text has half the contrast, so this waits for the end of animations. Endless ones are ignored. */
const atRest = async (): Promise<void> => {
  const passing = () =>
    document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
      )
  do {
    await Promise.allSettled(passing().map(({ finished }) => finished))
    // An element that is placed only after it was drawn begins to move some frames later.
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame)
  } while (passing().length > 0)
}

/** The number of pixels by which the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
