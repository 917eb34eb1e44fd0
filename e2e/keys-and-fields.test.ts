// What keys and fields do, for somebody who does not see the page: X3, X6, X9, X14.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE, rows } from './stage.ts'

/** The words that a screen reader says after the name of the field. */
const description = (page: Page): Promise<string> =>
  composer(page).evaluate((field) =>
    (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )

describe('keys and fields', () => {
  const scene = useScene()

  test('X9 the field says that its text is a reply, an edit or a question', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'I got x = 3')
    await cast.ada.say(id, 'Are you sure?')
    await rows(ada, 'I got x = 3').getByText('I got x = 3').hover()
    await rows(ada, 'I got x = 3').getByRole('button', { name: 'Reply' }).click()
    await expect.poll(() => description(ada), PATIENCE).toContain('Replying to Ben')
    expect(await description(ada)).toContain('I got x = 3')
    await ada.keyboard.press('Escape')
    await expect.poll(() => description(ada), PATIENCE).not.toContain('Replying')
    await ada.keyboard.press('ArrowUp')
    await expect.poll(() => description(ada), PATIENCE).toContain('Editing your message')
  })

  test('X14 Home and End bring the focus to the first and the last message', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    const numbers = Array.from({ length: 40 }, (_, at) => `Line ${String(at + 1).padStart(2, '0')}`)
    // One person may write twenty messages in ten seconds.
    for (const [at, text] of numbers.entries())
      await (at % 3 === 0 ? cast.ada : at % 3 === 1 ? cast.ben : cast.chloe).say(id, tall(text))
    await rows(ada, 'Line 40').focus()
    await ada.keyboard.press('Home')
    await expect.poll(() => focusedText(ada), PATIENCE).toMatch(/Line 01|began|created/)
    await ada.keyboard.press('End')
    await expect.poll(() => focusedText(ada), PATIENCE).toContain('Line 40')
  })

  test('X3 an arrow in the choice of the language keeps the page and an unsaved name', async () => {
    const { ada } = scene
    await ada.goto('/settings')
    const name = ada.getByRole('textbox', { name: 'Name', exact: true })
    await name.fill('Ada of Babbage')
    const mark = await ada.evaluate(() => (document.title = `${document.title} · the same page`))
    const language = ada.getByLabel('Language')
    await language.focus()
    await language.selectOption('de')
    expect(await ada.title()).toBe(mark)
    expect(await name.inputValue()).toBe('Ada of Babbage')
    await language.selectOption('en')
  })

  test('X11 the panels have widths to choose', async () => {
    const { ada } = scene
    await ada.goto('/settings')
    await ada.getByLabel('Width of the list').selectOption('Wide')
    await expect.poll(() => widthOfList(ada), PATIENCE).toBe(440)
    await ada.getByLabel('Width of the list').selectOption('As usual')
    await expect.poll(() => widthOfList(ada), PATIENCE).toBe(320)
  })

  test('X6 single keys can be switched off', async () => {
    const { ada } = scene
    await ada.goto('/settings')
    await ada.getByRole('checkbox', { name: /^Single keys/ }).uncheck()
    await ada.keyboard.press('?')
    await ada.keyboard.press('Control+k')
    await ada.getByRole('dialog').waitFor()
    expect(await ada.getByRole('dialog', { name: 'Keyboard' }).count()).toBe(0)
    await ada.keyboard.press('Escape')
    await ada.getByRole('dialog').waitFor({ state: 'detached' })
    await ada.getByRole('checkbox', { name: /^Single keys/ }).check()
    await ada.keyboard.press('?')
    await ada.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  })
})

describe('touch and voice', () => {
  const scene = useScene({ ada: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } })

  test('X10 each message has a button for its acts, which can be hit', async () => {
    const { ada, ben, cast } = scene
    const { id } = await cast.ada.create('group', 'By touch', [cast.ben.id])
    const texts = ['I got x = 3', 'Are you sure?', 'Yes']
    for (const [at, text] of texts.entries()) await (at === 1 ? cast.ada : cast.ben).say(id, text)
    await ada.goto(`/c/${id}`)
    await rows(ada, 'Yes').waitFor()
    for (const text of texts) {
      const button = rows(ada, text).getByRole('button', { name: 'More' })
      const smallest = async () => {
        const box = await button.boundingBox()
        return Math.min(box?.width ?? 0, box?.height ?? 0)
      }
      // The row may still be on its way to its place.
      await expect.poll(smallest, PATIENCE).toBeGreaterThanOrEqual(24)
    }
    await rows(ada, 'I got x = 3').getByRole('button', { name: 'More' }).tap()
    await ada.getByRole('menuitem', { name: 'Reply' }).waitFor()
    // With a pointer the button is not seen before it is needed, and is there for who hears the page.
    await openConversation(ben, 'By touch')
    const button = rows(ben, 'Yes').getByRole('button', { name: 'More' })
    await button.waitFor({ state: 'attached' })
    expect(await button.count()).toBe(1)
  })
})

const widthOfList = async (page: Page): Promise<number | undefined> => {
  const box = await page.getByRole('separator').first().boundingBox()
  return box === null ? undefined : Math.round((box.x + box.width / 2) / 20) * 20
}

const focusedText = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent ?? '')

/** A message of several lines. */
const tall = (text: string): string => [text, ...'abcdef'].join('\n\n')
