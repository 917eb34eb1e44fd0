// W10: output other than the screen.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { PATIENCE, rows } from './stage.ts'

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
  const scene = useScene()

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
