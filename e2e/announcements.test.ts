// X2: what is done, and what others do, is said once, in words. The recorder hears what a screen reader would.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { recordAnnouncements, type Recorder } from '../packages/react/src/testing/announcements.ts'
import { pressByKey } from './focus-owner.ts'
import { useScene } from './scene.ts'
import { PATIENCE, rows, write } from './stage.ts'

declare global {
  interface Window {
    recorder?: Recorder
    said?: string[]
  }
}

/** Begins to listen in a page, and returns what was heard since then. */
const listen = async (page: Page): Promise<() => Promise<string[]>> => {
  await page.evaluate(
    `window.recorder?.stop(); window.said = []; window.recorder = (${recordAnnouncements})()`,
  )
  return () =>
    page.evaluate(() => {
      window.said?.push(...(window.recorder?.take() ?? []))
      return window.said ?? []
    })
}

type Heard = () => Promise<string[]>

/** Heard once, and not twice. */
const hears = async (heard: Heard, sentence: string): Promise<void> => {
  await expect.poll(heard, PATIENCE).toContain(sentence)
  const times = (await heard()).filter((each) => each === sentence).length
  expect({ sentence, times }).toEqual({ sentence, times: 1 })
}

describe('X2 results are said', () => {
  const scene = useScene()

  test('sent, changed, deleted with its undo, and each to the other, too', async () => {
    const { ada, ben } = scene
    await scene.group()
    const [atAda, atBen] = await Promise.all([listen(ada), listen(ben)])
    await write(ada, 'Halve it')
    await hears(atAda, 'Sent.')
    await hears(atBen, 'Ada: Halve it')
    await ada.keyboard.press('ArrowUp')
    await ada.getByRole('textbox', { name: /Editing|Message/ }).fill('Halve it twice')
    await ada.keyboard.press('Enter')
    await hears(atAda, 'Your message is changed.')
    await hears(atBen, 'Ada changed a message: Halve it twice')
    await rows(ada, 'Halve it twice').getByText('Halve it twice').hover()
    await rows(ada, 'Halve it twice').getByRole('button', { name: 'More' }).click()
    await ada.getByRole('menuitem', { name: 'Delete', exact: true }).click()
    await hears(atAda, 'Message deleted. It can be undone for a few seconds.')
    await hears(atBen, 'Ada deleted a message.')
  })

  test('each act on a card with its outcome, and its change to those who read it', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    const title = 'Completing the square'
    await cast.ben.post(id, { type: 'tutoring_topic', data: { subject: title, question: 'Why?' } })
    const button = (page: Page, name: string) =>
      page.getByRole('region', { name: title }).getByRole('button', { name, exact: true })
    await button(ben, 'Ask a person').waitFor()
    await ada.getByRole('region', { name: title }).waitFor()
    const [atAda, atBen] = await Promise.all([listen(ada), listen(ben)])
    await pressByKey(button(ben, 'Ask a person'))
    await hears(atBen, '“Ask a person” is done. It is “In the queue” now.')
    await hears(atAda, `Tutoring “${title}”: It is “In the queue” now.`)
    await pressByKey(button(ada, 'Take over'))
    await hears(atAda, '“Take over” is done. It is “With a tutor” now.')
    await hears(atBen, `Tutoring “${title}”: It is “With a tutor” now.`)
  })

  test('a file that is attached, and removed', async () => {
    const { ada } = scene
    await scene.group()
    const heard = await listen(ada)
    const buffer = Buffer.from('x,y\n1,2\n')
    const file = { name: 'points.csv', mimeType: 'text/csv', buffer }
    await ada.locator('input[type="file"]').first().setInputFiles(file)
    await hears(heard, 'points.csv is attached.')
    await pressByKey(ada.getByRole('button', { name: 'Remove points.csv' }))
    await hears(heard, 'points.csv is removed.')
  })

  test('the number of results, also in the finder, which is modal', async () => {
    const { ada } = scene
    const { title } = await scene.group()
    const heard = await listen(ada)
    await ada.getByRole('searchbox').first().fill(title)
    await hears(heard, '1 result')
    await ada.keyboard.press('Control+k')
    await ada.getByRole('combobox').fill('qxzvkjw')
    await hears(heard, 'Nothing is called “qxzvkjw”.')
  })
})
