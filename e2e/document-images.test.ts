// Images in documents, from the paste to the reader.
import type { Tokens } from '@lectern/protocol'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { photo } from '../apps/server/src/testing/pictures.ts'
import { audit } from './audit.ts'
import { Person } from './person.ts'
import { PASSWORD } from './server.ts'
import { ADA, BEN, CHLOE, openConversation, PATIENCE, Stage } from './stage.ts'

/** What a picture takes to be sent, checked and shown on two busy cores. */
const SHOWN = { timeout: 30_000 }

const statusFor = async (url: string, email: string, path: string): Promise<number> => {
  const answer = await fetch(`${url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD, device_name: 'Look', refresh_in: 'body' }),
  })
  const { access_token } = (await answer.json()) as Tokens
  return (await fetch(url + path, { headers: { authorization: `Bearer ${access_token}` } })).status
}

const decoded = (page: Page, alt: string) =>
  page
    .getByAltText(alt)
    .first()
    .evaluate((image) => (image as HTMLImageElement).naturalWidth)

const paste = (page: Page, bytes: Buffer) =>
  page.getByRole('textbox', { name: 'Text' }).evaluate((area, base64) => {
    const data = new DataTransfer()
    const raw = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    data.items.add(new File([raw], 'parabola.jpg', { type: 'image/jpeg' }))
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, bytes.toString('base64'))

describe('images in documents', () => {
  let stage: Stage
  let ada: Page
  let ben: Page
  let image: string

  beforeAll(async () => {
    stage = await Stage.open()
    // While the line is down.
    stage.complaints.expect(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
    const teacher = await Person.signIn(stage.server.url, ADA)
    const student = (await teacher.people()).find(({ name }) => name.startsWith('Ben'))
    await teacher.create('course', 'Parabolas', [student?.id ?? ''])
    ;[ada, ben] = await Promise.all([stage.signedIn(ADA), stage.signedIn(BEN)])
  })

  afterAll(() => stage.close())

  test('one is pasted, described and published', async () => {
    await openConversation(ada, 'Parabolas')
    await ada.getByRole('button', { name: 'Library' }).click()
    await ada.getByRole('button', { name: 'New document' }).click()
    await ada.getByRole('textbox', { name: 'Title' }).fill('The vertex')
    await ada.getByRole('combobox').first().selectOption({ label: 'Members of Parabolas' })
    const text = ada.getByRole('textbox', { name: 'Text' })
    await text.fill('The vertex of a parabola is its turning point:\n\n')
    await paste(ada, await photo(1600, 1200))
    expect(await text.inputValue()).toMatch(/point:\n\n!\[\]\(attachment:[0-9a-f-]{36}\)$/)
    const tray = ada.getByRole('list', { name: 'New images' })
    await tray.getByRole('button', { name: 'Describe' }).click()
    await ada
      .getByRole('textbox', { name: 'What does the image show?' })
      .fill('A parabola [y = x²] and its vertex')
    await ada.getByRole('button', { name: 'Done' }).click()
    await expect
      .poll(() => text.inputValue(), PATIENCE)
      .toContain('![A parabola \\[y = x²\\] and its vertex](attachment:')
    const preview = ada.getByRole('region', { name: 'Preview' })
    await preview.getByRole('button', { name: 'Open image: A parabola [y = x²] and its vertex' }).waitFor()
    const publish = ada.getByRole('button', { name: 'Publish', exact: true })
    await expect.poll(() => publish.isEnabled(), SHOWN).toBe(true)
    expect(await audit(ada)).toEqual([])
    await publish.click()
    await ada.getByRole('heading', { name: 'The vertex' }).waitFor(SHOWN)
    await expect.poll(() => decoded(ada, 'A parabola [y = x²] and its vertex'), SHOWN).toBeGreaterThan(0)
  })

  test('a member sees it, where nothing moves while it loads, and opens it large', async () => {
    await ben.getByRole('button', { name: 'Library' }).click()
    await ben.getByRole('link', { name: /The vertex/ }).click()
    const button = ben.getByRole('button', { name: /^Open image: A parabola/ })
    await button.waitFor()
    const before = await button.boundingBox()
    await expect.poll(() => decoded(ben, 'A parabola [y = x²] and its vertex'), SHOWN).toBeGreaterThan(0)
    expect(await button.boundingBox()).toEqual(before)
    expect(await audit(ben)).toEqual([])
    await button.click()
    const box = ben.getByRole('dialog', { name: 'Image' })
    await box.getByAltText(/^A parabola/).waitFor(SHOWN)
    expect(await audit(ben)).toEqual([])
    await ben.keyboard.press('Escape')
    await box.waitFor({ state: 'detached' })
    expect(await button.evaluate((node) => node === document.activeElement)).toBe(true)
  })

  test('who does not read the document does not get it', async () => {
    const src = await ben
      .getByAltText(/^A parabola/)
      .first()
      .getAttribute('src')
    image = /attachments\/([0-9a-f-]{36})\//.exec(src ?? '')?.[1] ?? ''
    const path = `/attachments/${image}/content`
    expect(await statusFor(stage.server.url, BEN, path)).toBe(200)
    expect(await statusFor(stage.server.url, CHLOE, path)).toBe(404)
    await ada.getByRole('button', { name: 'Withdraw' }).click()
    await expect
      .poll(() => statusFor(stage.server.url, BEN, path), { timeout: 20_000, interval: 500 })
      .toBe(404)
  })

  test('one that waits for the line is still there after a reload', async () => {
    await ada.getByRole('button', { name: 'Edit' }).click()
    const text = ada.getByRole('textbox', { name: 'Text' })
    await text.waitFor()
    await ada.context().setOffline(true)
    await text.press('Control+End')
    await text.pressSequentially('\n\nAnother:\n\n')
    await paste(ada, await photo(800, 600))
    const save = ada.getByRole('button', { name: 'Save as a new version' })
    await ada.getByText('It can be saved as soon as its images are uploaded.').waitFor()
    expect(await save.isDisabled()).toBe(true)
    await ada.context().setOffline(false)
    await ada.reload()
    await expect.poll(() => text.inputValue(), PATIENCE).toContain('Another:')
    await expect.poll(() => save.isEnabled(), { timeout: 60_000 }).toBe(true)
    await save.click()
    const images = ada.locator('.lectern-document .lectern-page-image img')
    await expect.poll(() => images.count(), SHOWN).toBe(2)
    expect(await ada.getByRole('list', { name: 'New images' }).count()).toBe(0)
  })

  test('nothing was complained about', () => {
    expect(stage.complaints.list).toEqual([])
  })
})
