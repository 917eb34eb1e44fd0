import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene, type Place } from './scene.ts'
import { act, composer, openConversation, PATIENCE, rows } from './stage.ts'

const TEXT = 'Why do we halve the coefficient?'
const ANSWER = 'Because (x + b/2)² has b·x in the middle.'

const thread = (page: Page) => page.getByRole('region', { name: 'Thread', exact: true })
/** In their tab of the details. */
const questions = async (page: Page) => {
  await page.getByRole('tab', { name: /^Questions/ }).click()
  return page.getByRole('region', { name: 'Questions' })
}

describe('a question in a course', () => {
  const scene = useScene({ ben: { keepsFiles: true }, expect: [/net::ERR_INTERNET_DISCONNECTED/] })

  /** A new course in which Ben asked. */
  const asked = async (): Promise<Place & { question: string }> => {
    const course = await scene.course()
    return { ...course, question: await scene.cast.ben.ask(course.id, TEXT) }
  }

  /** The same after Ada replied. */
  const answered = async (): Promise<Place & { question: string; answer: string }> => {
    const course = await asked()
    return { ...course, answer: await scene.cast.ada.say(course.id, ANSWER, course.question) }
  }

  test('is marked by choice, and counted on both sides', async () => {
    await scene.renew()
    const { ada, ben } = scene
    await scene.course()
    await composer(ben).fill(TEXT)
    await ben.getByRole('button', { name: 'Ask as a question' }).click()
    await composer(ben).press('Enter')
    for (const page of [ada, ben]) {
      await rows(page, TEXT).getByText('Question', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Questions 1' }).waitFor()
      await (await questions(page)).getByText('1 unanswered').waitFor()
    }
  })

  test('is answered in its thread, which has its own draft', async () => {
    const { ada, ben } = scene
    await asked()
    await rows(ada, TEXT).getByRole('button', { name: 'Answer', exact: true }).click()
    await thread(ada).getByRole('textbox').fill('Half a thought')
    await ada.keyboard.press('Escape')
    await thread(ada).waitFor({ state: 'detached' })
    await rows(ada, TEXT).getByRole('button', { name: 'Answer', exact: true }).click()
    await expect.poll(() => thread(ada).getByRole('textbox').inputValue(), PATIENCE).toBe('Half a thought')
    await thread(ada).getByRole('textbox').fill(ANSWER)
    await thread(ada).getByRole('textbox').press('Enter')
    await rows(ben, TEXT).getByRole('button', { name: '1 answer' }).waitFor()
    await (await questions(ben)).getByText('1 unanswered').waitFor()
    await ada.keyboard.press('Escape')
    await thread(ada).waitFor({ state: 'detached' })
  })

  test('is answered once Ben accepts, and Ada endorses it too', async () => {
    await scene.renew()
    const { ada, ben } = scene
    await answered()
    for (const page of [ada, ben]) await rows(page, TEXT).getByRole('button', { name: '1 answer' }).click()
    await thread(ben).getByText('Does this answer your question?').waitFor()
    await thread(ben).getByRole('button', { name: 'Accept as answer' }).click()
    await thread(ada).getByText('Accepted by Ben').waitFor()
    await thread(ada).getByRole('button', { name: 'Endorse' }).click()
    await thread(ben).getByText('Endorsed by Ada').waitFor()
    for (const page of [ada, ben]) {
      await page.keyboard.press('Escape')
      await thread(page).waitFor({ state: 'detached' })
      await rows(page, TEXT).getByText('Answered', { exact: true }).waitFor()
      await (await questions(page)).getByText('all answered').waitFor()
      await page.getByRole('button', { name: 'Questions', exact: true }).waitFor()
    }
  })

  test('is the same after a reload', async () => {
    const { ada, ben, cast } = scene
    const { id, answer } = await answered()
    await cast.ben.accept(id, answer)
    for (const page of [ada, ben]) {
      await rows(page, TEXT).getByText('Answered', { exact: true }).waitFor()
      await page.reload()
      await rows(page, TEXT).getByText('Answered', { exact: true }).waitFor()
      await rows(page, ANSWER).getByText('Accepted by').waitFor()
    }
  })

  test('that is asked and answered offline arrives, once', async () => {
    await scene.renew()
    const { ada, ben } = scene
    const { title } = await scene.course()
    try {
      await ben.context().setOffline(true)
      await composer(ben).fill('Is that so for every b?')
      await ben.getByRole('button', { name: 'Ask as a question' }).click()
      await composer(ben).press('Enter')
      await rows(ben, 'Is that so for every b?').getByText('Question', { exact: true }).waitFor()
    } finally {
      await ben.context().setOffline(false)
    }
    await rows(ada, 'Is that so for every b?').getByText('Question', { exact: true }).waitFor()
    expect(await rows(ada, 'Is that so for every b?').count()).toBe(1)
    await ada.getByRole('button', { name: 'Questions 1' }).click()
    await ada.getByRole('navigation', { name: 'Conversations' }).getByText(title).waitFor()
    await ada.getByRole('button', { name: 'All', exact: true }).click()
  })

  test('a pin, a saved message and a link lead to the message', async () => {
    const { ada, ben } = scene
    await answered()
    await act(ada, ANSWER, 'Pin for everyone')
    await ben.getByRole('tab', { name: 'Pinned and saved' }).click()
    await ben.getByRole('region', { name: 'Pinned' }).getByText(ANSWER).waitFor()
    const saved = ben.waitForResponse((answer) => answer.url().includes('/saved/'))
    await act(ben, ANSWER, 'Save for later')
    await saved
    await ben.goto('/my/saved')
    await ben.getByRole('button').filter({ hasText: ANSWER }).first().click()
    await rows(ben, ANSWER).first().waitFor()
    expect(new URL(ben.url()).pathname).toMatch(/^\/c\/[0-9a-f-]{36}\/m\/[0-9a-f-]{36}$/)
  })

  test('a mention is highlighted, and shown in the list', async () => {
    const { ada, ben } = scene
    const { title } = await scene.course()
    await openConversation(ada, 'Ben')
    await composer(ben).fill('@Ad')
    await ben.getByRole('option', { name: /Ada/ }).click()
    await composer(ben).press('Enter')
    await ada
      .locator('.lectern-conversation')
      .filter({ hasText: title })
      .getByText('1 message names you')
      .waitFor({ state: 'attached' })
    await openConversation(ada, title)
    await expect
      .poll(() => rows(ada, '@Ada').last().locator('.lectern-mention[data-own]').count(), PATIENCE)
      .toBe(1)
  })

  test('an edited message shows staff its earlier version', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.course()
    await cast.ben.say(id, 'I got x = 3')
    await act(ben, 'I got x = 3', 'Edit')
    await ben.getByRole('textbox', { name: /Editing|Message/ }).fill('I got x = −3')
    await ben.keyboard.press('Enter')
    await rows(ada, 'I got x = −3').getByRole('button', { name: 'edited' }).click()
    const versions = ada.getByRole('dialog', { name: 'Earlier versions' })
    await versions.getByText('3', { exact: true }).first().waitFor()
    await ada.keyboard.press('Escape')
    await versions.waitFor({ state: 'detached' })
    await act(ben, 'I got x = −3', 'Seen by')
    const readers = ben.getByRole('dialog', { name: 'Seen by' })
    await readers.getByText('Ada').waitFor()
    await ben.keyboard.press('Escape')
    await readers.waitFor({ state: 'detached' })
  })
})
