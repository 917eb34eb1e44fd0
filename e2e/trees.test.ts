// What a screen reader gets of the main screens, as a tree of roles and names. A difference is looked at, and then accepted
// with `npx vitest run --project e2e e2e/trees.test.ts -u`.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { PATIENCE } from './stage.ts'

const UNIT = {
  topic: 'Squares',
  summary: 'How to complete them.',
  objectives: ['Halve the coefficient'],
  checks: [{ question: 'What is half of six?', options: ['Three', 'Two'], answer: 0 }],
}

/** What differs from run to run: times, dates, ids, and how far a message has come. */
const settled = (tree: string): string =>
  tree
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
    .replaceAll(/-[0-9a-f]{8}@/g, '-<id>@')
    .replaceAll(/\d{1,2}:\d{2}(?:[\s\u202F][AP]M)?/g, '<time>')
    .replaceAll(
      /(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch), [^<:]*?\d{4}(?:,? (?:at|um))?/g,
      '<date>',
    )
    .replaceAll(
      /\p{Lu}\p{Ll}+ \d{1,2}, \d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\. \p{Lu}\p{Ll}+ \d{4}/gu,
      '<date>',
    )
    .replaceAll(/\b(?:Sent|Delivered|Read by \d|Read|Gesendet|Zugestellt|Gelesen)\b/g, '<mark>')
    .replaceAll(/\b(?:Online|Offline|Away|Abwesend)\b/g, '<presence>')

describe.each(['en', 'de'] as const)('the tree of a screen, in %s', (locale) => {
  const scene = useScene()

  const expectTree = async (page: Page, name: string): Promise<void> => {
    const read = async () => settled(await page.locator('body').ariaSnapshot())
    // Parts that load late are there once it stays the same.
    let before = ''
    await expect
      .poll(async () => before === (before = await read()), { ...PATIENCE, interval: 400 })
      .toBe(true)
    await expect(`${before}\n`).toMatchFileSnapshot(`trees/${name}.${locale}.yml`)
  }

  test('is the accepted one', async () => {
    const { stage, casting } = scene
    const door = await stage.window('somebody', { locale })
    await door.locator('input[type=password]').waitFor()
    await expectTree(door, 'sign-in')
    await door.context().close()

    // Somebody who has nothing else.
    const her = await casting.instructor('Grace')
    const page = await stage.signedIn(her.email, { viewport: { width: 1440, height: 900 } })
    await page.evaluate((chosen) => localStorage.setItem('lectern.language', chosen), locale)
    await page.reload()
    await page.waitForFunction((chosen) => document.documentElement.lang === chosen, locale)
    await page.getByRole('navigation').first().waitFor()
    await expectTree(page, 'empty')
    const { id } = await her.create('course', 'Geometry', [])
    const asked = await her.ask(id, 'Who **brings** the notes?')
    await her.say(id, 'I do.', asked)
    await her.post(id, { type: 'learning_topic', data: UNIT })
    await her.post(id, { type: 'learning_discuss', data: { prompt: 'Why halve?', mode: 'open' } })
    await page.goto(`/c/${id}`)
    await page.locator('.lectern-card[data-type=learning_discuss]').waitFor()
    await expectTree(page, 'conversation')
    const waves = await her.document('Waves', '# Waves\n\nUp and down.\n\n## Long ones\n\nSlow.', {
      conversation_id: id,
    })
    await page.goto(`/library/${waves.id}`)
    await page.locator('.document-acts').waitFor()
    await expectTree(page, 'document')
    await page.goto(`/library/${waves.id}/edit`)
    await page.locator('.editor-text').waitFor()
    await expectTree(page, 'editor')
    await page.goto('/settings')
    await page.locator('.input-row').first().waitFor()
    await expectTree(page, 'settings')
    await page.context().close()
  })
})
