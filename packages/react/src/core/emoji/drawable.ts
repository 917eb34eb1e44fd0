// Finds out which emoji the device can draw, by drawing some.
import type { Drawable, EmojiRecord } from './emoji-set.ts'

const FACE = '😀'
const FLAG = '🇪🇺'
/** Every device in use has these. */
const OLD_VERSION = 12
const SIDE_PX = 20
const EVERYTHING: Drawable = { version: Number.POSITIVE_INFINITY, flags: true }

/** Emoji are drawn in colour; boxes and letters are drawn in the text's colour. */
export const drawableOf = (records: readonly EmojiRecord[]): Drawable => {
  if (!('CanvasRenderingContext2D' in globalThis)) return EVERYTHING
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!pen) return EVERYTHING
  pen.font = `${SIDE_PX / 2}px 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif`
  pen.textBaseline = 'top'
  const usual = pen.measureText(FACE).width
  const draws = (emoji: string) => pen.measureText(emoji).width < usual * 1.5 && isColoured(pen, emoji)
  // A device without coloured emoji cannot be tested this way.
  if (!draws(FACE)) return EVERYTHING
  return { version: newest(records, draws), flags: draws(FLAG) }
}

const newest = (records: readonly EmojiRecord[], draws: (emoji: string) => boolean): number => {
  const samples = new Map(records.map(({ version, emoji }) => [version, emoji]))
  const versions = [...samples.keys()].filter((version) => version > OLD_VERSION).sort((a, b) => b - a)
  return versions.find((version) => draws(samples.get(version) ?? '')) ?? OLD_VERSION
}

const isColoured = (pen: CanvasRenderingContext2D, emoji: string): boolean => {
  pen.clearRect(0, 0, SIDE_PX, SIDE_PX)
  pen.fillText(emoji, 0, 0)
  const { data } = pen.getImageData(0, 0, SIDE_PX, SIDE_PX)
  return data.some((value, index) => index % 4 === 0 && value !== data[index + 1])
}
