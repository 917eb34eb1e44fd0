// Reads the header of a picture, in the media process: the bytes are untrusted before anything of them is decoded, too.
import { open } from 'node:fs/promises'
import { bmpSize, framesIn } from './decoders.ts'
import { sharp } from './image-library.ts'
import type { Measured, MediaTask } from './inspection.ts'
import { isDecodable } from './image.ts'
import { mediaTypeOf } from './media-type.ts'
import type { PictureShape } from './need.ts'

/** The announcement of a movement comes before the picture itself. */
const HEAD_BYTES = 64 * 1024

export const measure = async ({
  source,
  filename,
  max_pixels,
}: MediaTask & { task: 'measure' }): Promise<Measured> => {
  const media_type = await mediaTypeOf(source, filename)
  const shape = isDecodable(media_type) ? await shapeOf(media_type, source, max_pixels) : undefined
  return { is: 'measured', shape }
}

/** Undefined for what is refused without being decoded: it is damaged, or has too many pixels. */
const shapeOf = async (
  media_type: string,
  source: string,
  max_pixels: number,
): Promise<PictureShape | undefined> => {
  const plain = { media_type, deep: false, progressive: false, turned: false }
  if (media_type === 'image/bmp') {
    const size = bmpSize(await headOf(source))
    return size && within({ ...plain, pixels: size.width * size.height }, max_pixels)
  }
  const found = await sharp(source, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!found) return undefined
  const { width, height, pages = 1, hasAlpha, depth, isProgressive, orientation = 1 } = found
  const area = width * height
  const frames = media_type === 'image/apng' ? framesIn(await headOf(source)) : pages
  // Of more only the first frame is decoded.
  const isMoving = MOVING.has(media_type) && area * frames <= max_pixels
  const shape = {
    ...{ media_type, pixels: isMoving ? area * Math.max(1, frames) : area },
    ...{ deep: hasAlpha || depth !== 'uchar', progressive: isProgressive, turned: orientation > 1 },
  }
  return within(shape, max_pixels)
}

const MOVING: ReadonlySet<string> = new Set(['image/gif', 'image/webp', 'image/apng'])

const within = (shape: PictureShape, max_pixels: number): PictureShape | undefined =>
  shape.pixels <= max_pixels ? shape : undefined

const headOf = async (source: string): Promise<Buffer> => {
  const file = await open(source, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
