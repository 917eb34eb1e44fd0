// Small things that are in line with each other. Each was once out of it.
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SampleFiles } from './sample-files.ts'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE, rows } from './stage.ts'

const DESK = { viewport: { width: 1440, height: 900 } }

const boxOf = async (element: Locator) => (await element.boundingBox())!

describe('in a conversation', () => {
  const scene = useScene({ windows: [] })
  let files: SampleFiles

  beforeAll(async () => void (files = await SampleFiles.make()))
  afterAll(() => files.remove())

  const open = async (say: (id: string) => Promise<unknown> = async () => undefined): Promise<Page> => {
    const { cast, stage } = scene
    const title = `Details ${crypto.randomUUID().slice(0, 8)}`
    const { id } = await cast.ada.create('group', title, [cast.ben.id, cast.chloe.id])
    await say(id)
    const page = await stage.signedIn(cast.ben.email, DESK)
    await openConversation(page, title)
    return page
  }

  test('L9 a full stop stays with the formula before it, at every width', async () => {
    const page = await open((id) => scene.cast.ada.say(id, 'Therefore we have found that $x^2 = 4$.'))
    const row = rows(page, 'Therefore')
    await row.locator('math').waitFor()
    const isAlone = () =>
      row.locator('.lectern-text').evaluate((text) => {
        text.style.inlineSize = 'max-content'
        const alone: number[] = []
        for (let width = Math.ceil(text.getBoundingClientRect().width); width > 90; width--) {
          text.style.inlineSize = `${width}px`
          const words = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
          let stop: Node | null = null
          while (words.nextNode()) if (words.currentNode.textContent === '.') stop = words.currentNode
          const range = document.createRange()
          range.selectNode(stop!)
          const formula = text.querySelector('math')!.getBoundingClientRect()
          if (range.getBoundingClientRect().top > formula.bottom) alone.push(width)
        }
        return alone
      })
    expect(await isAlone()).toEqual([])
    // Without its span there are widths at which it stands alone.
    await row.locator('.lectern-kept-together').evaluate((span) => (span.style.whiteSpace = 'normal'))
    expect(await isAlone()).not.toEqual([])
    await page.context().close()
  })

  // Reactions are pictures themselves.
  test('L9 every entry of a menu has its icon', async () => {
    const page = await open((id) => scene.cast.ada.say(id, 'A message'))
    const without = () =>
      page
        .getByRole('menu')
        .getByRole('menuitem')
        .evaluateAll((items) =>
          items
            .map((item) => (item.querySelector('svg') ? '' : item.textContent))
            .filter((text) => /\w/.test(text)),
        )
    await page.getByRole('button', { name: 'Conversation menu' }).click()
    await page.getByRole('menuitem').first().waitFor()
    expect(await without()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await rows(page, 'A message').hover()
    await rows(page, 'A message').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem').first().waitFor()
    expect(await without()).toEqual([])
    await page.context().close()
  })

  test('L9 the title of a conversation opens its details', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Conversation menu' }).waitFor()
    const details = page.getByRole('complementary', { name: 'Details' })
    if (await details.isVisible()) await details.getByRole('button', { name: 'Hide details' }).click()
    await details.waitFor({ state: 'hidden' })
    await page.getByRole('heading', { level: 1 }).getByRole('button').click()
    await details.waitFor()
    await page.context().close()
  })

  test('L9 one toolbar is seen, that of the pointer', async () => {
    const page = await open(async (id) => {
      await scene.cast.ada.say(id, 'The first')
      await scene.cast.ada.say(id, 'The second')
    })
    await rows(page, 'The second').waitFor()
    await composer(page).focus()
    await page.keyboard.press('Shift+Tab')
    await page.getByRole('article').last().focus()
    await page.keyboard.press('ArrowUp')
    const seen = () =>
      page
        .getByRole('group', { name: 'Message actions' })
        .evaluateAll((bars) => bars.filter((bar) => getComputedStyle(bar).clipPath === 'none').length)
    await expect.poll(seen, PATIENCE).toBe(1)
    await rows(page, 'The second').locator('.lectern-bubble').hover()
    await expect.poll(seen, PATIENCE).toBe(1)
    await page.context().close()
  })

  test('L9 the last tile of the tray is as wide as the others', async () => {
    const page = await open()
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([files.path('work.py'), files.path('notes.pdf'), files.path('work.py')])
    const tiles = page.locator('.lectern-tray-item')
    await tiles.nth(2).waitFor()
    const widths = await Promise.all(
      [0, 1, 2].map(async (at) => Math.round((await boxOf(tiles.nth(at))).width)),
    )
    expect(new Set(widths).size).toBe(1)
    await page.context().close()
  })
})

describe('pages', () => {
  const scene = useScene({ windows: [] })

  test.each([1440, 390])('L9 begin their titles at one place, at %i px', async (width) => {
    const page = await scene.stage.signedIn(scene.cast.ada.email, { viewport: { width, height: 900 } })
    const places: { path: string; x: number; middle: number }[] = []
    for (const path of [
      '/library',
      '/library/new',
      '/settings',
      '/my/saved',
      '/my/planned',
      '/my/reports',
      '/my/inbox',
    ]) {
      await page.goto(path)
      const title = page.locator('main').getByRole('heading', { level: 1 }).first()
      await title.waitFor()
      const { x, y, height } = await boxOf(title)
      places.push({ path, x: Math.round(x), middle: Math.round(y + height / 2) })
    }
    expect(places.map(({ path }) => ({ ...places[0], path }))).toEqual(places)
    await page.context().close()
  })

  test('L9 buttons stand level with their fields', async () => {
    const page = await scene.stage.signedIn(scene.cast.ada.email, DESK)
    await page.goto('/settings')
    await page.locator('.input-row').first().waitFor()
    const off = await page.locator('.input-row').evaluateAll((all) =>
      all.flatMap((row) => {
        const [field, button] = [row.querySelector('input, select'), row.querySelector('button.button')]
        if (!field || !button) return []
        const middle = (of: Element) => {
          const { top, bottom } = of.getBoundingClientRect()
          return (top + bottom) / 2
        }
        return Math.abs(middle(field) - middle(button)) > 1 ? [button.textContent] : []
      }),
    )
    expect(off).toEqual([])
    await page.context().close()
  })
})
