// How an image stands in Markdown that somebody is writing: ![what it shows](attachment:its id).
import { imageAddress } from '@lectern/protocol'

export const imageText = (id: string, alt = ''): string => `![${escaped(alt)}](${imageAddress(id)})`

/** What the text says that an image shows. */
export const altIn = (text: string, id: string): string =>
  (imageOf(id).exec(text)?.[1] ?? '').replaceAll(/\\([[\]])/g, '$1')

/** The text with other words for an image, wherever it stands. */
export const withAlt = (text: string, id: string, alt: string): string =>
  text.replaceAll(imageOf(id), () => imageText(id, alt))

/** The text without an image; one in lines of its own goes with the empty line behind it. */
export const withoutImage = (text: string, id: string): string => {
  const { source } = imageOf(id)
  return text.replaceAll(new RegExp(`(?<=^|\\n)${source}(?:\\n{1,2}|$)|${source}`, 'g'), '')
}

const imageOf = (id: string): RegExp =>
  new RegExp(`!\\[((?:\\\\.|[^\\]\\\\])*)\\]\\(${imageAddress(id)}\\)`, 'g')

/** Brackets would end it too early, and a new line would begin something else. */
const escaped = (alt: string): string =>
  alt
    .replaceAll(/\s+/g, ' ')
    .replaceAll('\\', '')
    .replaceAll(/[[\]]/g, String.raw`\$&`)
