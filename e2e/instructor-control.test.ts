// Questions without passages are handed over to Ada; she reviews answers before Ben has a byte of them; and the
// result becomes a document.
import type { Message } from '@lectern/protocol'
import type { Page, Response, WebSocket } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { readCourse } from '../apps/server/src/cli/demo-course.ts'
import { useScene, type Place } from './scene.ts'
import { act, composer, PATIENCE, RECOVERY, rows, Stage } from './stage.ts'

const UNKNOWN = 'who won the world cup 2014?'
const QUESTION = 'what is the chain rule?'
/** From the course's document: a sentence of the unpublished answer, which Ada replaces. */
const CANARY = 'differentiate the outer function'
const EDITED = 'From outside to inside, one factor for each layer: try it with (3x + 1)² first.'

const callAssistant = async (page: Page, text: string): Promise<void> => {
  await composer(page).pressSequentially('@Assis')
  await page.getByRole('option', { name: /Assistant/ }).click()
  await composer(page).pressSequentially(text)
  await composer(page).press('Enter')
}

const answer = (page: Page) => page.getByRole('article', { name: /^Assistant/ }).last()

/** Everything a page receives from its next load on, over HTTP and over sockets. */
const eavesdrop = async (page: Page): Promise<{ heard: () => string; stop: () => void }> => {
  let bytes = ''
  const onSocket = (socket: WebSocket) =>
    socket.on('framereceived', ({ payload }) => (bytes += payload.toString()))
  const onResponse = (answer: Response) => {
    const isData = /json|event-stream/.test(answer.headers()['content-type'] ?? '')
    if (isData)
      void answer.text().then(
        (text) => (bytes += text),
        () => undefined,
      )
  }
  page.on('websocket', onSocket).on('response', onResponse)
  await page.reload()
  await composer(page).waitFor()
  return {
    heard: () => bytes,
    stop: () => void page.off('websocket', onSocket).off('response', onResponse),
  }
}

