// Searching messages: the page with its filters, the way to a message and back, and the switcher.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { audit, overflow } from './audit.ts'
import { useScene } from './scene.ts'
import { PATIENCE, rows } from './stage.ts'

const DESK = { viewport: { width: 1440, height: 900 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

describe('messages are found', () => {
  const scene = useScene({ windows: [] })

  /** A word of this test alone. */
  const newWord = () => `quokka${crypto.randomUUID().slice(0, 6)}`
  const field = (page: Page) => page.getByRole('combobox', { name: 'Search messages' })
  const found = (page: Page, text: string) =>
    page.getByRole('main').getByRole('listitem').filter({ hasText: text })

  const setUp = async (word: string): Promise<string> => {
    const { ada, ben, chloe } = scene.cast
    const { id } = await ada.create('group', `About ${word}`, [ben.id, chloe.id])
    await ada.say(id, `The ${word} lives on an island.`)
    // So that the first message is out of view.
    for (let number = 0; number < 5; number++)
      await ada.say(id, `Filler ${number}\n${'without the animal\n'.repeat(12)}`)
    await ben.say(id, `What does the ${word} eat?`)
    return id
  }

  test.each([
    ['at a desk', DESK],
    ['on a phone', PHONE],
  ])('%s: by a part of a word and by who said it, there and back', async (_, device) => {
    const word = newWord()
    await setUp(word)
    const page = await scene.stage.signedIn(scene.cast.ben.email, device)
    await page.getByRole('button', { name: 'Go to' }).click()
    await page.getByRole('option', { name: 'Search messages' }).click()
    await expect
      .poll(() => field(page).evaluate((input) => input === document.activeElement), PATIENCE)
      .toBe(true)
    await page.keyboard.type(word.slice(2))
    await found(page, 'lives on an island').waitFor()
    await found(page, 'eat?').waitFor()
    expect(await audit(page)).toEqual([])
    expect(await overflow(page)).toBe(0)

    await page.keyboard.type(' from:ada')
    await page.getByRole('option', { name: /^Ada/ }).first().waitFor()
    await page.keyboard.press('Enter')
    await found(page, 'eat?').waitFor({ state: 'detached' })
    await found(page, 'lives on an island').getByRole('button').click()
    await rows(page, 'lives on an island').and(page.locator('[data-marked]')).waitFor()

    await page.goBack()
    await found(page, 'lives on an island').waitFor()
    expect((await field(page).inputValue()).trim()).toBe(word.slice(2))
    await page.getByRole('button', { name: /^Remove filter From: Ada/ }).click()
    await found(page, 'eat?').waitFor()
    await page.context().close()
  })

  test('the switcher shows the best and leads to all, and a reload keeps the search', async () => {
    const word = newWord()
    await setUp(word)
    const page = await scene.stage.signedIn(scene.cast.ben.email, DESK)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type(`${word} is`)
    await page.getByRole('option', { name: /lives on an island/ }).waitFor()
    await page.getByRole('option', { name: `Search messages for “${word} is”` }).click()
    await found(page, 'lives on an island').waitFor()
    await page.reload()
    await found(page, 'lives on an island').waitFor()
    await page.context().close()
  })

  test('what was deleted is found no more, and nothing found says what to do', async () => {
    const word = newWord()
    const { ada } = scene.cast
    const { id } = await ada.create('group', `Gone ${word.slice(-4)}`, [scene.cast.ben.id])
    const message_id = await ada.say(id, `The ${word} was here.`)
    const page = await scene.stage.signedIn(scene.cast.ben.email, DESK)
    await page.goto(`/my/search?q=${word}`)
    await found(page, 'was here').waitFor()
    await ada.delete(id, message_id)
    await page.reload()
    await page.getByRole('heading', { name: 'No message found' }).waitFor()
    await page.context().close()
  })
})
