// What of the screen tells a state, and whether it can be seen.
import type { Page } from 'playwright-core'

/** What is chosen, pressed or current, and the edges of fields. */
export const STATES =
  '[aria-pressed=true], [aria-current]:not([aria-current=false]), [role=option][aria-selected=true], .option-active'
export const FIELDS = '.lectern-search, .lectern-composer-field, .input'

/** The contrast of the line around each visible one with what is behind it; NaN without a line. */
export const lines = (page: Page, selector: string): Promise<{ name: string; contrast: number }[]> =>
  page.evaluate((wanted) => {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
    const paint = (colours: readonly string[]): number[] => {
      for (const colour of colours) {
        pen.fillStyle = colour
        pen.fillRect(0, 0, 1, 1)
      }
      return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3)
    }
    const luminance = (rgb: readonly number[]): number => {
      const [r = 0, g = 0, b = 0] = rgb.map((each) => {
        const share = each / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const behind = (element: Element | null): string[] =>
      element ? [...behind(element.parentElement), getComputedStyle(element).backgroundColor] : ['white']
    return [...document.querySelectorAll(wanted)].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      if (width < 2 || height < 2 || !element.checkVisibility()) return []
      const { boxShadow, borderTopColor, borderTopWidth } = getComputedStyle(element)
      const shadow = /^(.*\)) 0px 0px 0px 2px inset$/.exec(boxShadow)?.[1]
      const line = shadow ?? (borderTopWidth === '0px' ? undefined : borderTopColor)
      const under = behind(element)
      const [a, b] = [luminance(paint(under)), luminance(paint([...under, line ?? 'transparent']))]
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
      const name = element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''
      return [{ name: `${element.className} ${name}`, contrast: line === undefined ? Number.NaN : contrast }]
    })
  }, selector)

/** The states that are no line of 3 : 1 in the colours of the page, or no outline in those of the system. */
export const faintStates = async (page: Page): Promise<string[]> => {
  const seen = await lines(page, STATES)
  const faint = seen.filter(({ contrast }) => !(contrast >= 3))
  if (seen.length === 0) return []
  await page.emulateMedia({ forcedColors: 'active' })
  const bare = await page.locator(STATES).evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element)
        return outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2
      })
      .map((element) => element.className),
  )
  await page.emulateMedia({ forcedColors: null })
  return [
    ...faint.map(({ name, contrast }) => `${name} is seen at ${contrast.toFixed(2)} : 1`),
    ...bare.map((name) => `${name} has no outline in the colours of the system`),
  ]
}

/** Words that are drawn smaller than so many pixels. */
export const smallWords = (page: Page, least_px: number): Promise<string[]> =>
  page.evaluate((least) => {
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const words = node.textContent?.trim() ?? ''
      // A formula has small letters below small letters.
      if (!parent || !/[\p{L}\p{N}]/u.test(words) || parent.closest('.katex')) continue
      if (!parent.checkVisibility()) continue
      const { width, height } = parent.getBoundingClientRect()
      const { fontSize } = getComputedStyle(parent)
      // Some words are for screen readers alone.
      if (width < 2 || height < 2 || Number.parseFloat(fontSize) >= least) continue
      found.add(`${fontSize} ${parent.className || parent.localName}: ${words.slice(0, 30)}`)
    }
    return [...found]
  }, least_px)
