// Images in documents, from the paste to the reader.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { photo } from '../apps/server/src/testing/pictures.ts'
import { audit } from './audit.ts'
import { useScene, type Place } from './scene.ts'
import { openConversation, PATIENCE } from './stage.ts'

const ALT = 'A parabola [y = x²] and its vertex'
const TEXT = 'The vertex of a parabola is its turning point:\n\n'

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
  // While the network is down.
  const scene = useScene({
    ada: { keepsFiles: true },
    // Also a withdrawn document, whose citations are looked for again.
    expect: [/ERR_INTERNET_DISCONNECTED|WebSocket connection/, /status of 404 .*backlinks/],
  })
  let made = 0

  /** A new course of Ada and Ben, without Chloe. */
  const course = async (): Promise<Place> => {
    const { ada, ben } = scene.cast
    const title = `Parabolas ${++made}`
    const { id } = await ada.create('course', title, [ben.id])
    return { id, title }
  }

  /** One in which Ada has published a document with an image. */
  const withDocument = async (): Promise<Place> => {
    const { ada } = scene.cast
    const place = await course()
    const image = await ada.upload(place.id, { name: 'parabola.jpg', bytes: await photo(1600, 1200) })
    const shown = `![${ALT.replaceAll(/[[\]]/g, '\\$&')}](attachment:${image})`
    await ada.document('The vertex', TEXT + shown, { conversation_id: place.id })
    return place
  }

  const openDocument = async (page: Page, { title }: Place): Promise<void> => {
    await page.getByRole('button', { name: 'Library', exact: true }).click()
    await page.getByRole('link', { name: title, exact: true }).click()
    await page.getByRole('link', { name: /The vertex/ }).click()
  }

  test('an image is pasted, described and published', async () => {
    const { ada } = scene
    const { title } = await course()
    await openConversation(ada, title)
    await ada.getByRole('button', { name: 'Library', exact: true }).click()
    await ada.getByRole('button', { name: 'New document' }).click()
    await ada.getByRole('textbox', { name: 'Title' }).fill('The vertex')
    await ada
      .getByRole('combobox')
      .first()
      .selectOption({ label: `Members of ${title}` })
    const text = ada.getByRole('textbox', { name: 'Text' })
    await text.fill(TEXT)
    await paste(ada, await photo(1600, 1200))
    expect(await text.inputValue()).toMatch(/point:\n\n!\[\]\(attachment:[0-9a-f-]{36}\)$/)
    const tray = ada.getByRole('list', { name: 'New images' })
    await tray.getByRole('button', { name: 'Describe' }).click()
    await ada.getByRole('textbox', { name: 'What does the image show?' }).fill(ALT)
    await ada.getByRole('button', { name: 'Done' }).click()
    await expect
      .poll(() => text.inputValue(), PATIENCE)
      .toContain('![A parabola \\[y = x²\\] and its vertex](attachment:')
    const preview = ada.getByRole('region', { name: 'Preview' })
    await preview.getByRole('button', { name: `Open image: ${ALT}` }).waitFor()
    const publish = ada.getByRole('button', { name: 'Publish', exact: true })
    await expect.poll(() => publish.isEnabled(), PATIENCE).toBe(true)
    expect(await audit(ada)).toEqual([])
    await publish.click()
    await ada.getByRole('heading', { name: 'The vertex' }).waitFor()
    await expect.poll(() => decoded(ada, ALT), PATIENCE).toBeGreaterThan(0)
  })

  test('a member sees it, without layout shifts, and opens it in full', async () => {
    const { ben } = scene
    await openDocument(ben, await withDocument())
    const button = ben.getByRole('button', { name: /^Open image: A parabola/ })
    await button.waitFor()
    const before = await button.boundingBox()
    await expect.poll(() => decoded(ben, ALT), PATIENCE).toBeGreaterThan(0)
    expect(await button.boundingBox()).toEqual(before)
    expect(await audit(ben)).toEqual([])
    await button.click()
    const box = ben.getByRole('dialog', { name: 'Image' })
    await box.getByAltText(/^A parabola/).waitFor()
    expect(await audit(ben)).toEqual([])
    await ben.keyboard.press('Escape')
    await box.waitFor({ state: 'detached' })
    expect(await button.evaluate((node) => node === document.activeElement)).toBe(true)
  })

  test('a person who may not read the document does not get it', async () => {
    const { ada, ben, cast } = scene
    const place = await withDocument()
    await openDocument(ben, place)
    await expect.poll(() => decoded(ben, ALT), PATIENCE).toBeGreaterThan(0)
    const src = await ben
      .getByAltText(/^A parabola/)
      .first()
      .getAttribute('src')
    const image = /attachments\/([0-9a-f-]{36})\//.exec(src ?? '')?.[1] ?? ''
    const path = `/attachments/${image}/content`
    expect(await cast.ben.statusOf(path)).toBe(200)
    expect(await cast.chloe.statusOf(path)).toBe(404)
    await openDocument(ada, place)
    await ada.getByRole('button', { name: 'Withdraw' }).click()
    await expect.poll(() => cast.ben.statusOf(path), PATIENCE).toBe(404)
  })

  test('an image that waits for the network is still there after a reload', async () => {
    const { ada } = scene
    await openDocument(ada, await withDocument())
    await ada.getByRole('button', { name: 'Edit' }).click()
    const text = ada.getByRole('textbox', { name: 'Text' })
    await text.waitFor()
    const save = ada.getByRole('button', { name: 'Save as a new version' })
    await ada.context().setOffline(true)
    try {
      await text.press('Control+End')
      await text.pressSequentially('\n\nAnother:\n\n')
      await paste(ada, await photo(800, 600))
      const editor = ada.getByRole('region', { name: 'Edit' })
      await editor.getByText('It can be saved as soon as its images are uploaded.').waitFor()
      expect(await save.isDisabled()).toBe(true)
    } finally {
      await ada.context().setOffline(false)
    }
    await ada.reload()
    await expect.poll(() => text.inputValue(), PATIENCE).toContain('Another:')
    await expect.poll(() => save.isEnabled(), PATIENCE).toBe(true)
    await save.click()
    const images = ada.locator('.lectern-document .lectern-page-image img')
    await expect.poll(() => images.count(), PATIENCE).toBe(2)
    expect(await ada.getByRole('list', { name: 'New images' }).count()).toBe(0)
  })
})
