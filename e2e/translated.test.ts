// N3: the app under a page translator, which puts another element in place of every text node.
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { act, composer, offlineBar, openConversation, PATIENCE, rows, write } from './stage.ts'

/** Does to the page what Chrome's translator does, without another language: the words stay comparable. */
const translate = (): void => {
  const OUTSIDE = 'font[data-translated], script, style, textarea, option, title'
  const replace = (node: Node): void => {
    if (node instanceof Text) {
      if (node.data.trim() === '' || node.parentElement?.closest(OUTSIDE)) return
      const font = document.createElement('font')
      font.dataset['translated'] = ''
      font.append(document.createElement('font'))
      font.firstElementChild?.append(node.data)
      node.replaceWith(font)
    } else for (const child of [...node.childNodes]) replace(child)
  }
  const begin = () => {
    replace(document.body)
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes)
        for (const node of [target, ...addedNodes]) if (node.isConnected) replace(node)
    }).observe(document.body, { childList: true, characterData: true, subtree: true })
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin)
  else begin()
}

const isWhole = async (page: Page): Promise<void> => {
  expect(await page.getByText(/This page made a mistake|This part made a mistake/).count()).toBe(0)
  expect(await page.locator('font[data-translated]').count()).toBeGreaterThan(10)
}

describe('a translated page', () => {
  const scene = useScene({ ada: { keepsFiles: true } })

  beforeEach(async () => {
    await scene.ada.context().addInitScript(translate)
    await scene.ada.reload()
    await scene.ada.locator('font[data-translated]').first().waitFor()
  })
  afterEach(() => isWhole(scene.ada))

  test('N3 reads, sends, edits and deletes, and shows what is said now', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'Is **3** prime?')
    const said = (await cast.ben.history(id)).find(({ content }) => content.startsWith('Is'))
    const said_id = said?.id ?? ''
    await rows(ada, 'Is 3 prime?').waitFor()
    await cast.ben.edit(id, said_id, 'Is **4** prime, or `2`?')
    await rows(ada, 'Is 4 prime, or 2?').getByText('edited').waitFor()
    expect(await rows(ada, 'Is 3 prime?').count()).toBe(0)
    await write(ada, 'Four is not')
    await rows(ben, 'Four is not').waitFor()
    await act(ada, 'Four is not', 'Edit')
    await ada.getByRole('textbox', { name: /Editing|Message/ }).fill('Four is *not* prime')
    await ada.keyboard.press('Enter')
    await rows(ben, 'Four is not prime').waitFor()
    await rows(ada, 'Four is not prime').getByText('edited').waitFor()
    await act(ada, 'Four is not prime', 'Delete')
    await rows(ben, 'Message deleted').waitFor(PATIENCE)
    await cast.ben.delete(id, said_id)
    await expect.poll(() => rows(ada, 'prime').count(), PATIENCE).toBe(0)
  })

  test('N3 stays with the details open while the network is gone, and after', async () => {
    const { ada, stage } = scene
    await scene.group()
    stage.complaints.expect(/net::ERR_/)
    const people = ada.getByRole('region', { name: 'People' })
    if (!(await people.isVisible()))
      await ada
        .getByRole('button', { name: /details/i })
        .first()
        .click()
    await people.getByText(scene.cast.ben.name).first().waitFor()
    await ada.context().setOffline(true)
    await offlineBar(ada).waitFor(PATIENCE)
    await write(ada, 'Written without a network')
    await rows(ada, 'Written without a network').waitFor()
    await ada.context().setOffline(false)
    await rows(scene.ben, 'Written without a network').waitFor(PATIENCE)
    await expect.poll(() => offlineBar(ada).count(), PATIENCE).toBe(0)
  })

  test('N3 streams an answer of the assistant', async () => {
    const { ada, cast, casting } = scene
    await cast.ada.create('direct', undefined, [await casting.assistant(cast.ada)])
    await openConversation(ada, 'Assistant')
    await write(ada, 'How does completing the square work step by step?')
    const answer = ada.getByRole('article', { name: /^Assistant/ }).last()
    await answer.getByRole('button', { name: 'Answer again' }).waitFor(PATIENCE)
    await answer.getByText('Halve the coefficient').first().waitFor()
  })

  test('N3 acts on a card, also after it closed', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    const title = 'Is one prime?'
    await cast.ada.post(id, {
      type: 'learning_discuss',
      data: { prompt: title, mode: 'open', anonymity: 'named' },
    })
    const card = (page: Page) => page.getByRole('region', { name: title })
    await card(ada).getByRole('button', { name: 'Open', exact: true }).click()
    await card(ada).getByLabel('Write your reply').fill('By definition it is not')
    await card(ada).getByRole('button', { name: 'Reply', exact: true }).click()
    await card(ben).getByText('By definition it is not').waitFor()
    await card(ada).getByText('1 reply').waitFor()
    await card(ada).getByLabel('Write your reply').fill('And nobody wants it')
    await card(ada).getByRole('button', { name: 'Close', exact: true }).click()
    await card(ada).getByText('Your text for “Reply” was not sent').waitFor()
  })

  test('N3 goes between conversations, the settings and back', async () => {
    const { ada } = scene
    const one = await scene.group()
    await write(ada, 'In the first')
    const two = await scene.group()
    await write(ada, 'In the second')
    await openConversation(ada, one.title)
    await rows(ada, 'In the first').waitFor()
    await ada.goto('/settings')
    await ada.getByRole('heading', { name: 'Settings' }).waitFor()
    await ada.getByRole('radio', { name: 'Dark' }).check({ force: true })
    await ada.goBack()
    await openConversation(ada, two.title)
    await rows(ada, 'In the second').waitFor()
    await composer(ada).fill('A draft')
    await openConversation(ada, one.title)
    await ada.getByText('Draft').first().waitFor()
  })
})
