// An image in the Markdown of an editor: ![alternative text](attachment:its id).
import { imageAddress } from '@lectern/protocol'

export const imageText = (id: string, alt = ''): string => `![${escapeAlt(alt)}](${imageAddress(id)})`

/** The alternative text of an image. */
export const altIn = (text: string, id: string): string =>
  (imagesIn(text, id)[0]?.alt ?? '').replaceAll(/\\([[\]])/g, '$1')

/** The text with another alternative text for an image, at all its places. */
export const withAlt = (text: string, id: string, alt: string): string =>
  replaceEach(text, imagesIn(text, id), imageText(id, alt))

/** The text without an image; one on lines of its own goes with the empty line after it. */
export const withoutImage = (text: string, id: string): string =>
  replaceEach(
    text,
    imagesIn(text, id).map((image) => withLines(text, image)),
    '',
  )

interface Place {
  start: number
  end: number
}

const replaceEach = (text: string, places: readonly Place[], instead: string): string => {
  const kept = places.map(({ start }, index) => text.slice(places[index - 1]?.end ?? 0, start))
  return [...kept, text.slice(places.at(-1)?.end ?? 0)].join(instead)
}

const withLines = (text: string, { start, end }: Place): Place => {
  const isAlone = start === 0 || text[start - 1] === '\n'
  const lines = isAlone ? /\n{0,2}/y : /(?:)/y
  lines.lastIndex = end
  const { length } = lines.exec(text)?.[0] ?? ''
  return { start, end: end + length }
}

/** The images with that address, read once from the beginning to the end: `![` may be in an alternative text. */
const imagesIn = (text: string, id: string): (Place & { alt: string })[] => {
  const close = `](${imageAddress(id)})`
  const images: (Place & { alt: string })[] = []
  for (let start = text.indexOf('!['); ;) {
    const last = text.indexOf(close, start)
    if (start < 0 || last < 0) return images
    const at = altEnd(text, start + 2)
    const isFound = text.startsWith(close, at)
    const end = isFound ? at + close.length : at + 1
    if (isFound) images.push({ start, end, alt: text.slice(start + 2, at) })
    start = text.indexOf('![', end)
  }
}

/** The first bracket that is not escaped, or what else cannot be in an alternative text. */
const altEnd = (text: string, from: number): number => {
  ALT.lastIndex = from
  ALT.exec(text)
  return ALT.lastIndex
}

const ALT = /(?:\\.|[^\]\\])*/y

/** Brackets would end it early, and a new line would begin another block. */
const escapeAlt = (alt: string): string =>
  alt
    .replaceAll(/\s+/g, ' ')
    .replaceAll('\\', '')
    .replaceAll(/[[\]]/g, String.raw`\$&`)