describe('Ada controls the assistant', () => {
  const scene = useScene({
    open: () => Stage.open(),
    expect: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/],
  })

  const settings = () => scene.ada.getByRole('region', { name: 'AI assistant' })
  const draft = () => scene.ada.getByRole('region', { name: /^Draft of the assistant/ })

  /** A new course with a relevant document, where staff review answers first. */
  const checkedCourse = async (): Promise<Place> => {
    const { ada } = scene.cast
    const place = await scene.course()
    for (const { title, content } of readCourse())
      if (content.includes(CANARY)) await ada.document(title, content, { conversation_id: place.id })
    await ada.configure(place.id, { assistant_mode: 'explain', assistant_review: true })
    return place
  }

  /** A new course in which Ben asked and Ada published her own words: question and answer. */
  const checkedAnswer = async (): Promise<{ place: Place; question: Message; answer: Message }> => {
    const { ada, ben } = scene.cast
    const place = await checkedCourse()
    await ben.askAssistant(place.id, QUESTION)
    const find = async (isIt: (message: Message) => boolean) =>
      (await ada.history(place.id)).find((message) => isIt(message))
    const question = await vi.waitUntil(() => find(({ ask }) => ask?.review === 'waiting'), PATIENCE)
    await ada.review(question.ask?.invocation_id ?? '', { verdict: 'approve', content: EDITED })
    const answer = await vi.waitUntil(() => find(({ content }) => content === EDITED), PATIENCE)
    return { place, question, answer }
  }

  test('a question without passages is handed over to her, and is open', async () => {
    const { ada, ben } = scene
    await scene.course()
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
    // It was handed over, so the button for that must not be offered again.
    expect(await answer(ben).getByRole('button', { name: 'Ask the instructor' }).count()).toBe(0)
  })

  test('she chooses hints, and reviews them first; Ben reads that above his message field', async () => {
    const { ben } = scene
    await scene.course()
    await scene.ada.getByRole('tab', { name: 'Settings' }).click()
    await settings().getByRole('radio', { name: 'Hints' }).check()
    await ben.getByText('AI gives hints here', { exact: true }).first().waitFor()
    await settings().getByRole('radio', { name: 'Explains' }).check()
    await settings().getByRole('switch', { name: 'Staff check answers first' }).check()
    await ben.getByText(/AI explains here · Answers are checked by staff first/).waitFor()
  })

  test("Ben's answer waits for her, through a crash of the server, and he has no byte of it", async () => {
    const { ada, ben, stage } = scene
    await checkedCourse()
    const { heard, stop } = await eavesdrop(ben)
    await callAssistant(ben, QUESTION)
    await rows(ben, QUESTION).last().getByText('Waiting for a check by staff').waitFor()
    await draft().getByText(CANARY).first().waitFor()
    // A font that is still loading would be missed.
    await draft().locator('.katex').first().waitFor()
    for (const page of [ada, ben]) await page.evaluate(async () => void (await document.fonts.ready))
    await stage.server.kill()
    await stage.server.start()
    await ben.reload()
    await rows(ben, QUESTION)
      .last()
      .getByText('Waiting for a check by staff')
      .waitFor({ timeout: RECOVERY.timeout })
    await expect.poll(() => heard().includes('"review":"waiting"'), PATIENCE).toBe(true)
    stop()
    expect(heard()).not.toContain(CANARY)
  })

  test('she edits and publishes it: Ben has her words, and still none of the unpublished answer', async () => {
    const { ben, cast } = scene
    const { id } = await checkedCourse()
    const { heard, stop } = await eavesdrop(ben)
    await cast.ben.askAssistant(id, QUESTION)
    await draft().getByRole('button', { name: 'Edit' }).click()
    await draft().getByRole('textbox').fill(EDITED)
    await draft().getByRole('button', { name: 'Approve as edited' }).click()
    await rows(ben, EDITED).getByText('Checked and edited by Ada').waitFor({ timeout: RECOVERY.timeout })
    await expect.poll(() => draft().count(), PATIENCE).toBe(0)
    await expect.poll(() => ben.getByText('Waiting for a check by staff').count(), PATIENCE).toBe(0)
    // A stream is recorded when it ends; after a reload all its content has come once more.
    await ben.reload()
    await rows(ben, EDITED).getByText('Checked and edited by Ada').waitFor()
    await expect.poll(() => heard().includes('From outside to inside'), PATIENCE).toBe(true)
    stop()
    expect(heard()).not.toContain(CANARY)
    expect(await ben.content()).not.toContain(CANARY)
  })

  test('she can see her changes', async () => {
    const { ada } = scene
    await checkedAnswer()
    await rows(ada, EDITED).getByRole('button', { name: 'Checked and edited by you' }).click()
    await expect.poll(() => ada.locator('del').first().textContent(), PATIENCE).toContain('course material')
    await ada.keyboard.press('Escape')
    await ada.locator('del').first().waitFor({ state: 'detached' })
  })

  test('she makes a published document of question and answer by their card', async () => {
    const { ada, ben } = scene
    await checkedAnswer()
    const title = 'The chain rule in short'
    const card = (page: Page) => page.getByRole('region', { name: title })
    const press = (name: string) => card(ada).getByRole('button', { name, exact: true }).first().click()
    await act(ada, EDITED, 'Make a document')
    await rows(ada, QUESTION).first().getByRole('checkbox').check({ force: true })
    await ada.getByRole('group').getByText('2 messages selected').waitFor()
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
      .getByRole('article', { name: title, exact: true })
      .getByText(/From outside to inside/)
      .first()
      .waitFor()
    await ben.goBack()
    await card(ben).waitFor()
  })

  test('a user who writes that question again gets the answer before asking', async () => {
    // Answers of all conversations are offered.
    await scene.renew()
    const { ben, cast } = scene
    const { place, question, answer } = await checkedAnswer()
    const selection = { from: question.created_seq, to: answer.created_seq }
    const data = { title: 'The chain rule in short', kind: 'faq', selection } as const
    const card = await cast.ada.post(place.id, { type: 'create_document', data })
    await cast.ada.act(card, 'start')
    await vi.waitUntil(async () => (await cast.ada.card(card.id)).state === 'review', PATIENCE)
    await cast.ada.act(card, 'approve')
    await composer(ben).fill('what is the chain rule')
    const before = ben.getByRole('region', { name: 'Answered before' })
    await before.getByText(/From outside to inside/).waitFor()
    await before.getByRole('button', { name: /chain rule/ }).click()
    await before.getByRole('button', { name: 'Dismiss' }).click()
    await expect.poll(() => before.count(), PATIENCE).toBe(0)
    await composer(ben).fill('')
  })
})
