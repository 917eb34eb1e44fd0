import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apng, bmp, heic } from '../../testing/odd-files.ts'
import { jpeg, photo, picture } from '../../testing/pictures.ts'
import { measure } from './measure.ts'
import { needOf, planOf, PROCESS_BYTES, type PictureShape } from './need.ts'

const MB = 1024 ** 2
const PLAIN: PictureShape = {
  ...{ media_type: 'image/jpeg', pixels: 38_000_000 },
  ...{ deep: false, progressive: false, turned: false },
}

/** The most that a process had, in MB, of photographs of 38 megapixels. */
const MEASURED: [string, Partial<PictureShape>, number][] = [
  ['an ordinary JPEG', {}, 140],
  ['a progressive JPEG', { progressive: true }, 230],
  ['a turned JPEG', { turned: true }, 223],
  ['a PNG', { media_type: 'image/png' }, 213],
  ['a PNG with transparency', { media_type: 'image/png', deep: true }, 268],
  ['a WebP', { media_type: 'image/webp' }, 404],
  ['a WebP with transparency', { media_type: 'image/webp', deep: true }, 627],
  ['an AVIF', { media_type: 'image/avif' }, 782],
  ['a TIFF', { media_type: 'image/tiff' }, 291],
  ['a GIF', { media_type: 'image/gif' }, 728],
  ['a BMP', { media_type: 'image/bmp' }, 528],
]

/** Pages of the program that every process shares. */
const SHARED_MB = 45

it.each(MEASURED)('O11 expects of %s at least what it took', (_name, of, measured_mb) => {
  const need = needOf({ ...PLAIN, ...of })
  expect(need).toBeGreaterThanOrEqual((measured_mb - SHARED_MB) * MB)
  expect(need).toBeLessThan(1024 * MB)
})

describe('with little memory', () => {
  it('O11 a turned JPEG is loaded smaller, until it fits', () => {
    const turned = { ...PLAIN, turned: true }
    expect(planOf(turned, 300 * MB)?.shrink).toBe(1)
    expect(planOf(turned, 153 * MB)).toEqual({ bytes: needOf(turned, 2), shrink: 2 })
  })

  it('O11 what cannot be loaded smaller has no plan', () => {
    expect(planOf({ ...PLAIN, media_type: 'image/avif' }, 600 * MB)).toBeUndefined()
    expect(planOf({ ...PLAIN, progressive: true }, 153 * MB)).toBeUndefined()
  })
})

describe('the header', () => {
  let folder: string
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'lectern-shape-'))))
  afterAll(() => rmSync(folder, { recursive: true }))
  const shapeOf = async (filename: string, bytes: Buffer, max_pixels = 10_000) => {
    const source = join(folder, filename)
    writeFileSync(source, bytes)
    return (await measure({ task: 'measure', source, filename, max_pixels })).shape
  }
  const shape = (media_type: string, pixels: number, more: Partial<PictureShape> = {}) => ({
    ...PLAIN,
    ...{ media_type, pixels, ...more },
  })

  it('O11 of a picture tells what it needs', async () => {
    expect(await shapeOf('a.jpg', await jpeg(80, 60))).toEqual(shape('image/jpeg', 4_800))
    expect(await shapeOf('b.jpg', await photo(80, 60))).toEqual(shape('image/jpeg', 4_800, { turned: true }))
    const passes = await picture(80, 60).jpeg({ progressive: true }).toBuffer()
    expect(await shapeOf('c.jpg', passes)).toEqual(shape('image/jpeg', 4_800, { progressive: true }))
    const clear = await sharp(await picture(80, 60).png().toBuffer())
      .removeAlpha()
      .ensureAlpha(0.5)
      .webp()
      .toBuffer()
    expect(await shapeOf('d.webp', clear)).toEqual(shape('image/webp', 4_800, { deep: true }))
    const avif = await picture(80, 60).avif({ effort: 0 }).toBuffer()
    expect(await shapeOf('e.avif', avif)).toMatchObject({ media_type: 'image/avif', pixels: 4_800 })
    expect(await shapeOf('f.bmp', bmp(80, 60))).toEqual(shape('image/bmp', 4_800))
    expect(await shapeOf('g.heic', heic())).toMatchObject({ media_type: 'image/heic', pixels: 2_560 })
  })

  it('O11 of a movement counts all frames, or the first of too many', async () => {
    expect(await shapeOf('a.png', apng(40, 30))).toMatchObject({ media_type: 'image/apng', pixels: 2_400 })
    expect(await shapeOf('b.png', apng(80, 90))).toMatchObject({ media_type: 'image/apng', pixels: 7_200 })
  })

  it('O11 of what is not decoded asks for no more than a process', async () => {
    expect(await shapeOf('large.png', await picture(200, 60).png().toBuffer())).toBeUndefined()
    expect(await shapeOf('damaged.jpg', (await jpeg(80, 60)).subarray(0, 40))).toBeUndefined()
    expect(await shapeOf('words.txt', Buffer.from('Halve it'))).toBeUndefined()
    expect(needOf({ ...PLAIN, pixels: 0 })).toBe(PROCESS_BYTES)
  })
})
