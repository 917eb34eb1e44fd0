// WCAG 1.4.10: a window of 1280 × 1024 enlarged to 400 % is 320 × 256. Everything must be reachable by
// scrolling in one direction.
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit, overflow } from './audit.ts'
import { SampleFiles } from './sample-files.ts'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE, rows, write } from './stage.ts'

const ENLARGED = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }

/** Controls outside the window; code, tables and formulas scroll by themselves. */
const beside = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      ((element.scrollWidth > element.clientWidth &&
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)) ||
        scrolls(element.parentElement))
    const used = 'button, a[href], input, textarea, select, [role=option], [role^=menuitem], [role=tab]'
    return [...document.querySelectorAll(used)].flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      const isSeen = width > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      const isBeside = left < -1 || right > innerWidth + 1
      if (!isSeen || !isBeside || scrolls(element.parentElement)) return []
      return [`${element.getAttribute('aria-label') ?? element.textContent} ${left}–${right}`]
    })
  })

const check = async (page: Page, where: string): Promise<void> => {
  const found = { axe: await audit(page), px_over: await overflow(page), beside: await beside(page) }
  expect({ where, ...found }).toEqual({ where, axe: [], px_over: 0, beside: [] })
}

/** It can be scrolled completely into the window. */
const isReached = async (part: Locator): Promise<boolean> => {
  await part.scrollIntoViewIfNeeded()
  const box = await part.boundingBox()
  return box !== null && box.y >= -1 && box.y + box.height <= 257
}

