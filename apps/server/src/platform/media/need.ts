// The memory that looking into a picture takes, as far as its header tells. Measured with photographs of 10 and 38
// megapixels as the most that the process had, and rounded up; see docs/operations.md.

/** What the header of a picture says. */
export interface PictureShape {
  media_type: string
  /** Of all its frames that are decoded. */
  pixels: number
  /** With transparency, or in more than eight bits. */
  deep: boolean
  /** A JPEG that comes in several passes: all of it is kept until the last one. */
  progressive: boolean
  /** Its camera was turned: all of it is kept to turn it back. */
  turned: boolean
}

const MB = 1024 ** 2
/** Of a process with its code, and of a small picture. */
export const PROCESS_BYTES = 100 * MB
/** Of a PDF or Word file, whose header does not tell it. */
export const DOCUMENT_BYTES = 300 * MB
/** A JPEG may be loaded at a half, a quarter or an eighth of its width and height. */
const SHRINKS = [1, 2, 4, 8] as const
export type Shrink = (typeof SHRINKS)[number]

/** Bytes for each pixel: of an ordinary picture, of a deep one. */
const PER_PIXEL: Readonly<Record<string, readonly [number, number]>> = {
  'image/jpeg': [0.5, 0.5],
  'image/png': [2, 4],
  'image/apng': [16, 16],
  'image/webp': [9, 16],
  'image/gif': [17, 17],
  'image/avif': [19, 21],
  'image/tiff': [5, 10],
  'image/bmp': [12, 12],
  'image/heic': [20, 20],
  'image/heif': [20, 20],
  'image/heic-sequence': [20, 20],
  'image/heif-sequence': [20, 20],
}
const UNKNOWN: readonly [number, number] = [21, 21]
/** Both coefficients of a pixel and its colours, without subsampling. */
const PROGRESSIVE = 6
const TURNED = 3

const jpegBytes = ({ progressive, turned, pixels }: PictureShape, shrink: number): number =>
  (progressive ? PROGRESSIVE * pixels : 0) + (turned ? (TURNED * pixels) / shrink ** 2 : 0)

/** The bytes that a process needs for it. */
export const needOf = (shape: PictureShape, shrink: Shrink = 1): number => {
  const { media_type, pixels, deep } = shape
  const [ordinary, more] = PER_PIXEL[media_type] ?? UNKNOWN
  const more_bytes = media_type === 'image/jpeg' ? jpegBytes(shape, shrink) : 0
  return Math.ceil(PROCESS_BYTES + pixels * (deep ? more : ordinary) + more_bytes)
}

export interface Plan {
  bytes: number
  shrink: Shrink
}

/** How to look into it with `most` bytes; undefined if it never fits. */
export const planOf = (shape: PictureShape, most: number): Plan | undefined => {
  const shrinks = shape.media_type === 'image/jpeg' ? SHRINKS : ([1] as const)
  const shrink = shrinks.find((each) => needOf(shape, each) <= most)
  return shrink && { bytes: needOf(shape, shrink), shrink }
}
