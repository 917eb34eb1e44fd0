import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE, rows, write } from './stage.ts'

const answer = (page: Page) => page.getByRole('article', { name: /^Assistant/ }).last()

/** Waits until the last question has its answer. */
const isAnswered = async (page: Page, question: string): Promise<void> => {
  const end = () =>
    page.getByRole('article').evaluateAll((all, asked) => {
      const [before, last] = all.slice(-2)
      return before?.textContent.includes(asked) ? last?.getAttribute('aria-label') : undefined
    }, question)
  await expect.poll(end, PATIENCE).toMatch(/^Assistant/)
}

/** Asks, and waits until the answer is complete. */
const ask = async (page: Page, question: string): Promise<void> => {
  await write(page, question)
  await isAnswered(page, question)
  await answer(page).getByRole('button', { name: 'Answer again' }).waitFor()
}

/** A question without passages in the course, another one each time. */
let year = 2010
const unknown = (): string => `Who won the world cup ${(year += 4)}?`

describe('Ben and the assistant', () => {
  const scene = useScene()

  /** Opens Ben's conversation with it. */
  const meet = async (): Promise<string> => {
    const { ben, cast, casting } = scene
    const { id } = await cast.ben.create('direct', undefined, [await casting.assistant(cast.ben)])
    await openConversation(ben, 'Assistant')
    return id
  }

  test('a conversation with it begins like one with a person', async () => {
    const { ben } = scene
    await openConversation(ben, 'Mathematics')
    await ben.getByRole('button', { name: 'New conversation' }).first().click()
    await ben.getByRole('dialog').getByRole('combobox').fill('Assis')
    await ben.getByRole('option', { name: /Assistant/ }).click()
    await ben.getByRole('dialog').getByRole('button', { name: /Start/ }).click()
    await ben.getByRole('textbox', { name: 'Message Assistant' }).waitFor()
  })

  test.each([
    ['How does completing the square work step by step?', 'Completing the square', 'Halve the coefficient'],
    ['When is homework due?', 'How this course works', 'Problem sheets appear on Monday'],
    ['Was ist der Erwartungswert?', 'Wahrscheinlichkeit mit Baumdiagrammen', 'auf lange Sicht'],
  ])(
    '“%s” is answered from “%s”, and the citation opens it at the passage',
    async (question, title, words) => {
      const { ben } = scene
      await meet()
      await ask(ben, question)
      await answer(ben).getByText(words).first().waitFor()
      await answer(ben)
        .getByRole('button', { name: `Source 1: ${title}` })
        .first()
        .click()
      await ben.getByRole('article', { name: title, exact: true }).waitFor()
      const cited = ben.getByRole('region', { name: 'The cited passage' })
      await expect.poll(() => cited.textContent(), PATIENCE).toContain(words)
      await expect
        .poll(() => cited.evaluate((node) => node.getBoundingClientRect().top < innerHeight), PATIENCE)
        .toBe(true)
    },
  )

  test('feedback survives a reload', async () => {
    const { ben, cast } = scene
    const id = await meet()
    await cast.ben.say(id, 'When is homework due?')
    await isAnswered(ben, 'When is homework due?')
    const helpful = answer(ben).getByRole('button', { name: 'Helpful', exact: true })
    await expect.poll(() => helpful.getAttribute('aria-pressed'), PATIENCE).toBe('false')
    await helpful.click()
    await expect.poll(() => helpful.getAttribute('aria-pressed'), PATIENCE).toBe('true')
    await ben.reload()
    await expect.poll(() => helpful.getAttribute('aria-pressed'), PATIENCE).toBe('true')
  })

  test('a question without passages is handed over to Ada, once', async () => {
    const { ada, ben } = scene
    const question = unknown()
    await meet()
    await ask(ben, question)
    await answer(ben)
      .getByText(/I would rather not guess/)
      .waitFor()
    await answer(ben).getByRole('button', { name: 'Ask the instructor' }).click()
    await answer(ben).getByText('Your question was sent to Ada.').waitFor()
    await openConversation(ada, 'Ben')
    await rows(ada, question).getByText('Question', { exact: true }).waitFor()
    expect(await rows(ada, question).count()).toBe(1)
  })

  test('in the course it answers a message that mentions it, visible to all', async () => {
    const { ada, ben } = scene
    for (const page of [ada, ben]) await openConversation(page, 'Mathematics')
    await composer(ben).pressSequentially('@Assis')
    await ben.getByRole('option', { name: /Assistant/ }).click()
    await composer(ben).pressSequentially('what is the chain rule?')
    await composer(ben).press('Enter')
    for (const page of [ada, ben]) {
      await isAnswered(page, 'what is the chain rule?')
      await answer(page)
        .getByText(/differentiate the outer function/)
        .waitFor()
    }
  })
})
