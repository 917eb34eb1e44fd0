import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../testing/manual-clock.ts'
import { lackOf } from './lack.ts'
import { Media, MediaFailed } from './media.ts'

const entry = fileURLToPath(new URL('../../testing/short-child.ts', import.meta.url))
const MANY = 8 * 1024 ** 3

describe('a machine that is short of something', () => {
  let folder: string
  const clock = new ManualClock()
  const opened: Media[] = []
  const open = (memory_bytes = MANY) => {
    const media = new Media(clock, { entry, memory_bytes })
    opened.push(media)
    return media
  }
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lectern-media-'))))
  afterEach(() => {
    for (const media of opened.splice(0)) media.close()
    rmSync(folder, { recursive: true })
  })
  const look = (media: Media, source: string, user_id = source) =>
    media.inspect({ source, folder, filename: source, widths: [], max_pixels: 1 }, user_id)
  const failure = (media: Media, source: string) =>
    look(media, source).then(
      () => undefined,
      (error: unknown) => [error instanceof MediaFailed, (error as MediaFailed).lack],
    )

  it('O11 looks into a file again, alone, whose process the system ended for memory', async () => {
    const media = open()
    const both = await Promise.all([look(media, 'large', 'ada'), look(media, 'second', 'ben')])
    expect(both).toEqual([
      { is: 'other', media_type: 'image/jpeg' },
      { is: 'other', media_type: 'image/jpeg' },
    ])
  })

  it.each([
    ['killed', 'no_memory'],
    ['guarded', 'too_demanding'],
    ['full', 'no_space'],
    ['crashed', undefined],
  ])('O11 says what lacked when a process is %s: %s', async (source, lack) => {
    expect(await failure(open(), source)).toEqual([true, lack])
  })

  it('O11 says that the time was over', async () => {
    const media = open()
    const answer = failure(media, 'slow')
    await expect.poll(() => existsSync(join(folder, 'begun'))).toBe(true)
    clock.advance(60_000)
    expect(await answer).toEqual([true, 'too_slow'])
  })

  it('O11 goes on after a lack', async () => {
    const media = open()
    expect(await failure(media, 'killed')).toEqual([true, 'no_memory'])
    await Promise.all([look(media, 'large', 'ada'), look(media, 'second', 'ben')])
  })

  const picture = (media: Media, filename: string) =>
    media.inspect({ source: 'picture', folder, filename, widths: [], max_pixels: 40_000_000 }, filename)

  it('O11 looks into one large picture at a time where two have no room', async () => {
    const media = open(1024 ** 3)
    const all = Promise.all(['ada', 'ben', 'chloe'].map((name) => picture(media, name)))
    await expect.poll(() => readdirSync(folder).some((name) => name.startsWith('in-'))).toBe(true)
    writeFileSync(join(folder, 'go'), '')
    expect((await all).map(({ is }) => is)).toEqual(['other', 'other', 'other'])
  })

  it('O11 refuses a picture that never fits as too demanding, and starts no work on it', async () => {
    const media = open(512 * 1024 ** 2)
    await expect(picture(media, 'ada')).rejects.toMatchObject({ lack: 'too_demanding' })
    expect(readdirSync(folder)).toEqual([])
  })
})

it.each([
  [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'no_space'],
  [Object.assign(new Error('x'), { code: 'ENOMEM' }), 'no_memory'],
  [Object.assign(new Error('x'), { code: 'EMFILE' }), 'no_memory'],
  [new RangeError('Array buffer allocation failed'), 'no_memory'],
  [new Error('vips: out of memory --- size == 114MB'), 'no_memory'],
  [new Error('/data/x.new: unable to write: No space left on device'), 'no_space'],
  [new Error('VipsJpeg: premature end of JPEG image'), undefined],
  [new RangeError('Offset is outside the bounds of the DataView'), undefined],
  [new Error('Bad end of central directory'), undefined],
  ['nothing', undefined],
])('O11 of %s lacked: %s', (error, lack) => {
  expect(lackOf(error)).toBe(lack)
})
