// The files of two people are in a bucket, which also fails for a while.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { S3Server } from '../apps/server/src/testing/s3-server.ts'
import { SampleFiles } from './sample-files.ts'
import { useScene } from './scene.ts'
import { composer, rows, Stage } from './stage.ts'

const SHOWN = { timeout: 60_000 }
const LARGE = Buffer.alloc(20 * 1024 ** 2, 'lectern\0\x01')

const tray = (page: Page) => page.getByRole('list', { name: 'Attached files' })
const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('with a bucket', () => {
  let s3: S3Server
  let files: SampleFiles
  const scene = useScene({
    open: async () => {
      s3 = await S3Server.start()
      return Stage.open(s3.env('school'))
    },
    // While the bucket is away.
    expect: [/503 \(Service Unavailable\) .*\/attachments\//],
  })
  beforeAll(async () => void (files = await SampleFiles.make()))
  afterAll(async () => {
    files.remove()
    await s3.close()
  })

  const send = async (page: Page, text: string) => {
    await composer(page).fill(text)
    await composer(page).press('Enter')
  }

  test('a picture, a document and 20 MB come to the other person', async () => {
    const { ada, ben } = scene
    await scene.group()
    await ben.locator('input[data-files]').setInputFiles([
      { name: 'board.jpg', mimeType: 'image/jpeg', buffer: readFileSync(files.path('board.jpg')) },
      { name: 'notes.pdf', mimeType: 'application/pdf', buffer: readFileSync(files.path('notes.pdf')) },
      { name: 'large.bin', mimeType: 'application/octet-stream', buffer: LARGE },
    ])
    await expect.poll(() => tray(ben).locator('[data-status=ready]').count(), SHOWN).toBe(3)
    await send(ben, 'All of it')
    const message = rows(ada, 'All of it')
    await message.getByText('notes.pdf').first().waitFor(SHOWN)
    const widths = () =>
      message
        .locator('img')
        .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth))
    await expect
      .poll(async () => (await widths()).filter((width) => width > 0).length, SHOWN)
      .toBeGreaterThan(0)
    const loading = ada.waitForEvent('download')
    await ada.getByRole('button', { name: 'Download large.bin' }).click(SHOWN)
    expect(sum(readFileSync(await (await loading).path()))).toBe(sum(LARGE))
  })

  test('files wait while the bucket is full, as for a full disk, and arrive by themselves', async () => {
    const { ada, ben } = scene
    await scene.group()
    let refused = 0
    s3.disturb = ({ method }) => {
      if (method !== 'PUT') return undefined
      refused++
      return { status: 507, code: 'QuotaExceeded' }
    }
    const choose = (name: string) =>
      ben
        .locator('input[data-files]')
        .setInputFiles([{ name, mimeType: 'text/plain', buffer: Buffer.from(`the text of ${name}`) }])
    // The first file finds out, and waits at the server. From then on people are told.
    await choose('first.txt')
    await expect.poll(() => refused, SHOWN).toBeGreaterThan(0)
    const told = ben.waitForResponse((answer) => answer.status() === 503, SHOWN)
    await choose('second.txt')
    expect(((await (await told).json()) as { code: string }).code).toBe('storage_full')
    expect(await tray(ben).locator('[data-status=ready]').count()).toBe(0)
    s3.disturb = undefined
    await send(ben, 'Both at last')
    for (const name of ['first.txt', 'second.txt'])
      await rows(ada, 'Both at last').getByText(name).first().waitFor(SHOWN)
  })
})
