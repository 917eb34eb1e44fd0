import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADA, BEN, composer, openConversation, PATIENCE, rows, Stage, write } from './stage.ts'

const answer = (page: Page) => page.getByRole('article', { name: /^Assistant/ }).last()

/** Asks, and waits until the answer is whole. */
const ask = async (page: Page, text: string): Promise<void> => {
  const before = await page.getByRole('article', { name: /^Assistant/ }).count()
  await write(page, text)
  await expect
    .poll(() => page.getByRole('article', { name: /^Assistant/ }).count(), PATIENCE)
    .toBe(before + 1)
  await answer(page).getByRole('button', { name: 'Answer again' }).waitFor()
}

describe('Ben and the assistant', () => {
  let stage: Stage
  let ada: Page
  let ben: Page

  beforeAll(async () => {
    stage = await Stage.open()
    ;[ada, ben] = await Promise.all([stage.signedIn(ADA), stage.signedIn(BEN)])
  })
  afterAll(() => stage.close())

  test('a conversation with it is begun like one with a person', async () => {
    await ben.getByRole('button', { name: 'New conversation' }).first().click()
    await ben.getByRole('dialog').getByRole('combobox').fill('Assis')
    await ben.getByRole('option', { name: /Assistant/ }).click()
    await ben.getByRole('dialog').getByRole('button', { name: /Start/ }).click()
    await composer(ben).waitFor()
  })

  test.each([
    ['How does completing the square work step by step?', 'Completing the square', 'Halve the coefficient'],
    ['When is homework due?', 'How this course works', 'Problem sheets appear on Monday'],
    ['Was ist der Erwartungswert?', 'Wahrscheinlichkeit mit Baumdiagrammen', 'auf lange Sicht'],
  ])(
    '“%s” is answered from “%s”, and the citation opens it at the passage',
    async (question, title, words) => {
      await ask(ben, question)
      await answer(ben).getByText(words).first().waitFor()
      await answer(ben)
        .getByRole('button', { name: `Source 1: ${title}` })
        .first()
        .click()
      await ben.getByRole('article', { name: title }).waitFor()
      const cited = ben.getByRole('region', { name: 'The cited passage' })
      await expect.poll(() => cited.textContent(), PATIENCE).toContain(words)
      await expect
        .poll(() => cited.evaluate((node) => node.getBoundingClientRect().top < innerHeight), PATIENCE)
        .toBe(true)
    },
  )

  test('what helped is remembered after a reload', async () => {
    await answer(ben).getByRole('button', { name: 'Helpful', exact: true }).click()
    await expect
      .poll(() =>
        answer(ben).getByRole('button', { name: 'Helpful', exact: true }).getAttribute('aria-pressed'),
      )
      .toBe('true')
    await ben.reload()
    await expect
      .poll(
        () => answer(ben).getByRole('button', { name: 'Helpful', exact: true }).getAttribute('aria-pressed'),
        PATIENCE,
      )
      .toBe('true')
  })

  test('what it cannot know goes to Ada, once', async () => {
    const question = 'Who won the world cup 2014?'
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

  test('in the course it answers whom mentions it, for all to read', async () => {
    await openConversation(ben, 'Mathematics')
    await openConversation(ada, 'Mathematics')
    await composer(ben).pressSequentially('@Assis')
    await ben.getByRole('option', { name: /Assistant/ }).click()
    await composer(ben).pressSequentially('what is the chain rule?')
    await composer(ben).press('Enter')
    for (const page of [ada, ben])
      await answer(page)
        .getByText(/differentiate the outer function/)
        .waitFor()
  })

  test('nothing went wrong on the way', () => {
    expect(stage.complaints.list).toEqual([])
  })
})
