// What can be pressed lies in the window and is large enough for a finger (WCAG 2.5.8); the app's own titles are whole.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { twoPictures } from './focus-owner.ts'
import { useScene } from './scene.ts'

interface Faults {
  /** Under 24 px, and so near to another target that a finger may hit that one. */
  small: string[]
  /** Beyond an edge of the window, and no scrolling brings it in. */
  outside: string[]
  /** Titles of the app, not of people, with an ellipsis. */
  cut: string[]
}

/** Looks at everything that can be pressed. It runs in the page. */
const look = (): Faults => {
  const LEAST = 24
  // The lines between the panels have selects in the settings, which do the same.
  const TARGETS =
    'a[href], button, input, select, textarea, summary, [role=option], [role=tab], [role=menuitem]'
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.closest('[inert], :disabled') === null &&
    getComputedStyle(element).clipPath === 'none'
  /** A label is a part of the target of its field. */
  const boxOf = (element: Element): DOMRect => {
    const own = element.getBoundingClientRect()
    const label =
      element instanceof HTMLInputElement ? element.labels?.[0]?.getBoundingClientRect() : undefined
    return label && label.width * label.height > own.width * own.height ? label : own
  }
  const isInText = (element: Element): boolean =>
    getComputedStyle(element).display === 'inline' &&
    (element.parentElement?.textContent.trim().length ?? 0) > element.textContent.trim().length
  const nameOf = (element: Element): string => {
    const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)
    return `${element.tagName.toLowerCase()}.${element.className} ${name}`
  }
  const targets = [...document.querySelectorAll(TARGETS)]
    .filter(isShown)
    .map((element) => ({ element, box: boxOf(element) }))
    .filter(({ box }) => box.width > 2 && box.height > 2)
  const isSmall = ({ width, height }: DOMRect): boolean => width < LEAST - 0.5 || height < LEAST - 0.5
  const middle = ({ left, right, top, bottom }: DOMRect) => ({ x: (left + right) / 2, y: (top + bottom) / 2 })
  const isNear = (one: DOMRect, other: DOMRect): boolean => {
    const { x, y } = middle(one)
    const there = middle(other)
    if (isSmall(other) && Math.hypot(x - there.x, y - there.y) < LEAST) return true
    const dx = Math.max(other.left - x, 0, x - other.right)
    const dy = Math.max(other.top - y, 0, y - other.bottom)
    return Math.hypot(dx, dy) < LEAST / 2
  }
  const small = targets.filter(
    ({ element, box }) =>
      isSmall(box) &&
      !isInText(element) &&
      targets.some(
        (other) =>
          !other.element.contains(element) && !element.contains(other.element) && isNear(box, other.box),
      ),
  )
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    (/auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth
      ? element.getBoundingClientRect().right <= innerWidth + 1 &&
        element.matches(':not(.page-scroll, .page-body)')
      : scrolls(element.parentElement))
  const outside = targets.filter(
    ({ element, box }) => (box.left < -1 || box.right > innerWidth + 1) && !scrolls(element.parentElement),
  )
  const titles = [...document.querySelectorAll('.page-title')].filter(isShown)
  const cut = titles.filter((title) => title.scrollWidth > title.clientWidth + 1)
  const names = (found: readonly { element: Element }[]) => found.map(({ element }) => nameOf(element))
  return { small: names(small), outside: names(outside), cut: cut.map(nameOf) }
}

describe.each(['en', 'de'] as const)('what can be pressed, in %s', (locale) => {
  const scene = useScene({ windows: [] })

  /** The faults of a screen whose parts and letters are there. */
  const finds = async (page: Page, path: string): Promise<(Faults & { path: string })[]> => {
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    await twoPictures(page)
    const faults = await page.evaluate(look)
    return Object.values(faults).flat().length > 0 ? [{ path, ...faults }] : []
  }

  test.each([360, 1440])('is in the window, and 24 px large, at %i px', async (width) => {
    const { stage, cast } = scene
    const { id } = await cast.ada.create('group', 'To press', [cast.ben.id, cast.chloe.id])
    await cast.ben.say(id, 'Look at https://example.edu/a')
    await cast.ben.post(id, { type: 'tutoring_topic', data: { subject: 'Squares', question: 'Why?' } })
    const document = await cast.ada.document('Waves', '# Waves\n\nUp and down.', { conversation_id: id })
    const options = { viewport: { width, height: 800 }, locale }
    const door = await stage.window('somebody', options)
    await door.locator('input[type=password]').waitFor()
    const faults = await finds(door, 'sign-in')
    await door.context().close()
    const page = await stage.signedIn(cast.ada.email, { viewport: options.viewport })
    // Signing in waits for English words.
    await page.evaluate((chosen) => localStorage.setItem('lectern.language', chosen), locale)
    const screens = [
      ['/', 'nav, main'],
      [`/c/${id}`, '[role=article], article'],
      ['/library', '.document-item'],
      [`/library/${document.id}`, '.document-acts'],
      ['/library/new', 'h1'],
      ['/settings', '.input-row'],
      ['/my/saved', 'h1'],
      ['/my/planned', 'h1'],
      ['/my/reports', 'h1'],
      ['/my/inbox', 'h1'],
    ] as const
    for (const [path, shown] of screens) {
      await page.goto(path)
      await page.locator(shown).filter({ visible: true }).first().waitFor()
      faults.push(...(await finds(page, path)))
    }
    expect(faults).toEqual([])
    await page.context().close()
  })
})
