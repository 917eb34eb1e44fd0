// Images are decoded and re-encoded: hidden or appended data does not survive that.
import { join } from 'node:path'
import type { Sharp } from 'sharp'
import { decodePixels, TooManyPixels, type Pixels } from './decoders.ts'
import { sharp } from './image-library.ts'
import { throwLack } from './lack.ts'
import { temporaryName, type Inspection, type MediaTask } from './inspection.ts'

type Task = MediaTask & { task: 'inspect' }

/** The output format of each type: one that every browser shows. */
const OUTPUTS: Record<string, 'jpeg' | 'png' | 'webp' | 'gif'> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'webp',
  'image/heic': 'jpeg',
  'image/heif': 'jpeg',
  'image/heic-sequence': 'jpeg',
  'image/heif-sequence': 'jpeg',
  'image/bmp': 'png',
  'image/tiff': 'webp',
}
const EXTENSIONS = { jpeg: 'jpg', png: 'png', webp: 'webp', gif: 'gif' }
const QUALITY = {
  jpeg: { quality: 88, optimizeCoding: false },
  png: {},
  webp: { quality: 88, effort: 2 },
  gif: { effort: 3 },
}
const PREVIEW = { quality: 80, effort: 2 }

export const isDecodable = (media_type: string): boolean => media_type in OUTPUTS

export const rewriteImage = async (media_type: string, task: Task): Promise<Inspection> => {
  try {
    return await rewrite(media_type, task)
  } catch (error) {
    if (error instanceof TooManyPixels) return tooMany(error.pixels, task.max_pixels)
    throwLack(error)
    return { is: 'refused', why: 'image_damaged', reason: 'The image is damaged and cannot be read.' }
  }
}

const rewrite = async (media_type: string, task: Task): Promise<Inspection> => {
  const { source, max_pixels, shrink = 1 } = task
  const pixels = await decodePixels(media_type, source, max_pixels)
  if (pixels) return store(ofPixels(pixels), { format: formatOf(media_type, pixels), animated: true }, task)
  const format = OUTPUTS[media_type] ?? 'webp'
  // Only the head of the file is read here, so its size does not matter.
  const { width, height, pages = 1, autoOrient } = await sharp(source, { limitInputPixels: false }).metadata()
  const area = width * height
  if (area > max_pixels) return tooMany(area, max_pixels)
  const animated = (format === 'gif' || format === 'webp') && pages > 1 && area * pages <= max_pixels
  const opened = sharp(source, {
    animated,
    sequentialRead: true,
    limitInputPixels: max_pixels,
    failOn: 'error',
  })
  if (animated) return store(opened, { format, animated }, task)
  const upright = opened.autoOrient()
  // The decoder itself leaves out pixels.
  const smaller = shrink === 1 ? upright : upright.resize({ width: Math.ceil(autoOrient.width / shrink) })
  return store(smaller, { format, animated }, task)
}

const tooMany = (pixels: number, limit: number): Inspection => ({
  is: 'refused',
  why: 'too_many_pixels',
  reason: `The image has ${inMega(pixels)} megapixels; the limit is ${inMega(limit)}.`,
})

type Format = 'jpeg' | 'png' | 'webp' | 'gif'

/** A moving picture becomes one of the kind that every browser moves. */
const formatOf = (media_type: string, { delays_ms }: Pixels): Format =>
  delays_ms ? 'webp' : (OUTPUTS[media_type] ?? 'webp')

const ofPixels = ({ data, width, height, delays_ms, plays = 0 }: Pixels): Sharp => {
  const frames = delays_ms?.length ?? 1
  const raw = { width, height: height * frames, channels: 4 as const, pageHeight: height }
  const opened = sharp(data, { raw })
  return delays_ms ? opened.webp({ ...QUALITY.webp, delay: delays_ms, loop: plays }) : opened
}

/** Writes the picture and its previews. */
const store = async (
  picture: Sharp,
  { format, animated }: { format: Format; animated: boolean },
  { folder, widths, max_pixels }: Task,
): Promise<Inspection> => {
  const open = (path: string) =>
    sharp(path, { animated, sequentialRead: true, limitInputPixels: max_pixels, failOn: 'error' })
  const content = join(folder, temporaryName('content'))
  const made = await picture.toFormat(format, QUALITY[format]).toFile(content)
  const shape = { width: made.width, height: made.pageHeight ?? made.height }
  const smaller = widths.filter((each) => each < shape.width)
  for (const each of smaller)
    await open(content)
      .resize({ width: each })
      .webp(PREVIEW)
      .toFile(join(folder, temporaryName(each)))
  return {
    is: 'image',
    media_type: `image/${format}`,
    extension: EXTENSIONS[format],
    ...shape,
    widths: smaller,
  }
}

const inMega = (pixels: number): number => Math.ceil(pixels / 1e6)

/** Previews of a picture in memory that is `widths.at(-1)` wide at most. */
export const writePreviews = async (picture: Buffer, folder: string, widths: number[]): Promise<void> => {
  for (const width of widths)
    await sharp(picture)
      .resize({ width, withoutEnlargement: true })
      .webp(PREVIEW)
      .toFile(join(folder, temporaryName(width)))
}
