// A class without a language model: files go in unchanged, questions get answers with their page.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { docx, lockedPdf, textPdf } from '../apps/server/src/testing/files.ts'
import { audit } from './audit.ts'
import type { NamedBytes } from './person.ts'
import { useScene, type Place } from './scene.ts'
import { composer, PATIENCE } from './stage.ts'
import { readStorage } from './storage-scan.ts'

const COURSE_PDF = textPdf([
  ['Sequences and series', '', 'A sequence assigns a number to each natural number.'],
  [
    'The squeeze theorem',
    '',
    'If two sequences have the same limit, whatever lies between',
    'them converges to that limit as well.',
  ],
  [
    'The ratio test',
    '',
    'A series converges when the quotient of neighbouring terms',
    'stays below a number smaller than one.',
  ],
])
const HANDOUT = `# Field trip

## Meeting point

We meet at the observatory on Friday at nine, with sturdy shoes.
`
const FILES: readonly NamedBytes[] = [
  { name: 'Analysis.pdf', bytes: COURSE_PDF },
  { name: 'Field trip.md', bytes: Buffer.from(HANDOUT) },
]
const file = (name: string, buffer: Buffer) => ({ name, mimeType: '', buffer })

const uploads = (page: Page) => page.getByRole('list', { name: 'Uploads' }).getByRole('listitem')
const upload = (page: Page, name: string) => uploads(page).filter({ hasText: name })
const answers = (page: Page) => page.getByRole('article', { name: /^Assistant/ })
const openLibrary = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Library', exact: true }).click()
  await page.getByRole('heading', { name: 'Library' }).waitFor()
}
/** Like a drop on the page, or a paste into it. */
const bring = (page: Page, kind: 'drop' | 'paste', name: string, text: string) =>
  page.evaluate(
    ([type = '', filename = '', words = '']) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([words], filename))
      const options = { bubbles: true, cancelable: true }
      const event =
        type === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: transfer })
          : new DragEvent('drop', { ...options, dataTransfer: transfer })
      document.querySelector('section.library')?.dispatchEvent(event)
    },
    [kind, name, text],
  )

