// Pictures that the image library does not read, or not whole: HEIC (every iPhone takes them), BMP, and the movement
// of APNG. Each decoder is loaded when it is first needed, and never decodes more pixels than allowed.
import { readFile } from 'node:fs/promises'

/** Frames of RGBA below each other. */
export interface Pixels {
  data: Uint8Array
  width: number
  /** Of one frame. */
  height: number
  /** For a moving picture: how long each frame is shown, and how often all are; 0: without an end. */
  delays_ms?: number[]
  plays?: number
}

export class TooManyPixels extends Error {
  readonly pixels: number

  constructor(pixels: number) {
    super(`The picture has ${pixels} pixels.`)
    this.pixels = pixels
  }
}

type Decoder = (bytes: Buffer, maxPixels: number) => Promise<Pixels | undefined>

const decodeHeic: Decoder = async (bytes, maxPixels) => {
  const { default: heic } = await import('heic-decode')
  const pictures = await heic.all({ buffer: bytes })
  try {
    const [first] = pictures
    if (!first) return undefined
    refuseMore(first, maxPixels)
    const { data, width, height } = await first.decode()
    return { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width, height }
  } finally {
    pictures.dispose()
  }
}

/** By the header; the height is negative for rows from the top. */
export const bmpSize = (bytes: Buffer): { width: number; height: number } | undefined =>
  bytes.length < 26
    ? undefined
    : { width: Math.abs(bytes.readInt32LE(18)), height: Math.abs(bytes.readInt32LE(22)) }

const decodeBmp: Decoder = async (bytes, maxPixels) => {
  const size = bmpSize(bytes)
  if (!size) return undefined
  refuseMore(size, maxPixels)
  const { decode } = await import('bmp-ts')
  const { data, width, height } = decode(bytes, { toRGBA: true })
  return { data, width, height: Math.abs(height) }
}

/** Undefined for what the image library reads as well: a still picture, or one in another depth. */
const decodeApng: Decoder = async (bytes, maxPixels) => {
  // IHDR is the first chunk: width, height, depth, colour.
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  const frames = framesIn(bytes)
  if (frames < 2 || bytes[24] !== 8 || size.width * size.height * frames > maxPixels) return undefined
  const { decodeApng: read } = await import('fast-png')
  const movie = read(bytes)
  if (movie.palette || (movie.channels !== 3 && movie.channels !== 4)) return undefined
  const { width, height, channels } = movie
  const data = new Uint8Array(width * height * 4 * movie.frames.length).fill(255)
  movie.frames.forEach((frame, place) => {
    for (let pixel = 0; pixel < width * height; pixel++)
      for (let channel = 0; channel < channels; channel++)
        data[(place * width * height + pixel) * 4 + channel] = frame.data[pixel * channels + channel] ?? 0
  })
  return {
    ...{ data, width, height, plays: movie.numberOfPlays },
    delays_ms: movie.frames.map(({ delayNumber, delayDenominator }) =>
      Math.round((delayNumber / (delayDenominator || 100)) * 1_000),
    ),
  }
}

/** As `acTL` announces them. */
export const framesIn = (bytes: Buffer): number => {
  const at = bytes.indexOf('acTL', 0, 'latin1')
  return at < 0 || at + 8 > bytes.length ? 0 : bytes.readUInt32BE(at + 4)
}

const refuseMore = ({ width, height }: { width: number; height: number }, maxPixels: number): void => {
  if (width * height > maxPixels) throw new TooManyPixels(width * height)
}

const DECODERS: Readonly<Record<string, Decoder>> = {
  'image/heic': decodeHeic,
  'image/heif': decodeHeic,
  'image/heic-sequence': decodeHeic,
  'image/heif-sequence': decodeHeic,
  'image/bmp': decodeBmp,
  'image/apng': decodeApng,
}

/** Undefined if the image library is to read it. @throws TooManyPixels */
export const decodePixels = async (
  media_type: string,
  source: string,
  maxPixels: number,
): Promise<Pixels | undefined> => {
  const decoder = DECODERS[media_type]
  return decoder && decoder(await readFile(source), maxPixels)
}
