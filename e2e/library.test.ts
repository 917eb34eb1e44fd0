import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { useScene, type Place } from './scene.ts'
import { BEN, composer, openConversation, PATIENCE, rows } from './stage.ts'

const openLibrary = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Library', exact: true }).click()
  await page.getByRole('heading', { name: 'Library' }).waitFor()
}

const HANDOUT = `# Interest

## Compound interest

After $n$ years a deposit of $K$ grows to $K (1 + p)^n$, because interest earns interest itself.

## Rule of seventy

Divide seventy by the rate in percent: so many years pass until the deposit has doubled.
`

const PLANS = 'Savings plans\n\nA savings plan adds the same amount at the end of each year.\n'

describe('the library', () => {
  // A refused file, and a late version.
  const scene = useScene({ expect: [/status of (400|409)/] })

  /** A new course with the handout in it. */
  const withHandout = async (): Promise<Place> => {
    const place = await scene.course()
    await scene.cast.ada.document('Interest', HANDOUT, { conversation_id: place.id })
    return place
  }

  /** The library of a course. */
  const openShelf = async (page: Page, { title }: Place): Promise<void> => {
    await openLibrary(page)
    await page.getByRole('link', { name: title, exact: true }).click()
  }

  const openHandout = async (page: Page, place: Place): Promise<void> => {
    await openShelf(page, place)
    await page.getByRole('link', { name: /^Interest/ }).click()
    await page.getByRole('article', { name: 'Interest', exact: true }).waitFor()
  }

  test('has a course to read at the first start, found by a question', async () => {
    const ben = await scene.stage.signedIn(BEN)
    await openLibrary(ben)
    await ben.getByRole('link', { name: /Completing the square/ }).waitFor()
    await ben
      .getByRole('searchbox', { name: 'Search the library' })
      .fill('why do we halve the coefficient of x?')
    const first = ben.getByRole('article').filter({ hasText: 'The idea' }).first()
    await first.getByText('The idea').waitFor()
    expect(await first.locator('mark').allTextContents()).toContain('halves')
    expect(await audit(ben)).toEqual([])
    await first.getByRole('link', { name: 'Completing the square' }).click()
    const cited = ben.getByRole('region', { name: 'The cited passage' })
    await cited.waitFor()
    await expect
      .poll(() => cited.evaluate((node) => node.getBoundingClientRect().top < innerHeight), PATIENCE)
      .toBe(true)
    expect(await cited.textContent()).toContain('one halves the coefficient')
    expect(await audit(ben)).toEqual([])
    await openConversation(ben, 'Mathematics 1')
    await ben.context().close()
  })

  test('takes text and Markdown files, and explains the refusal of others', async () => {
    const { ada, cast } = scene
    const place = await scene.course()
    await cast.ada.document('Rules', 'Be kind.', { conversation_id: place.id })
    await openShelf(ada, place)
    await ada.locator('input[type=file]').setInputFiles([
      { name: 'savings_plans.txt', mimeType: 'text/plain', buffer: Buffer.from(PLANS) },
      { name: 'Interest.md', mimeType: 'text/markdown', buffer: Buffer.from(HANDOUT) },
      { name: 'photo.zip', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004 no document') },
    ])
    const item = (name: string) =>
      ada.getByRole('list', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name }).last()
    await item('savings_plans.txt').getByText('In the library').waitFor()
    await item('Interest.md').getByText('In the library').waitFor()
    await item('photo.zip')
      .getByText(/Markdown/)
      .waitFor()
    await ada.getByRole('link', { name: /^savings plans/ }).waitFor()
    expect(await audit(ada)).toEqual([])
  })

  test('a passage is cited with #, and opens at its place', async () => {
    const { ada, ben } = scene
    await withHandout()
    await composer(ben).pressSequentially('I used this: #when has the deposit doubled')
    await ben.getByRole('option', { name: /Interest › Rule of seventy/ }).click()
    await composer(ben).press('Enter')
    const row = rows(ada, 'I used this')
    await row.getByText('Divide seventy by the rate').waitFor()
    await row.getByRole('button', { name: 'Interest', exact: true }).click()
    const panel = ada.getByRole('complementary', { name: 'Document' })
    await panel.getByRole('region', { name: 'The cited passage' }).getByText('Divide seventy').waitFor()
    await panel
      .getByRole('region', { name: 'Discussed in 1 conversation' })
      .getByText('I used this')
      .waitFor()
    expect(await audit(ada)).toEqual([])
    await ada.reload()
    await panel.getByRole('region', { name: 'The cited passage' }).waitFor()
    await ada.goBack()
    await panel.waitFor({ state: 'detached' })
  })

  test('a new version without the passage makes the citation stale', async () => {
    const { ada, ben, cast } = scene
    const place = await withHandout()
    await cast.ben.cite(place.id, 'I used this', 'when has the deposit doubled')
    await openHandout(ada, place)
    await ada.getByRole('button', { name: 'Edit' }).click()
    const text = ada.getByRole('textbox', { name: 'Text' })
    await text.fill(HANDOUT.replace('Divide seventy', 'Divide seventy-two'))
    await ada.getByRole('region', { name: 'Preview' }).getByText('Divide seventy-two').waitFor()
    await ada.reload()
    await expect.poll(() => text.inputValue(), PATIENCE).toContain('seventy-two')
    await ada.getByRole('button', { name: 'Save as a new version' }).click()
    await ada.getByRole('combobox', { name: 'Version' }).waitFor()
    const row = rows(ben, 'I used this')
    await row.getByText('Changed since it was cited').waitFor()
    await row.getByRole('button', { name: 'Interest', exact: true }).click()
    const panel = ben.getByRole('complementary', { name: 'Document' })
    await panel.getByText('It no longer has this passage.').waitFor()
    await panel.getByRole('button', { name: 'What changed' }).click()
    await panel.getByText('seventy-two').waitFor()
  })

  test('a version saved meanwhile by another person is not overwritten', async () => {
    const { ada, stage } = scene
    const place = await withHandout()
    await openHandout(ada, place)
    const other = await stage.tab(ada, 'ada, other tab')
    const edit = async (page: Page, said: string) => {
      await page.getByRole('button', { name: 'Edit' }).click()
      await page.getByRole('textbox', { name: 'Text' }).fill(said)
    }
    await edit(ada, `${HANDOUT}\nFirst.`)
    await edit(other, `${HANDOUT}\nSecond.`)
    await ada.getByRole('button', { name: 'Save as a new version' }).click()
    await ada.getByRole('article', { name: 'Interest', exact: true }).waitFor()
    await other.getByRole('button', { name: 'Save as a new version' }).click()
    await other.getByText('Somebody saved version 2 meanwhile.').waitFor()
    await expect
      .poll(() => other.getByRole('textbox', { name: 'Text' }).inputValue(), PATIENCE)
      .toContain('Second.')
    await other.getByRole('button', { name: 'Make mine version 3' }).click()
    await other.getByRole('button', { name: 'Save as a new version' }).click()
    await other.getByRole('article', { name: 'Interest', exact: true }).getByText('Second.').waitFor()
    await other.close()
  })
})
