// What a message's text looks like and how it is written, in the app as it is served.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { Person } from './person.ts'
import { ARABIC, CODE, FORMULAS, LONG_FORMULA, MORE_CODE, STRUCTURE, UNBROKEN } from './showcase.ts'
import { ADA, BEN, composer, openConversation, PATIENCE, rows, Stage } from './stage.ts'

const TEXTS = {
  Formulas: [FORMULAS, LONG_FORMULA],
  Code: [CODE, MORE_CODE],
  Rest: [STRUCTURE, ARABIC, UNBROKEN],
}

/** Rows wider than the list, and what sticks out of its message. */
const tooWide = (page: Page): Promise<string[]> =>
  page.getByRole('log').evaluate((list) => {
    const bad: string[] = []
    if (list.scrollWidth > list.clientWidth) bad.push('the list')
    for (const bubble of list.querySelectorAll('.lectern-bubble')) {
      const { right } = bubble.getBoundingClientRect()
      for (const part of bubble.querySelectorAll('.lectern-text > *, .lectern-text p > .lectern-formula'))
        if (part.getBoundingClientRect().right > right + 1) bad.push(part.className || part.tagName)
    }
    return bad
  })

describe('text', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await Stage.open()
    const [ada, ben] = await Promise.all([ADA, BEN].map((email) => Person.signIn(stage.server.url, email)))
    if (!ada || !ben) throw new Error('The demo class is not there')
    for (const [title, texts] of Object.entries(TEXTS)) {
      const { id } = await ada.create('group', title, [ben.id])
      for (const text of texts) await ada.say(id, text)
    }
    const { id } = await ada.create('group', 'Long history', [ben.id])
    for (let number = 1; number <= 20; number++) await ada.say(id, `Line ${number}\nand more of it`)
    for (let number = 21; number <= 40; number++) await ben.say(id, `Line ${number}\nand more of it`)
  })
  afterAll(() => stage.close())

  test.each([
    [390, 844, 'light'],
    [1440, 900, 'dark'],
  ] as const)('fits, is legible and reads from own files at %i × %i', async (width, height, colorScheme) => {
    const page = await stage.signedIn(BEN, { viewport: { width, height }, colorScheme })
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(stage.server.url)) foreign.push(request.url())
    })
    for (const title of Object.keys(TEXTS)) {
      await openConversation(page, title)
      await page.waitForLoadState('networkidle')
      await expect.poll(() => tooWide(page), PATIENCE).toEqual([])
      expect({ title, wrong: await audit(page) }).toEqual({ title, wrong: [] })
      if (width < 720) await page.goBack()
    }
    expect(foreign).toEqual([])
    await page.context().close()
  })

  test('formulas come in their own letters, are spoken as mathematics and copied as their source', async () => {
    const page = await stage.signedIn(BEN)
    await openConversation(page, 'Formulas')
    const display = page.locator('.lectern-formula[data-display] .katex').first()
    await display.waitFor()
    expect(await page.evaluate(() => document.fonts.check('16px KaTeX_Main'))).toBe(true)
    expect(await page.locator('math mfrac').count()).toBeGreaterThan(0)
    const copied = await page
      .locator('.lectern-text')
      .first()
      .evaluate((text) => {
        let plain = ''
        document.addEventListener(
          'copy',
          ({ clipboardData }) => (plain = clipboardData?.getData('text/plain') ?? ''),
          {
            once: true,
          },
        )
        getSelection()?.selectAllChildren(text)
        document.execCommand('copy')
        return plain
      })
    expect(copied).toContain('To solve $ax^2 + bx + c = 0$ with $a \\ne 0$')
    expect(copied).toContain('x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}')
    await page.context().close()
  })

  test('the first load has neither KaTeX nor the colours of code', async () => {
    const page = await stage.window('ben')
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    await page.reload({ waitUntil: 'networkidle' })
    expect(loaded.filter((path) => /KaTeX|formula|colour-code|python/iu.test(path))).toEqual([])
    await page.context().close()
  })

  test('a preview over the composer moves nothing of the history', async () => {
    const page = await stage.signedIn(BEN)
    await openConversation(page, 'Long history')
    const bottom = () =>
      page.evaluate(() => {
        const row = [...document.querySelectorAll('[data-row]')].at(-1)?.getBoundingClientRect().bottom ?? 0
        const field = document.querySelector('.lectern-composer')?.getBoundingClientRect().top ?? 0
        return Math.round(field - row)
      })
    await expect
      .poll(async () => {
        await page.getByRole('log').evaluate((list) => (list.scrollTop = list.scrollHeight))
        return rows(page, 'Line 40').count()
      }, PATIENCE)
      .toBe(1)
    const gap = await bottom()
    await composer(page).fill('So $x^2$ and\n\n```python\nprint(1)\n```')
    await page.getByRole('region', { name: 'Preview' }).locator('.katex').waitFor()
    await expect.poll(bottom, PATIENCE).toBe(gap)

    await composer(page).fill('')
    await page.getByRole('region', { name: 'Preview' }).waitFor({ state: 'detached' })
    await expect.poll(bottom, PATIENCE).toBe(gap)
    const place = () =>
      page.evaluate(() => {
        const row = [...document.querySelectorAll('[data-row]')].find(
          (one) => one.getBoundingClientRect().top > 150,
        )
        return `${row?.textContent.slice(0, 12)} at ${Math.round(row?.getBoundingClientRect().top ?? 0)}`
      })
    await page.getByRole('log').evaluate((list) => (list.scrollTop -= 500))
    let before = ''
    await expect
      .poll(async () => {
        const last = before
        before = await place()
        return before === last
      }, PATIENCE)
      .toBe(true)
    await composer(page).fill('$$\n\\frac{1}{2}\n$$')
    await page.getByRole('region', { name: 'Preview' }).locator('.katex').waitFor()
    expect(await place()).toBe(before)
    await page.getByRole('button', { name: 'Preview' }).click()
    expect(await place()).toBe(before)
    await page.reload()
    await composer(page).waitFor()
    await expect
      .poll(() => page.getByRole('button', { name: 'Preview' }).getAttribute('aria-expanded'), PATIENCE)
      .toBe('false')
    await page.context().close()
  })

  test('pasted code is offered as code, pasted rich text keeps its structure; both can be undone', async () => {
    const page = await stage.signedIn(BEN)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await openConversation(page, 'Long history')
    const clip = (plain: string, html: string) =>
      page.evaluate(
        ([text, markup]) =>
          navigator.clipboard.write([
            new ClipboardItem({
              'text/plain': new Blob([text ?? ''], { type: 'text/plain' }),
              'text/html': new Blob([markup ?? ''], { type: 'text/html' }),
            }),
          ]),
        [plain, html],
      )
    await composer(page).fill('')
    await clip('import math\nprint(math.pi)', '<span>import</span>')
    await composer(page).press('Control+v')
    await page.getByRole('button', { name: 'Show as code' }).click()
    await expect
      .poll(() => composer(page).inputValue(), PATIENCE)
      .toBe('```python\nimport math\nprint(math.pi)\n```')
    await composer(page).press('Control+z')
    await expect.poll(() => composer(page).inputValue(), PATIENCE).toBe('import math\nprint(math.pi)')
    await composer(page).fill('')
    await clip('one two', '<ul><li><b>one</b></li><li><a href="https://lectern.example/a">two</a></li></ul>')
    await composer(page).press('Control+v')
    await expect
      .poll(() => composer(page).inputValue(), PATIENCE)
      .toBe('- **one**\n- [two](https://lectern.example/a)')
    await composer(page).press('Control+z')
    await expect.poll(() => composer(page).inputValue(), PATIENCE).toBe('')
    await page.context().close()
  })

  test('nothing complained', () => expect(stage.complaints.list).toEqual([]))
})
