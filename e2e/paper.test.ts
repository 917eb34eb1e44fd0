// W10: output other than the screen.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { photo } from '../apps/server/src/testing/pictures.ts'
import { useScene } from './scene.ts'
import { openConversation, PATIENCE, rows } from './stage.ts'

/** How many pages a PDF of Chromium has. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/gu)?.length ?? 0

/** What is visible on paper. */
const printed = async (page: Page): Promise<string> => {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  const text = await page.locator('body').innerText()
  return text
}
const back = async (page: Page): Promise<void> => {
  await page.emulateMedia({ media: null })
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
}

describe('on paper and in the clipboard', () => {
  const scene = useScene({ windows: ['ada'] })

  test('W10 sixty messages print all their pages, with names and times, without what one presses', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    const people = [cast.ada, cast.ben, cast.chloe]
    const words = 'Words and more words. '.repeat(12)
    for (let number = 1; number < 60; number++)
      await people[number % 3]?.say(id, `Line ${number} ends. ${words}`)
    const code = Array.from({ length: 60 }, (_, line) => `code ${line} ends`).join('\n')
    await cast.ada.say(id, `Line 60 ends.\n\`\`\`\n${code}\n\`\`\``)
    await rows(ada, 'code 0 ends').waitFor()
    // The earlier page is loaded as soon as the reader comes near the top.
    const top = async () => {
      await ada.locator('.lectern-scroller').evaluate((list) => list.scrollTo(0, 0))
      return rows(ada, 'Line 1 ends').count()
    }
    await expect.poll(top, PATIENCE).toBe(1)
    const text = await printed(ada)
    for (let number = 1; number <= 60; number++) expect(text).toContain(`Line ${number} ends`)
    expect(text).toContain('code 59 ends')
    expect(text).toMatch(/Ben\s+\w+, .*\d{4}/u)
    expect(text).not.toMatch(/Conversations|Send|Copy|Reply/u)
    await back(ada)
    expect(pagesOf(await ada.pdf())).toBeGreaterThan(4)
    await ada.locator('.lectern-printed').waitFor({ state: 'detached' })
  })

  test('W10 a long conversation says from when to when it prints, and its menu prints all of it', async () => {
    const { cast } = scene
    const { id } = await scene.group()
    const words = 'Words and more words. '.repeat(12)
    const people = [cast.ada, cast.ben, cast.chloe]
    for (let number = 1; number <= 60; number++)
      await people[number % 3]?.say(id, `Line ${number} ends. ${words}`)
    // A new device of somebody who has read everything begins with the newest page.
    await cast.chloe.readAll(id)
    const chloe = await scene.stage.signedIn(cast.chloe.email)
    await chloe.goto(`/c/${id}`)
    await rows(chloe, 'Line 60 ends').waitFor()
    const text = await printed(chloe)
    expect(text).not.toContain('Line 1 ends')
    expect(text).toMatch(/Printed are the messages from .+ to .+\. There are earlier ones\./u)
    await back(chloe)
    await chloe.evaluate(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', '')
    })
    await chloe.locator('.lectern-header').getByRole('button', { name: 'Conversation menu' }).click()
    await chloe.getByRole('menuitem', { name: 'Print', exact: true }).click()
    await chloe.locator('html[data-printed]').waitFor({ state: 'attached' })
    await chloe.evaluate(() => document.documentElement.removeAttribute('data-printed'))
    const whole = await printed(chloe)
    for (let number = 1; number <= 60; number++) expect(whole).toContain(`Line ${number} ends.`)
    expect(whole).not.toContain('Printed are')
    await back(chloe)
    await chloe.context().close()
  })

  test('W10 a document prints all its text: code, tables, formulas and links', async () => {
    const { ada } = scene
    const { id } = await scene.group()
    const code = Array.from({ length: 90 }, (_, line) => `code ${line} ${'and on '.repeat(30)}ends`)
    const table = Array.from(
      { length: 60 },
      (_, row) => `| row ${row} | ${'wide '.repeat(40)}| last ${row} |`,
    )
    const content = [
      '# Squares',
      '[a book](https://example.org/a/long/way/to/a/book)',
      '$$\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}$$',
      '```py',
      ...code,
      '```',
      '',
      '| a | b | c |',
      '| --- | --- | --- |',
      ...table,
      '',
      'The end of it.',
    ].join('\n')
    const { id: document_id } = await scene.cast.ada.document('Squares', content, { conversation_id: id })
    await ada.goto(`/library/${document_id}`)
    await ada.getByText('The end of it.').waitFor()
    const text = await printed(ada)
    for (let line = 0; line < 90; line++) expect(text).toContain(`code ${line} and on`)
    for (let row = 0; row < 60; row++) expect(text).toContain(`last ${row}`)
    expect(text).toContain('The end of it.')
    const across = await ada.evaluate(() => {
      const page = document.documentElement.clientWidth
      const parts = document.querySelectorAll(
        '.lectern-document :is(pre, table, p, h1, h2, .lectern-formula)',
      )
      return [...parts]
        .filter((part) => part.getBoundingClientRect().right > page + 1)
        .map((part) => part.tagName)
    })
    expect(across).toEqual([])
    // Paper has no pointer: the address stands beside the words of a link.
    const address = await ada
      .getByRole('link', { name: 'a book' })
      .evaluate((link) => getComputedStyle(link, '::after').content)
    expect(address).toContain('https://example.org/a/long/way/to/a/book')
    await back(ada)
    expect(pagesOf(await ada.pdf())).toBeGreaterThan(4)
  })

  /** Holds all pictures back until they are let go; what is printed says how wide its pictures are. */
  const slowly = async (page: Page) => {
    const letGo = Promise.withResolvers<void>()
    const asked: string[] = []
    await page.route('**/*', async (route) => {
      if (route.request().resourceType() !== 'image') return route.fallback()
      asked.push(route.request().url())
      await letGo.promise
      return route.continue()
    })
    await page.evaluate(() => {
      window.print = () => {
        dispatchEvent(new Event('beforeprint'))
        const pictures = [...document.querySelectorAll('.lectern-printed img, .lectern-document img')]
        const widths = pictures.map((each) => (each as HTMLImageElement).naturalWidth)
        document.documentElement.dataset['printed'] = JSON.stringify(widths)
        dispatchEvent(new Event('afterprint'))
      }
    })
    const printedWidths = () => page.evaluate(() => document.documentElement.dataset['printed'])
    return { letGo, asked, printedWidths }
  }

  test('W10 a document is printed when its pictures are there', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    const images = []
    for (let number = 0; number < 4; number++)
      images.push(await cast.ada.upload(id, { name: `p${number}.jpg`, bytes: await photo(900, 600) }))
    const content = images
      .map((each) => `${'Words.\n\n'.repeat(60)}![A picture](attachment:${each})`)
      .join('\n\n')
    const { id: document_id } = await cast.ada.document('Pictures', content, { conversation_id: id })
    try {
      await ada.goto('/library')
      const { letGo, asked, printedWidths } = await slowly(ada)
      await ada.evaluate((path) => {
        history.pushState({}, '', path)
        dispatchEvent(new PopStateEvent('popstate'))
      }, `/library/${document_id}`)
      await ada.getByRole('article', { name: 'Pictures' }).waitFor()
      await ada.keyboard.press('ControlOrMeta+p')
      // Also those far below are asked for.
      await expect.poll(() => new Set(asked).size, PATIENCE).toBe(4)
      expect(await printedWidths()).toBeUndefined()
      letGo.resolve()
      await expect.poll(printedWidths, PATIENCE).toBeDefined()
      const widths: number[] = JSON.parse((await printedWidths()) ?? '[]')
      expect(widths).toHaveLength(4)
      expect(widths.every((width) => width > 0)).toBe(true)
    } finally {
      await ada.unroute('**/*')
      await ada.reload()
    }
  })

  test('W10 a conversation is printed when its pictures are there', async () => {
    const { ada, cast } = scene
    const { id, title } = await scene.group()
    await openConversation(ada, 'Mathematics')
    for (let number = 0; number < 4; number++) {
      await cast.ben.sendFiles(id, `Picture ${number}`, [
        { name: `c${number}.jpg`, bytes: await photo(640, 480) },
      ])
      await cast.ben.say(id, 'Words and more words. '.repeat(80))
    }
    try {
      const { letGo, asked, printedWidths } = await slowly(ada)
      await openConversation(ada, title)
      await rows(ada, 'Words and more').first().waitFor()
      await ada.locator('.lectern-header').getByRole('button', { name: 'Conversation menu' }).click()
      await ada.getByRole('menuitem', { name: 'Print', exact: true }).click()
      await expect.poll(() => new Set(asked).size, PATIENCE).toBeGreaterThanOrEqual(4)
      expect(await printedWidths()).toBeUndefined()
      // Nothing of the paper is seen meanwhile.
      expect(await ada.locator('.lectern-printed').isVisible()).toBe(false)
      letGo.resolve()
      await expect.poll(printedWidths, PATIENCE).toBeDefined()
      const widths: number[] = JSON.parse((await printedWidths()) ?? '[]')
      expect(widths).toHaveLength(4)
      expect(widths.every((width) => width > 0)).toBe(true)
      await ada.locator('.lectern-printed').waitFor({ state: 'detached' })
    } finally {
      await ada.unroute('**/*')
      await ada.reload()
    }
  })

  test('W10 a dark page prints dark on light', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'Night')
    await rows(ada, 'Night').waitFor()
    await ada.evaluate(() => document.documentElement.setAttribute('data-lectern-theme', 'dark'))
    await printed(ada)
    const lightness = await ada
      .locator('.lectern-printed .lectern-text')
      .evaluate((words) => Number(/oklch\(([\d.]+)/u.exec(getComputedStyle(words).color)?.[1]))
    await back(ada)
    await ada.evaluate(() => document.documentElement.removeAttribute('data-lectern-theme'))
    expect(lightness).toBeLessThan(0.4)
  })

  test('W10 a selection over messages is copied with names, times and structure, one within a message as it is', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'First:\n- one\n- two')
    await cast.chloe.say(id, 'Then `code`, and $x^2$')
    await rows(ada, 'Then').waitFor()
    const copy = (from: string, to: string) =>
      ada.evaluate(
        ([start, end]) => {
          const textAt = (words: string) => {
            const walk = document.createTreeWalker(
              document.querySelector('.lectern-sizer')!,
              NodeFilter.SHOW_TEXT,
            )
            while (walk.nextNode()) if (walk.currentNode.nodeValue?.includes(words)) return walk.currentNode
            throw new Error(words)
          }
          const [a, b] = [textAt(start), textAt(end)]
          getSelection()?.setBaseAndExtent(a, 0, b, b.nodeValue?.length ?? 0)
          const data = new DataTransfer()
          const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true })
          a.parentElement?.dispatchEvent(event)
          return {
            text: data.getData('text/plain'),
            html: data.getData('text/html'),
            taken: event.defaultPrevented,
          }
        },
        [from, to] as const,
      )
    const over = await copy('First', 'and ')
    expect(over.text).toMatch(/^Ben, .*\d{4}.*\nFirst:\n\n?- one\n- two\n\nChloe, .*\nThen `code`, and$/u)
    expect(over.html).toMatch(
      /<strong>Ben, .*<ul><li>one<\/li><li>two<\/li><\/ul>.*<strong>Chloe, .*<code>code<\/code>/u,
    )
    expect((await copy('one', 'two')).taken).toBe(false)
  })
})
