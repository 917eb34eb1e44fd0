// Files between two people in a real browser: on the screen, on the wire, and on a line that keeps breaking.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noise } from '../apps/server/src/testing/pictures.ts'
import { FaultStage, type Device } from './faults/fault-stage.ts'
import { SampleFiles } from './sample-files.ts'
import { ADA, BEN, composer, openConversation, PATIENCE, rows } from './stage.ts'

const MB = 1024 ** 2
/** What a picture takes to be sent, checked and shown on two busy cores. */
const SHOWN = { timeout: 30_000 }

const tray = (page: Page) => page.getByRole('list', { name: 'Attached files' })
const loaded = (page: Page) =>
  page
    .locator('.lectern-images img')
    .evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length)

describe('files between two people', () => {
  let stage: FaultStage
  let files: SampleFiles
  let ada: Device
  let ben: Device

  beforeAll(async () => {
    ;[stage, files] = await Promise.all([FaultStage.open(), SampleFiles.make()])
    ;[ada, ben] = await Promise.all([stage.device(ADA), stage.device(BEN)])
    await openConversation(ada.page, 'Ben')
    await openConversation(ben.page, 'Ada')
  })
  afterAll(async () => {
    await stage.close()
    files.remove()
  })

  test('three photos arrive on the other side, and nothing moves while they load', async () => {
    await ada.page.evaluate(() => {
      const sizes = new Set<string>()
      Object.assign(globalThis, { sizes })
      const look = () => {
        const album = document.querySelector<HTMLElement>('.lectern-images')
        if (album) sizes.add(`${album.offsetWidth} x ${album.offsetHeight}`)
        requestAnimationFrame(look)
      }
      look()
    })
    await files.choose(ben.page, 'board.jpg', 'tall.jpg', 'wide.jpg')
    await expect.poll(() => tray(ben.page).getByRole('listitem').count(), PATIENCE).toBe(3)
    await composer(ben.page).fill('My solution')
    await ben.page.keyboard.press('Enter')
    await rows(ben.page, 'My solution').waitFor()
    await rows(ada.page, 'My solution').waitFor(SHOWN)
    await expect.poll(() => loaded(ada.page), SHOWN).toBe(3)
    await expect.poll(() => loaded(ben.page), SHOWN).toBe(3)
    const sizes = await ada.page.evaluate(() => [...(globalThis as unknown as { sizes: Set<string> }).sizes])
    expect(sizes).toHaveLength(1)
  })

  test('they open in full, and the keyboard walks through', async () => {
    await ada.page.locator('.lectern-images button').first().focus()
    await ada.page.keyboard.press('Enter')
    const dialog = ada.page.getByRole('dialog', { name: 'Image' })
    await dialog.getByText('1 of 3').waitFor()
    await dialog
      .locator('img')
      .last()
      .evaluate((image) => (image as HTMLImageElement).decode())
    await ada.page.keyboard.press('ArrowRight')
    await dialog.getByText('2 of 3').waitFor()
    const { width = 0, height = 1 } = (await dialog.locator('.lectern-lightbox-image').boundingBox()) ?? {}
    expect(width / height).toBeCloseTo(600 / 1200, 2)
    await ada.page.keyboard.press('End')
    await dialog.getByText('3 of 3').waitFor()
    await ada.page.keyboard.press('+')
    await expect
      .poll(() => dialog.locator('.lectern-lightbox-image').getAttribute('style'), PATIENCE)
      .toContain('scale(1.5)')
    await ada.page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await ada.page.evaluate(() => document.activeElement?.closest('.lectern-images') !== null)).toBe(
      true,
    )
  })

  test('a PDF shows its first page, code can be read, and both are downloaded under their names', async () => {
    await files.choose(ben.page, 'notes.pdf', 'work.py')
    await ben.page.keyboard.press('Enter')
    await composer(ben.page).press('Enter')
    await ada.page.getByRole('button', { name: 'First page of notes.pdf' }).waitFor(SHOWN)
    await ada.page.getByRole('button', { name: 'Preview', exact: true }).click()
    await ada.page.getByText('return sum(x) / len(x)').waitFor()
    const begun = ada.page.waitForEvent('download')
    await ada.page.getByRole('button', { name: 'Download notes.pdf' }).click()
    expect((await begun).suggestedFilename()).toBe('notes.pdf')
  })

  test('the list and the details know of them', async () => {
    await ada.page.getByRole('navigation', { name: 'Conversations' }).getByText('2 files').waitFor()
    const region = ada.page.getByRole('region', { name: 'Files' })
    await expect.poll(() => region.locator('.lectern-files-tiles img').count(), PATIENCE).toBe(3)
    await region.getByRole('button', { name: 'Files' }).click()
    await region.getByText('work.py').waitFor()
  })

  test('an image of 20 MB on a line that is cut five times and over one reload arrives, hardly a byte sent twice', async () => {
    const { page, line } = ben
    // Seven million pixels of noise, which the server decodes and writes anew like any other image.
    const image = await noise(2_660, 2_640)
    expect(image.length).toBeGreaterThan(20 * MB)
    files.add('large.png', image)
    // Slow enough that every cut falls into it.
    line.set({ up: { bytes_per_s: 2.5 * MB } })
    const before = line.received
    const sent = () => line.received - before
    await files.choose(page, 'large.png')
    await composer(page).fill('Twenty megabytes')
    await page.keyboard.press('Enter')
    await rows(page, 'Twenty megabytes').waitFor()
    for (const share of [0.1, 0.25, 0.4, 0.6, 0.75]) {
      await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(share * image.length)
      line.reset()
      if (share === 0.4) await page.reload()
    }
    await rows(ada.page, 'Twenty megabytes').waitFor({ timeout: 120_000 })
    expect(sent()).toBeLessThan(image.length * 1.05)
    const picture = rows(ada.page, 'Twenty megabytes').locator('.lectern-images img')
    await expect
      .poll(() => picture.evaluate((shown) => (shown as HTMLImageElement).naturalWidth), SHOWN)
      .toBe(640)
    line.heal()
  }, 300_000)

  test('nothing complained', () => {
    // A browser sends a request again by itself when its line is cut, from where the upload stood before.
    const isResent = (text: string) => /409 \(Conflict\) .*\/attachments\/uploads\//.test(text)
    expect(stage.complaints.filter((text) => !isResent(text))).toEqual([])
  })
})
