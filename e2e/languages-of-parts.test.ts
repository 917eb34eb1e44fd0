// X16: what people wrote has the language that they wrote in, whatever the language of the app. A screen reader then takes
// the right voice (WCAG 3.1.2).
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { openConversation, PATIENCE, rows, write } from './stage.ts'

const GERMAN = 'Warum wird die Hälfte des Koeffizienten quadriert und dann addiert?'
const ENGLISH = 'Because the square of a sum has this number as its last term.'

/** The language in which a screen reader reads an element with these words. */
const voiceOf = (words: Locator): Promise<string | null> =>
  words.first().evaluate((element) => element.closest('[lang]')?.getAttribute('lang') ?? null)

describe('words of people', () => {
  const scene = useScene()

  test('X16 a German message is German in the conversation, in the list and in a quote', async () => {
    const { ada, ben } = scene
    const { title } = await scene.group()
    await write(ben, GERMAN)
    await rows(ada, GERMAN).waitFor(PATIENCE)
    expect(await ada.evaluate(() => document.documentElement.lang)).toBe('en')
    await expect.poll(() => voiceOf(rows(ada, GERMAN).getByText(GERMAN)), PATIENCE).toBe('de')
    const list = ada.getByRole('navigation').getByText(GERMAN)
    await expect.poll(() => voiceOf(list), PATIENCE).toBe('de')
    await scene.cast.chloe.say(
      (await scene.cast.ben.conversations()).find((each) => each.title === title)!.id,
      ENGLISH,
    )
    await rows(ada, ENGLISH).waitFor(PATIENCE)
    await expect.poll(() => voiceOf(rows(ada, ENGLISH).getByText(ENGLISH)), PATIENCE).toBe('en')
  })

  test('X16 a quote has the language of what is quoted, and labels keep that of the page', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    const asked = await cast.ben.say(id, GERMAN)
    await cast.chloe.say(id, ENGLISH, asked)
    const row = rows(ada, ENGLISH)
    await row.waitFor(PATIENCE)
    expect(await voiceOf(row.getByText(GERMAN))).toBe('de')
    expect(await voiceOf(row.getByText(ENGLISH))).toBe('en')
    expect(await voiceOf(row.getByText('Ben', { exact: true }))).toBe('en')
  })

  test('X16 the words of a card are German, its buttons are not', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ben.post(id, { type: 'topic', data: { title: GERMAN, kind: 'question', tags: [] } })
    const card = ada.getByRole('region', { name: GERMAN })
    await card.waitFor(PATIENCE)
    expect(await voiceOf(card.getByRole('heading', { name: GERMAN }))).toBe('de')
    expect(await voiceOf(card.getByRole('button').first())).toBe('en')
  })

  test('X16 a document is read in its language, and its author may choose another', async () => {
    const { ada, cast } = scene
    const document = await cast.ada.document('Quadrate', `# Quadrate\n\n${GERMAN}`)
    await ada.goto(`${scene.stage.server.url}/library/${document.id}`)
    const words = ada.getByRole('article').getByText(GERMAN)
    await words.waitFor(PATIENCE)
    expect(await voiceOf(words)).toBe('de')
    expect(await voiceOf(ada.getByRole('heading', { name: 'Quadrate' }))).toBe('de')
    await ada.getByRole('button', { name: 'Edit' }).click()
    const chooser = ada.getByRole('combobox', { name: 'Language of the text' })
    await chooser.waitFor(PATIENCE)
    expect(await chooser.getByRole('option', { name: 'Français' }).getAttribute('lang')).toBe('fr')
    await chooser.selectOption({ label: 'Latin' })
    await ada.getByRole('button', { name: 'Save' }).click()
    await words.waitFor(PATIENCE)
    await expect.poll(() => voiceOf(words), PATIENCE).toBe('la')
    await openConversation(ada, 'Mathematics')
  })
})