describe('accessibility settings are respected', () => {
  const scene = useScene({ ben: ENLARGED })
  let files: SampleFiles

  beforeAll(async () => void (files = await SampleFiles.make()))
  afterAll(() => files.remove())

  describe('enlarged to 400 %', () => {
    /** Ben in a new group of him and Ada. */
    const inGroup = async (): Promise<Page> => {
      const { ben, cast } = scene
      const { id } = await cast.ada.create('group', 'Study group', [cast.ben.id])
      await ben.goto(`/c/${id}`)
      await composer(ben).waitFor()
      return ben
    }

    test('signing in', async () => {
      const other = await scene.stage.window('somebody', ENLARGED)
      await check(other, 'sign-in')
      expect(await isReached(other.getByRole('button', { name: 'Sign in' }))).toBe(true)
      await other.context().close()
    })

    test('the list and a conversation are usable', async () => {
      const page = await scene.stage.signedIn(scene.cast.ben.email, ENLARGED)
      await check(page, 'list')
      await openConversation(page, 'Ada')
      await write(
        page,
        'A `line` of **code**:\n```python\nprint("much longer than the window is wide, so it scrolls")\n```',
      )
      await rows(page, 'much longer').waitFor()
      await check(page, 'conversation')
      expect(await isReached(page.getByRole('button', { name: 'Send', exact: true }))).toBe(true)
      const history = await page.getByRole('log').boundingBox()
      expect(history?.height).toBeGreaterThan(64)
      await page.context().close()
    })

    test('a long draft leaves the Send button visible, and some of the history', async () => {
      const page = await inGroup()
      await composer(page).fill('line\n'.repeat(30))
      await check(page, 'long draft')
      expect(await isReached(page.getByRole('button', { name: 'Send', exact: true }))).toBe(true)
      expect(await isReached(page.getByRole('button', { name: 'Back' }))).toBe(true)
      await composer(page).fill('')
    })

    test('files are attached, described and viewed in full', async () => {
      const page = await inGroup()
      await files.choose(page, 'board.jpg', 'tall.jpg', 'notes.pdf')
      await check(page, 'tray')
      for (const name of ['Remove notes.pdf', 'Send'])
        expect([name, await isReached(page.getByRole('button', { name, exact: true }))]).toEqual([name, true])
      await page.getByRole('button', { name: 'Describe' }).first().click()
      await page.getByLabel('What does the image show?').fill('A number line')
      await check(page, 'description')
      expect(await isReached(page.getByRole('button', { name: 'Done' }))).toBe(true)
      await page.getByRole('button', { name: 'Done' }).click()
      await composer(page).press('Enter')
      const open = page.getByRole('button', { name: 'Open image: A number line' })
      await open.click({ timeout: 40_000 })
      await page.getByRole('dialog', { name: 'Image' }).getByText('1 of 2', { exact: true }).waitFor()
      await check(page, 'in full')
      await page.getByRole('button', { name: 'Next image' }).click()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    })

    test('layers and dialogs fit', async () => {
      const page = await inGroup()
      await page.getByRole('button', { name: 'Insert emoji' }).click()
      await page.getByRole('combobox', { name: 'Search emoji' }).fill('hand')
      await page.getByRole('gridcell', { name: 'waving hand' }).waitFor()
      await check(page, 'emoji')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Conversation menu' }).click()
      await check(page, 'menu')
      await page.getByRole('menuitem', { name: 'Show details' }).click()
      await page.getByRole('dialog', { name: 'Details' }).waitFor()
      await check(page, 'details')
      await page.goBack()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
      await check(page, 'switcher')
      await page.keyboard.type('new conversation')
      await page.keyboard.press('Enter')
      const started = page.getByRole('dialog', { name: 'New conversation' })
      await started.getByRole('option').first().waitFor()
      await check(page, 'new conversation')
      expect(await isReached(started.getByRole('button', { name: /^Start/ }))).toBe(true)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+/')
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
      await check(page, 'keys')
      await page.goto('/settings')
      await page.getByText('This device').waitFor()
      await check(page, 'settings')
    })
  })

  describe('with reduced motion', () => {
    /** Records in every frame what moves, and every smooth scrolling. */
    const watch = (page: Page) =>
      page.evaluate(() => {
        const moved = new Set<string>()
        Object.assign(globalThis, { moved })
        const scroll = Element.prototype.scrollTo
        Element.prototype.scrollTo = function (this: Element, ...to: unknown[]) {
          if ((to[0] as ScrollToOptions | undefined)?.behavior === 'smooth') moved.add('scrollTo')
          Reflect.apply(scroll, this, to)
        }
        const look = () => {
          for (const animation of document.getAnimations()) {
            const { target } = animation.effect as KeyframeEffect
            const { activeDuration } = animation.effect?.getComputedTiming() ?? {}
            if (Number(activeDuration) > 1) moved.add(`${target?.className} ${animation.constructor.name}`)
          }
          requestAnimationFrame(look)
        }
        look()
      })
    const moved = (page: Page) =>
      page.evaluate(() => [...(globalThis as unknown as { moved: Set<string> }).moved])

    test('nothing moves by itself, whatever the user does', async () => {
      const { ada, cast, stage } = scene
      const title = `Study group ${crypto.randomUUID().slice(0, 8)}`
      await cast.ada.create('group', title, [cast.ben.id])
      const ben = await stage.signedIn(cast.ben.email, { reducedMotion: 'reduce' })
      await openConversation(ada, title)
      await watch(ben)
      await openConversation(ben, title)
      await composer(ada).pressSequentially('Typing for a while')
      await ben.getByText('is typing').first().waitFor()
      await composer(ada).press('Enter')
      await rows(ben, 'Typing for a while').waitFor()
      await files.choose(ben, 'board.jpg')
      await write(ben, 'With a picture')
      await ben.getByRole('button', { name: 'Open image' }).click()
      await ben.getByRole('dialog', { name: 'Image' }).waitFor()
      await ben.keyboard.press('Escape')
      await ben.getByRole('button', { name: 'Insert emoji' }).click()
      await ben.getByRole('combobox', { name: 'Search emoji' }).waitFor()
      await ben.keyboard.press('Escape')
      await ben.keyboard.press('Control+k')
      await ben.getByRole('dialog').waitFor()
      await ben.keyboard.press('Escape')
      await ben.keyboard.press('Control+/')
      await ben.getByRole('dialog', { name: 'Keyboard' }).waitFor()
      await ben.keyboard.press('Escape')
      await rows(ben, 'Typing for a while').getByText('Typing for a while').hover()
      await rows(ben, 'Typing for a while').getByRole('button', { name: 'Reply' }).click()
      await write(ben, 'A reply')
      await rows(ben, 'A reply').getByTitle('Go to the original message').click()
      await ben.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      )
      expect(await moved(ben)).toEqual([])
      await ben.context().close()
    })

    test('movement would be noticed', async () => {
      const page = await scene.stage.signedIn(scene.cast.ben.email)
      await watch(page)
      await openConversation(page, 'Ada')
      await page.keyboard.press('Control+/')
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
      await expect.poll(() => moved(page), PATIENCE).not.toEqual([])
      await page.context().close()
    })
  })
})
