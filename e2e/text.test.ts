// The look and the writing of message text in the real app.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { useScene, type Place } from './scene.ts'
import { ARABIC, CODE, FORMULAS, LONG_FORMULA, MORE_CODE, STRUCTURE, UNBROKEN } from './showcase.ts'
import { composer, openConversation, PATIENCE, rows } from './stage.ts'

/** With the elements that must exist once all of it is drawn. */
const TEXTS = {
  Formulas: { texts: [FORMULAS, LONG_FORMULA], drawn: '.lectern-formula .katex' },
  Code: { texts: [CODE, MORE_CODE], drawn: '.lectern-token' },
  Rest: { texts: [STRUCTURE, ARABIC, UNBROKEN], drawn: 'table' },
}

const lines = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `Line ${first + index}\nand more of it`)

/** Rows wider than the list, and elements that stick out of their message. */
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
  const scene = useScene({ windows: ['ben'] })

  /** A new group with these messages of Ada, not open anywhere. */
  const group = async (texts: readonly string[]): Promise<Place> => {
    const { ada, ben } = scene.cast
    const title = `Texts ${crypto.randomUUID().slice(0, 8)}`
    const { id } = await ada.create('group', title, [ben.id])
    for (const text of texts) await ada.say(id, text)
    return { id, title }
  }

  // In the dark theme only the colours differ.
  test.each([
    [390, 844, 'light', {}],
    [1440, 900, 'dark', { rules: ['color-contrast'] }],
  ] as const)(
    'fits, is legible and reads from own files at %i × %i',
    async (width, height, colorScheme, by) => {
      const { cast, stage } = scene
      const groups: (Place & { kind: string; drawn: string })[] = []
      for (const [kind, { texts, drawn }] of Object.entries(TEXTS))
        groups.push({ ...(await group(texts)), kind, drawn })
      const page = await stage.signedIn(cast.ben.email, { viewport: { width, height }, colorScheme })
      const foreign: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(stage.server.url)) foreign.push(request.url())
      })
      for (const { title, kind, drawn } of groups) {
        await openConversation(page, title)
        await page.getByRole('log').locator(drawn).first().waitFor()
        await expect.poll(() => tooWide(page), PATIENCE).toEqual([])
        expect({ kind, wrong: await audit(page, by) }).toEqual({ kind, wrong: [] })
        if (width < 720) await page.goBack()
      }
      expect(foreign).toEqual([])
      await page.context().close()
    },
  )

  test('formulas have their own fonts, are spoken as mathematics and copied as their source', async () => {
    const { ben: page, cast } = scene
    const { id } = await scene.group()
    await cast.ada.say(id, FORMULAS)
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
  })

  test('the first load has neither KaTeX nor the colours of code', async () => {
    const page = await scene.stage.window('ben')
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    await page.reload({ waitUntil: 'networkidle' })
    expect(loaded.filter((path) => /KaTeX|formula|colour-code|python/iu.test(path))).toEqual([])
    await page.context().close()
  })

  test('a preview over the composer does not move the history', async () => {
    const { cast, stage } = scene
    const { id, title } = await group(lines(1, 20))
    for (const line of lines(21, 40)) await cast.ben.say(id, line)
    const page = await stage.signedIn(cast.ben.email)
    await openConversation(page, title)
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
    const { ben: page } = scene
    await scene.group()
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
    const reads = (text: string) => expect.poll(() => composer(page).inputValue(), PATIENCE).toBe(text)
    try {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await clip('import math\nprint(math.pi)', '<span>import</span>')
      await composer(page).press('Control+v')
      await page.getByRole('button', { name: 'Show as code' }).click()
      await reads('```python\nimport math\nprint(math.pi)\n```')
      await composer(page).press('Control+z')
      await reads('import math\nprint(math.pi)')
      await composer(page).fill('')
      await clip(
        'one two',
        '<ul><li><b>one</b></li><li><a href="https://lectern.example/a">two</a></li></ul>',
      )
      await composer(page).press('Control+v')
      await reads('- **one**\n- [two](https://lectern.example/a)')
      await composer(page).press('Control+z')
      await reads('')
    } finally {
      await page.context().clearPermissions()
    }
  })
})
