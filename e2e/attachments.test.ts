// Files between two people in a real browser: on the screen, on the wire, and over a connection that keeps
// breaking.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noise } from '../apps/server/src/testing/pictures.ts'
import { Lines } from './faults/fault-stage.ts'
import { SampleFiles } from './sample-files.ts'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE, rows } from './stage.ts'

const MB = 1024 ** 2
/** Sending, checking and showing a picture on two busy cores takes this long. */
const SHOWN = { timeout: 30_000 }

const tray = (page: Page) => page.getByRole('list', { name: 'Attached files' })
const loaded = (page: Page) =>
  page
    .locator('.lectern-images img')
    .evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length)

describe('files between two people', () => {
  // A browser repeats a request by itself when its connection is cut, with the former offset.
  const scene = useScene({ expect: [/409 \(Conflict\) .*\/attachments\/uploads\//] })
  let files: SampleFiles

  beforeAll(async () => void (files = await SampleFiles.make()))
  afterAll(() => files.remove())

  test('three photos arrive on the other side, and nothing moves while they load', async () => {
    const { ada, ben } = scene
    await scene.group()
    await ada.evaluate(() => {
      const sizes = new Set<string>()
      Object.assign(globalThis, { sizes })
      const look = () => {
        const album = document.querySelector<HTMLElement>('.lectern-images')
        if (album) sizes.add(`${album.offsetWidth} x ${album.offsetHeight}`)
        if ((globalThis as { sizes?: unknown }).sizes === sizes) requestAnimationFrame(look)
      }
      look()
    })
    await files.choose(ben, 'board.jpg', 'tall.jpg', 'wide.jpg')
    await expect.poll(() => tray(ben).getByRole('listitem').count(), PATIENCE).toBe(3)
    await composer(ben).fill('My solution')
    await composer(ben).press('Enter')
    await rows(ben, 'My solution').waitFor()
    await rows(ada, 'My solution').waitFor(SHOWN)
    await expect.poll(() => loaded(ada), SHOWN).toBe(3)
    await expect.poll(() => loaded(ben), SHOWN).toBe(3)
    const sizes = await ada.evaluate(() => {
      const kept = globalThis as unknown as { sizes?: Set<string> }
      const seen = [...(kept.sizes ?? [])]
      delete kept.sizes
      return seen
    })
    expect(sizes).toHaveLength(1)
  })

  test('they open in full, and the keyboard walks through them', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ben.sendFiles(id, 'My solution', files.read('board.jpg', 'tall.jpg', 'wide.jpg'))
    await expect.poll(() => loaded(ada), SHOWN).toBe(3)
    await ada.locator('.lectern-images button').first().focus()
    await ada.keyboard.press('Enter')
    const dialog = ada.getByRole('dialog', { name: 'Image' })
    await dialog.getByText('1 of 3', { exact: true }).waitFor()
    await dialog
      .locator('img')
      .last()
      .evaluate((image) => (image as HTMLImageElement).decode())
    await ada.keyboard.press('ArrowRight')
    await dialog.getByText('2 of 3', { exact: true }).waitFor()
    const { width = 0, height = 1 } = (await dialog.locator('.lectern-lightbox-image').boundingBox()) ?? {}
    expect(width / height).toBeCloseTo(600 / 1200, 2)
    await ada.keyboard.press('End')
    await dialog.getByText('3 of 3', { exact: true }).waitFor()
    await ada.keyboard.press('+')
    await expect
      .poll(() => dialog.locator('.lectern-lightbox-image').getAttribute('style'), PATIENCE)
      .toContain('scale(1.5)')
    await ada.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await ada.evaluate(() => document.activeElement?.closest('.lectern-images') !== null)).toBe(true)
  })

  test('a PDF shows its first page, code can be read, and both are downloaded under their names', async () => {
    const { ada, ben } = scene
    await scene.group()
    await files.choose(ben, 'notes.pdf', 'work.py')
    await composer(ben).press('Enter')
    await ada.getByRole('button', { name: 'First page of notes.pdf' }).waitFor(SHOWN)
    await ada.getByRole('button', { name: 'Preview', exact: true }).click()
    await ada.getByText('return sum(x) / len(x)').waitFor()
    const begun = ada.waitForEvent('download')
    await ada.getByRole('button', { name: 'Download notes.pdf' }).click()
    expect((await begun).suggestedFilename()).toBe('notes.pdf')
  })

  test('the list and the details show them', async () => {
    const { ada, cast } = scene
    const { id, title } = await scene.group()
    await cast.ben.sendFiles(id, 'My solution', files.read('board.jpg', 'tall.jpg', 'wide.jpg'))
    await cast.ben.sendFiles(id, '', files.read('notes.pdf', 'work.py'))
    const entry = ada.locator('.lectern-conversation').filter({ hasText: title })
    await entry.getByText('2 files').waitFor()
    await ada.getByRole('tab', { name: 'Files' }).click()
    const region = ada.getByRole('region', { name: 'Files' })
    await expect.poll(() => region.locator('.lectern-files-tiles img').count(), PATIENCE).toBe(3)
    await region.getByRole('button', { name: 'Files' }).click()
    await region.getByText('work.py').waitFor()
  })

  test('an image of 20 MB over a connection that is cut five times and over one reload arrives, hardly a byte sent twice', async () => {
    const { ada, cast, stage } = scene
    const { title } = await scene.group()
    // Seven million pixels of noise, which the server decodes and re-encodes like any other image.
    const image = await noise(2_660, 2_640)
    expect(image.length).toBeGreaterThan(20 * MB)
    files.add('large.png', image)
    const lines = new Lines(stage)
    const { page, line } = await lines.device(cast.ben.email)
    try {
      await openConversation(page, title)
      // Slow enough that every cut falls into it.
      line.set({ up: { bytes_per_s: 2.5 * MB } })
      const before = line.taken.up
      const sent = () => line.taken.up - before
      await files.choose(page, 'large.png')
      await composer(page).fill('Twenty megabytes')
      await page.keyboard.press('Enter')
      await rows(page, 'Twenty megabytes').waitFor()
      for (const share of [0.1, 0.25, 0.4, 0.6, 0.75]) {
        await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(share * image.length)
        line.reset()
        if (share === 0.4) await page.reload()
      }
      await rows(ada, 'Twenty megabytes').waitFor({ timeout: 120_000 })
      expect(sent()).toBeLessThan(image.length * 1.05)
      const picture = rows(ada, 'Twenty megabytes').locator('.lectern-images img')
      await expect
        .poll(() => picture.evaluate((shown) => (shown as HTMLImageElement).naturalWidth), SHOWN)
        .toBe(640)
    } finally {
      await page.context().close()
      await lines.close()
    }
  }, 300_000)
})
