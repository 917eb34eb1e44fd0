// An image in the Markdown of an editor: ![alternative text](attachment:its id).
import { imageAddress } from '@lectern/protocol'

export const imageText = (id: string, alt = ''): string => `![${escapeAlt(alt)}](${imageAddress(id)})`

/** The alternative text of an image. */
export const altIn = (text: string, id: string): string =>
  (imageOf(id).exec(text)?.[1] ?? '').replaceAll(/\\([[\]])/g, '$1')

/** The text with another alternative text for an image, at all its places. */
export const withAlt = (text: string, id: string, alt: string): string =>
  text.replaceAll(imageOf(id), () => imageText(id, alt))

/** The text without an image; one on lines of its own goes with the empty line after it. */
export const withoutImage = (text: string, id: string): string => {
  const { source } = imageOf(id)
  return text.replaceAll(new RegExp(`(?<=^|\\n)${source}(?:\\n{1,2}|$)|${source}`, 'g'), '')
}

const imageOf = (id: string): RegExp =>
  new RegExp(`!\\[((?:\\\\.|[^\\]\\\\])*)\\]\\(${imageAddress(id)}\\)`, 'g')

/** Brackets would end it early, and a new line would begin another block. */
const escapeAlt = (alt: string): string =>
  alt
    .replaceAll(/\s+/g, ' ')
    .replaceAll('\\', '')
    .replaceAll(/[[\]]/g, String.raw`\$&`)
