import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, ADA, BEN, composer, openConversation, PATIENCE, rows, Stage, write } from './stage.ts'

const TEXT = 'Why do we halve the coefficient?'
const ANSWER = 'Because (x + b/2)² has b·x in the middle.'

const thread = (page: Page) => page.getByRole('dialog', { name: 'Thread' })
const questions = (page: Page) => page.getByRole('region', { name: 'Questions' })

describe('a question in a course', () => {
  let stage: Stage
  let ada: Page
  let ben: Page

  beforeAll(async () => {
    stage = await Stage.open()
    stage.complaints.expect(/net::ERR_INTERNET_DISCONNECTED/)
    ;[ada, ben] = await Promise.all([stage.signedIn(ADA), stage.signedIn(BEN)])
    await openConversation(ada, 'Mathematics')
    await openConversation(ben, 'Mathematics')
  })

  afterAll(() => stage.close())

  test('is asked by choice, and counted on both sides', async () => {
    await composer(ben).fill(TEXT)
    await ben.getByRole('button', { name: 'Ask as a question' }).click()
    await composer(ben).press('Enter')
    for (const page of [ada, ben]) {
      await rows(page, TEXT).getByText('Question', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Questions 1' }).waitFor()
      await questions(page).getByText('1 unanswered').waitFor()
    }
  })

  test('is answered in its thread, which keeps its own draft', async () => {
    await rows(ada, TEXT).getByRole('button', { name: 'Answer', exact: true }).click()
    await thread(ada).getByRole('textbox').fill('Half a thought')
    await ada.keyboard.press('Escape')
    await thread(ada).waitFor({ state: 'detached' })
    await rows(ada, TEXT).getByRole('button', { name: 'Answer', exact: true }).click()
    await expect.poll(() => thread(ada).getByRole('textbox').inputValue(), PATIENCE).toBe('Half a thought')
    await thread(ada).getByRole('textbox').fill(ANSWER)
    await thread(ada).getByRole('textbox').press('Enter')
    await rows(ben, TEXT).getByRole('button', { name: '1 answer' }).waitFor()
    await questions(ben).getByText('1 unanswered').waitFor()
  })

  test('is answered once Ben accepts, and Ada vouches for it too', async () => {
    await rows(ben, TEXT).getByRole('button', { name: '1 answer' }).click()
    await thread(ben).getByText('Does this answer your question?').waitFor()
    await thread(ben).getByRole('button', { name: 'Accept as answer' }).click()
    await thread(ada).getByText('Accepted by Ben').waitFor()
    await thread(ada).getByRole('button', { name: 'Endorse' }).click()
    await thread(ben).getByText('Endorsed by Ada').waitFor()
    for (const page of [ada, ben]) {
      await page.keyboard.press('Escape')
      await rows(page, TEXT).getByText('Answered', { exact: true }).waitFor()
      await questions(page).getByText('all answered').waitFor()
      await page.getByRole('button', { name: 'Questions', exact: true }).waitFor()
    }
  })

  test('stays as it is through a reload', async () => {
    for (const page of [ada, ben]) {
      await page.reload()
      await rows(page, TEXT).getByText('Answered', { exact: true }).waitFor()
      await rows(page, ANSWER).getByText('Accepted by').waitFor()
    }
  })

  test('that is asked and answered offline arrives, once', async () => {
    await ben.context().setOffline(true)
    await composer(ben).fill('Is that so for every b?')
    await ben.getByRole('button', { name: 'Ask as a question' }).click()
    await composer(ben).press('Enter')
    await rows(ben, 'Is that so for every b?').getByText('Question', { exact: true }).waitFor()
    await ben.context().setOffline(false)
    await rows(ada, 'Is that so for every b?')
      .getByText('Question', { exact: true })
      .waitFor({ timeout: 40_000 })
    expect(await rows(ada, 'Is that so for every b?').count()).toBe(1)
    await ada.getByRole('button', { name: 'Questions 1' }).click()
    await ada.getByRole('navigation', { name: 'Conversations' }).getByText('Mathematics').waitFor()
    await ada.getByRole('button', { name: 'All', exact: true }).click()
  })

  test('a pin, a saved message and a link lead to the message', async () => {
    await act(ada, ANSWER, 'Pin for everyone')
    await ben.getByRole('region', { name: 'Pinned' }).getByText(ANSWER).waitFor()
    const saved = ben.waitForResponse((answer) => answer.url().includes('/saved/'))
    await act(ben, ANSWER, 'Save for later')
    await saved
    await ben.goto(`${stage.server.url}/my/saved`)
    await ben.getByRole('button').filter({ hasText: ANSWER }).click()
    await rows(ben, ANSWER).first().waitFor()
    expect(new URL(ben.url()).pathname).toMatch(/^\/c\/[0-9a-f-]{36}\/m\/[0-9a-f-]{36}$/)
  })

  test('a mention shows who is meant, and in the list', async () => {
    await openConversation(ada, 'Ben')
    await composer(ben).fill('@Ad')
    await ben.getByRole('option', { name: /Ada/ }).click()
    await composer(ben).press('Enter')
    await ada.getByText('1 message names you').waitFor({ state: 'attached' })
    await openConversation(ada, 'Mathematics')
    await expect
      .poll(() => rows(ada, '@Ada').last().locator('.lectern-mention[data-own]').count(), PATIENCE)
      .toBe(1)
  })

  test('what was edited tells staff what it said before', async () => {
    await write(ben, 'I got x = 3')
    await act(ben, 'I got x = 3', 'Edit')
    await ben.getByRole('textbox', { name: /Editing|Message/ }).fill('I got x = −3')
    await ben.keyboard.press('Enter')
    await rows(ada, 'I got x = −3').getByRole('button', { name: 'edited' }).click()
    await ada
      .getByRole('dialog', { name: 'Earlier versions' })
      .getByText('3', { exact: true })
      .first()
      .waitFor()
    await ada.keyboard.press('Escape')
    await act(ben, 'I got x = −3', 'Seen by')
    await ben.getByRole('dialog', { name: 'Seen by' }).getByText('Ada').waitFor()
  })

  test('nothing complained', () => expect(stage.complaints.list).toEqual([]))
})