describe("Ada's uploads", () => {
  // Refused files, and the connection that is cut below.
  const scene = useScene({ expect: [/status of 400|ERR_FAILED/] })

  /** A new course with two of her files. */
  const withFiles = async (): Promise<Place> => {
    const { ada } = scene.cast
    const place = await scene.course()
    for (const each of FILES) await ada.fileDocument(place.id, each)
    return place
  }

  /** A new course; one without any document is not in the library. */
  const withRules = async (): Promise<Place> => {
    const place = await scene.course()
    await scene.cast.ada.document('Rules', 'Be kind.', { conversation_id: place.id })
    return place
  }

  /** The library of a course; finished uploads are no longer listed. */
  const openShelf = async (page: Page, { title }: Place): Promise<void> => {
    await openLibrary(page)
    await page.getByRole('link', { name: title, exact: true }).click()
    const told = uploads(page).getByRole('button', { name: /^Dismiss/ })
    while ((await told.count()) > 0) await told.first().click()
  }

  test('are in the library, for the readers she chose', async () => {
    const { ada } = scene
    const { title } = await scene.course()
    // The whole library shows uploads of other tests.
    const [analysis, trip] = [`Analysis of ${title}`, `Field trip of ${title}`]
    await openLibrary(ada)
    const field = ada.locator('input[type=file]')
    await field.setInputFiles([
      file(`${analysis}.pdf`, COURSE_PDF),
      file(`${trip}.md`, Buffer.from(HANDOUT.replace('Field trip', trip))),
    ])
    const form = ada.getByRole('form', { name: 'Who may read these 2 files?' })
    await form
      .getByRole('combobox', { name: 'Who can read it' })
      .selectOption({ label: `Members of ${title}` })
    expect(await audit(ada)).toEqual([])
    await form.getByRole('button', { name: 'Upload' }).click()
    for (const name of [`${analysis}.pdf`, `${trip}.md`])
      await upload(ada, name).getByText(`In the library · Members of ${title}`).waitFor()
    await ada.getByRole('link', { name: new RegExp(`^${analysis}`) }).waitFor()
    expect(await audit(ada)).toEqual([])
  })

  test.each([
    ['What does the squeeze theorem say?', 'Analysis', 'whatever lies between', 'Page 2'],
    [
      'When does a series converge by the ratio test?',
      'Analysis',
      'quotient of neighbouring terms',
      'Page 3',
    ],
    ['Where do we meet for the field trip?', 'Field trip', 'at the observatory', undefined],
  ])('answers Ben: %s', async (question, title, words, page) => {
    const { ben } = scene
    await withFiles()
    await composer(ben).pressSequentially('@Assis')
    await ben.getByRole('option', { name: /Assistant/ }).click()
    await composer(ben).pressSequentially(question)
    await composer(ben).press('Enter')
    const answer = answers(ben).last()
    await answer.getByText(words).first().waitFor()
    if (page !== undefined) await answer.getByRole('list', { name: 'Sources' }).getByText(page).waitFor()
    await answer
      .getByRole('button', { name: `Source 1: ${title}` })
      .first()
      .click()
    const cited = ben.getByRole('complementary', { name: 'Document' }).getByRole('region', {
      name: 'The cited passage',
    })
    await expect.poll(() => cited.textContent(), PATIENCE).toContain(words)
    await expect
      .poll(() => cited.evaluate((node) => node.getBoundingClientRect().top < innerHeight), PATIENCE)
      .toBe(true)
  })

  test('are shown by the page, and can be downloaded unchanged', async () => {
    const { ben } = scene
    await openShelf(ben, await withFiles())
    await ben.getByRole('link', { name: /^Analysis/ }).click()
    const article = ben.getByRole('article', { name: 'Analysis', exact: true })
    await article.getByText('Page 3', { exact: true }).waitFor()
    const [download] = await Promise.all([
      ben.waitForEvent('download'),
      article.getByRole('button', { name: 'Original file: Analysis.pdf' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('Analysis.pdf')
    expect(await ben.getByRole('button', { name: 'Upload a new version' }).count()).toBe(0)
    expect(await audit(ben)).toEqual([])
  })

  test('get a new version when she uploads it again', async () => {
    const { ada } = scene
    await openShelf(ada, await withFiles())
    await ada.getByRole('link', { name: /^Analysis/ }).click()
    await ada.getByRole('button', { name: 'Upload a new version' }).waitFor()
    const better = textPdf([['Sequences and series', '', 'Now with a better first page.']])
    await ada.locator('input[type=file]').setInputFiles(file('Analysis (2).pdf', better))
    await upload(ada, 'Analysis (2).pdf').getByText('Saved as version 2').waitFor()
    await ada
      .getByRole('article', { name: 'Analysis', exact: true })
      .getByText('Now with a better first page.')
      .waitFor()
  })

  test('name the faults of bad files, and include the good ones among them', async () => {
    const { ada } = scene
    await openShelf(ada, await withRules())
    await ada
      .locator('input[type=file]')
      .setInputFiles([
        file('locked.pdf', lockedPdf()),
        file('broken.pdf', Buffer.from('%PDF-1.7\nnothing')),
        file('empty.md', Buffer.alloc(0)),
        file('Syllabus.docx', docx('Syllabus', ['Twelve weeks.'])),
        file('archive.txt', Buffer.from('PK\u0003\u0004 no document')),
      ])
    await upload(ada, 'locked.pdf')
      .getByText(/has a password/)
      .waitFor()
    await upload(ada, 'broken.pdf')
      .getByText(/damaged/)
      .waitFor()
    await upload(ada, 'empty.md').getByText('The file is empty.').waitFor()
    await upload(ada, 'archive.txt')
      .getByText(/no PDF, Word/)
      .waitFor()
    await upload(ada, 'Syllabus.docx').getByText('In the library').waitFor()
    await bring(ada, 'drop', 'Dropped.md', '# Dropped\n\nFrom the desk.')
    await bring(ada, 'paste', 'Pasted.txt', 'Pasted from elsewhere.')
    for (const name of ['Dropped.md', 'Pasted.txt'])
      await upload(ada, name).getByText('In the library').waitFor()
    expect(await audit(ada)).toEqual([])
    await upload(ada, 'locked.pdf').getByRole('button', { name: 'Dismiss locked.pdf' }).click()
    await upload(ada, 'locked.pdf').waitFor({ state: 'detached' })
  })

  test('go on after a reload', async () => {
    const { ada } = scene
    const lines = Array.from({ length: 30_000 }, (_, index) => `Line ${index} of the long notes.`)
    const notes = Buffer.from(lines.join('\n'))
    await openShelf(ada, await withRules())
    let held = true
    const uploading = '**/attachments/uploads/**'
    await ada.route(uploading, (route) => (held ? route.abort() : route.continue()))
    try {
      await ada.locator('input[type=file]').setInputFiles(file('Long notes.txt', notes))
      await upload(ada, 'Long notes.txt').getByRole('button', { name: 'Pause Long notes.txt' }).click()
      await upload(ada, 'Long notes.txt').getByText('Paused').waitFor()
      await expect.poll(() => readStorage(ada), PATIENCE).toMatch(/Long notes\.txt.*"paused"/)
      await ada.reload()
      held = false
      await upload(ada, 'Long notes.txt').getByRole('button', { name: 'Go on with Long notes.txt' }).click()
      await upload(ada, 'Long notes.txt').getByText('In the library').waitFor()
    } finally {
      await ada.unroute(uploading)
    }
    expect(await ada.getByRole('link', { name: /^Long notes/ }).count()).toBe(1)
  })
})
