// What the assistant cannot know goes to Ada; what it says is checked by her before Ben has a byte of it; and what came
// of it is kept as a document.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  act,
  ADA,
  BEN,
  composer,
  openConversation,
  PATIENCE,
  RECOVERY,
  rows,
  Stage,
  type OwnStage,
} from './stage.ts'

const UNKNOWN = 'who won the world cup 2014?'
const QUESTION = 'what is the chain rule?'
/** Of the course's document about it: what the draft says, and not what Ada makes of it. */
const CANARY = 'differentiate the outer function'
const EDITED = 'From outside to inside, one factor for each layer: try it with (3x + 1)² first.'

const callAssistant = async (page: Page, text: string): Promise<void> => {
  await composer(page).pressSequentially('@Assis')
  await page.getByRole('option', { name: /Assistant/ }).click()
  await composer(page).pressSequentially(text)
  await composer(page).press('Enter')
}

const answer = (page: Page) => page.getByRole('article', { name: /^Assistant/ }).last()

/** Everything a page is sent from now on, over HTTP and over sockets that open from now on. */
const eavesdrop = (page: Page): (() => string) => {
  let bytes = ''
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => (bytes += payload.toString())))
  page.on('response', (answer) => {
    const isData = /json|event-stream/.test(answer.headers()['content-type'] ?? '')
    if (isData)
      void answer.text().then(
        (text) => (bytes += text),
        () => undefined,
      )
  })
  return () => bytes
}

describe('Ada decides what the assistant says', () => {
  let stage: OwnStage
  let ada: Page
  let ben: Page
  let heard: () => string

  beforeAll(async () => {
    stage = await Stage.open()
    stage.complaints.expect(
      /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/,
    )
    ;[ada, ben] = await Promise.all([stage.signedIn(ADA), stage.signedIn(BEN)])
    for (const page of [ada, ben]) await openConversation(page, 'Mathematics')
  })
  afterAll(() => stage.close())

  const settings = () => ada.getByRole('region', { name: 'AI assistant' })
  const draft = () => ada.getByRole('region', { name: /^Draft of the assistant/ })

  test('what it cannot know goes to her by itself, and is an open question', async () => {
    await callAssistant(ben, UNKNOWN)
    await answer(ben)
      .getByText(/I would rather not guess/)
      .waitFor()
    await answer(ben)
      .getByText(/I have passed your question on/)
      .waitFor()
    await rows(ben, UNKNOWN).first().getByText('Your instructor sees this question.').waitFor()
    await rows(ada, UNKNOWN).first().getByText('Question', { exact: true }).waitFor()
    await rows(ada, UNKNOWN)
      .first()
      .getByText('The assistant found nothing about it in the material')
      .waitFor()
    await ben.reload()
    await rows(ben, UNKNOWN).first().getByText('Your instructor sees this question.').waitFor()
    // It was passed on: to offer that once more would only ask what else there is to do.
    expect(await answer(ben).getByRole('button', { name: 'Ask the instructor' }).count()).toBe(0)
  })

  test('she has hints given, and checks them first; Ben reads that above his message field', async () => {
    await settings().getByRole('radio', { name: 'Hints' }).check()
    await ben.getByText('AI gives hints here', { exact: true }).first().waitFor()
    await settings().getByRole('radio', { name: 'Explains' }).check()
    await settings().getByRole('switch', { name: 'Staff check answers first' }).check()
    await ben.getByText(/AI explains here · Answers are checked by staff first/).waitFor()
  })

  test('what Ben asks now waits for her, through a crash of the server, and he has no byte of it', async () => {
    heard = eavesdrop(ben)
    await ben.reload()
    await composer(ben).waitFor()
    await callAssistant(ben, QUESTION)
    await rows(ben, QUESTION).last().getByText('Waiting for a check by staff').waitFor()
    await draft().getByText(CANARY).first().waitFor()
    await stage.server.kill()
    await stage.server.start()
    await ben.reload()
    await rows(ben, QUESTION)
      .last()
      .getByText('Waiting for a check by staff')
      .waitFor({ timeout: RECOVERY.timeout })
    await expect.poll(() => heard().includes('"review":"waiting"'), PATIENCE).toBe(true)
    expect(heard()).not.toContain(CANARY)
  })

  test('she changes it and lets it through: Ben has her words, and still none of the draft', async () => {
    await draft().getByRole('button', { name: 'Edit' }).click()
    await draft().getByRole('textbox').fill(EDITED)
    await draft().getByRole('button', { name: 'Approve as edited' }).click()
    await rows(ben, EDITED).getByText('Checked and edited by Ada').waitFor({ timeout: RECOVERY.timeout })
    await expect.poll(() => draft().count(), PATIENCE).toBe(0)
    expect(await ben.getByText('Waiting for a check by staff').count()).toBe(0)
    // What comes in a stream is heard when it ends; after a reload all of it has come once more.
    await ben.reload()
    await rows(ben, EDITED).getByText('Checked and edited by Ada').waitFor()
    await expect.poll(() => heard().includes('From outside to inside'), PATIENCE).toBe(true)
    expect(heard()).not.toContain(CANARY)
    expect(await ben.content()).not.toContain(CANARY)
  })

  test('what she changed is there for her to see', async () => {
    await rows(ada, EDITED).getByRole('button', { name: 'Checked and edited by Ada' }).click()
    await expect.poll(() => ada.locator('del').first().textContent(), PATIENCE).toContain('course material')
    await ada.keyboard.press('Escape')
  })

  test('she makes a published document of question and answer by their card', async () => {
    const title = 'The chain rule in short'
    const card = (page: Page) => page.getByRole('region', { name: title })
    const press = (name: string) => card(ada).getByRole('button', { name, exact: true }).first().click()
    await act(ada, EDITED, 'Make a document')
    await rows(ada, QUESTION).first().getByRole('checkbox').check({ force: true })
    await ada.getByText('2 messages selected').waitFor()
    await ada.getByRole('button', { name: 'Make a document' }).click()
    const dialog = ada.getByRole('dialog')
    await dialog.getByLabel('Title').fill(title)
    await dialog.getByLabel('Kind').selectOption({ label: 'Questions and answers' })
    await dialog.getByRole('button', { name: 'Post' }).click()
    await press('Write a draft')
    await press('Publish')
    await card(ben).getByText('Published').first().waitFor()
    await card(ben).getByRole('button', { name: 'Read the document' }).click()
    await ben
      .getByRole('article', { name: title })
      .getByText(/From outside to inside/)
      .first()
      .waitFor()
    await ben.goBack()
    await openConversation(ben, 'Mathematics')
  })

  test('who writes that question again is shown the answer before asking', async () => {
    await composer(ben).fill('what is the chain rule')
    const before = ben.getByRole('region', { name: 'Answered before' })
    await before.getByText(/From outside to inside/).waitFor()
    await before.getByRole('button', { name: /chain rule/ }).click()
    await before.getByRole('button', { name: 'Dismiss' }).click()
    await expect.poll(() => before.count(), PATIENCE).toBe(0)
    await composer(ben).fill('')
  })

  test('nothing went wrong on the way', () => {
    expect(stage.complaints.list).toEqual([])
  })
})
