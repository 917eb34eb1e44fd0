import { readFile } from 'node:fs/promises'
import mammoth from 'mammoth'
import { Archive, UnpacksTooLarge } from './archive.ts'
import type { ExtractedText } from './inspection.ts'

/** Both left out of the library's types: Markdown, and an archive that somebody else opened. */
const { convertToMarkdown } = mammoth as unknown as {
  convertToMarkdown(
    input: { file: Archive },
    options: Parameters<typeof mammoth.convertToHtml>[1],
  ): ReturnType<typeof mammoth.convertToHtml>
}

/** What is read of an archive, unpacked: more than the XML of a thousand pages. */
const MAX_UNPACKED = 64 * 1024 ** 2

/** What the library escapes though it means nothing within a line of Markdown. */
const NEEDLESS = /\\([.!(){}+\-#>])/g

/** As Markdown; pictures are left out. */
export const readDocx = async (path: string): Promise<ExtractedText> => {
  const bytes = await readFile(path)
  try {
    const options = { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) }
    const { value } = await convertToMarkdown({ file: new Archive(bytes, MAX_UNPACKED) }, options)
    return { is: 'text', format: 'markdown', text: tidy(value) }
  } catch (error) {
    if (error instanceof UnpacksTooLarge)
      return {
        is: 'refused',
        why: 'unpacks_too_large',
        reason: 'The Word file unpacks to more than 64 MB of text.',
      }
    return { is: 'refused', why: 'damaged', reason: 'The Word file is damaged and cannot be read.' }
  }
}

const tidy = (markdown: string): string =>
  markdown
    .replaceAll(/!\[[^\]]*\]\(\)/g, '')
    .replaceAll(/<a id="[^"]*"><\/a>/g, '')
    .replaceAll(NEEDLESS, '$1')
    .replaceAll(/__(.+?)__/g, '**$1**')
    .trim()
