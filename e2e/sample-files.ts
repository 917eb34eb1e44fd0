// Real files of every kind that people send, made in a folder of their own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { jpeg, pdf, photo } from '../apps/server/src/testing/pictures.ts'
import type { NamedBytes } from './person.ts'

export class SampleFiles {
  readonly #folder = mkdtempSync(join(tmpdir(), 'lectern-files-'))

  /** Three photos, a PDF, some code, and a damaged photo. */
  static async make(): Promise<SampleFiles> {
    const files = new SampleFiles()
    files.add('board.jpg', await photo(1600, 1200))
    files.add('tall.jpg', await jpeg(600, 1200))
    files.add('wide.jpg', await jpeg(1400, 500))
    files.add('damaged.jpg', (await jpeg(300, 200)).subarray(0, 160))
    files.add('notes.pdf', pdf())
    files.add('work.py', 'def mean(x):\n    return sum(x) / len(x)\n')
    return files
  }

  add(name: string, bytes: Buffer | string): void {
    writeFileSync(this.path(name), bytes)
  }

  path(name: string): string {
    return join(this.#folder, name)
  }

  /** For `Person.sendFiles`. */
  read(...names: string[]): NamedBytes[] {
    return names.map((name) => ({ name, bytes: readFileSync(this.path(name)) }))
  }

  /** Like a choice in the browser's dialog. */
  choose(page: Page, ...names: string[]): Promise<void> {
    return page.locator('input[data-files]').setInputFiles(names.map((name) => this.path(name)))
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

const RATE = 8_000

/** A tone, as a WAV file of 16 bits. */
export const wav = (seconds: number, hz = 440): Buffer => {
  const samples = RATE * seconds
  const file = Buffer.alloc(44 + 2 * samples)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  // 16 bytes of format follow: PCM, one channel, rate, bytes a second, bytes and bits of a sample.
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(2 * RATE, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(2 * samples, 40)
  for (let at = 0; at < samples; at++)
    file.writeInt16LE(Math.round(8_000 * Math.sin((2 * Math.PI * hz * at) / RATE)), 44 + 2 * at)
  return file
}

/** A moving square, which the browser itself records. */
export const webm = async (page: Page): Promise<Buffer> => {
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 })
    const pen = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' })
    const pieces: Blob[] = []
    recorder.ondataavailable = ({ data }) => pieces.push(data)
    const stopped = new Promise((resolve) => (recorder.onstop = resolve))
    recorder.start()
    for (let frame = 0; frame < 60; frame++) {
      pen?.fillRect(2 * frame, 30, 20, 20)
      await new Promise(requestAnimationFrame)
    }
    recorder.stop()
    await stopped
    return [...new Uint8Array(await new Blob(pieces).arrayBuffer())]
  })
  return Buffer.from(bytes)
}

export const notebook = (): string =>
  JSON.stringify({
    nbformat: 4,
    metadata: { language_info: { name: 'python' } },
    cells: [
      { cell_type: 'markdown', source: ['# Means\n', 'We add and divide: $\\bar x$.'] },
      {
        cell_type: 'code',
        source: 'sum([2, 4, 9]) / 3',
        outputs: [{ output_type: 'execute_result', data: { 'text/plain': '5.0' } }],
      },
    ],
  })
