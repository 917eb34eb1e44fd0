// WCAG 1.4.4 by larger text alone: twice the size without the zoom of the browser, and nothing is cut, covered or out of
// reach. WCAG 2.5.3: what is seen on a control is a part of its name.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { twoPictures } from './focus-owner.ts'
import { enlargeWords, lookAtNames, lookAtWords } from './look-at-words.ts'
import { useScene } from './scene.ts'
import { composer } from './stage.ts'

/** Every kind of text that scrolls or breaks in its own way. */
const TEXT = `Look at this, please:\n\n| Task | Right |\n| --- | --- |\n| Expand | 24 of 26 |\n\n\`\`\`python
print("hello")\n\`\`\`\n\n- one\n- two\n\n> A proof convinces a friend.`

const UNIT = {
  topic: 'Squares',
  summary: 'How to complete them.',
  objectives: ['Halve the coefficient', 'Square it'],
  checks: [{ question: 'What is half of six?', options: ['Three', 'Two'], answer: 0 }],
}

describe.each(['en', 'de'] as const)('words, in %s', (locale) => {
  const scene = useScene()

  /** Looks at each screen once its letters are there. */
  const walk = async (page: Page, look: (where: string) => Promise<void>): Promise<void> => {
    const { cast } = scene
    const { id } = await cast.ada.create('course', 'Words to look at', [cast.ben.id, cast.chloe.id])
    const asked = await cast.ben.ask(id, TEXT)
    await cast.chloe.say(id, 'Because the last step is a square, too.', asked)
    await cast.ben.post(id, { type: 'tutoring_topic', data: { subject: 'Squares', question: 'Why?' } })
    await cast.ada.post(id, { type: 'learning_discuss', data: { prompt: 'Why halve?', mode: 'open' } })
    await cast.ada.post(id, { type: 'learning_topic', data: UNIT })
    const document = await cast.ada.document('Waves', '# Waves\n\nUp and down.', { conversation_id: id })
    const screens = [
      ['/', 'nav, main'],
      [`/c/${id}`, '.lectern-card[data-type=learning_topic]'],
      ['/library', '.document-item'],
      [`/library/${document.id}`, '.document-acts'],
      [`/library/${document.id}/edit`, '.editor-text'],
      ['/library/new', '.editor-text'],
      ['/settings', '.input-row'],
      ['/my/saved', 'h1'],
      ['/my/planned', 'h1'],
      ['/my/reports', 'h1'],
      ['/my/inbox', 'h1'],
    ] as const
    for (const [path, shown] of screens) {
      await page.goto(path)
      await page.locator(shown).filter({ visible: true }).first().waitFor()
      await look(path)
    }
    await page.goto(`/c/${id}`)
    await composer(page)
      .or(page.getByRole('textbox', { name: /^Nachricht/ }))
      .waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('.palette-options [role=option]').first().waitFor()
    await look('finder')
    await page.keyboard.press('Escape')
    await page.locator('.palette-options').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+/')
    await page.getByRole('dialog').waitFor()
    await look('keys')
  }

  const ready = async (page: Page): Promise<void> => {
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    await twoPictures(page)
    await page.evaluate(() =>
      Promise.allSettled(
        document
          .getAnimations()
          .flatMap((animation) =>
            animation.effect?.getComputedTiming().endTime === Infinity ? [] : [animation.finished],
          ),
      ).then(() => undefined),
    )
  }

  const inLanguage = async (page: Page): Promise<void> => {
    await page.evaluate((chosen) => localStorage.setItem('lectern.language', chosen), locale)
    await page.reload()
    await page.waitForFunction((chosen) => document.documentElement.lang === chosen, locale)
  }

  test.each([1440, 390])('1.4.4 twice as large, nothing is cut or covered at %i px', async (width) => {
    const { stage, cast } = scene
    const options = { viewport: { width, height: 900 } }
    const page = await stage.signedIn(cast.ada.email, options)
    await inLanguage(page)
    const faults: [where: string, ...faults: string[]][] = []
    const look = async (where: string, seen = page): Promise<void> => {
      const found = await seen.evaluate(enlargeWords)
      await ready(seen)
      const over = await seen.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      found.push(...(await seen.evaluate(lookAtWords)))
      if (over > 0) found.push(`${over} px too wide`)
      if (found.length > 0) faults.push([where, ...found])
    }
    const door = await stage.window('somebody', { ...options, locale })
    await door.locator('input[type=password]').waitFor()
    await look('sign-in', door)
    await door.context().close()
    await walk(page, look)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('2.5.3 what is seen on a control is in its name', async () => {
    const { stage, cast } = scene
    const page = await stage.signedIn(cast.ada.email)
    await inLanguage(page)
    const faults: [where: string, ...faults: string[]][] = []
    await walk(page, async (where) => {
      await ready(page)
      const found = await page.evaluate(lookAtNames)
      if (found.length > 0) faults.push([where, ...found])
    })
    expect(faults).toEqual([])
    await page.context().close()
  })
})
