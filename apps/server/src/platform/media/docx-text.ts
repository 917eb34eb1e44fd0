import { readFile } from 'node:fs/promises'
import mammoth from 'mammoth'
import { Archive, UnpacksTooLarge } from './archive.ts'
import type { ExtractedText } from './inspection.ts'
import { throwLack } from './lack.ts'
import { replaceImages } from './replace-images.ts'
import { WordEquations } from './word-equations.ts'
import { WordPictures } from './word-pictures.ts'
import { assembleTables, splitTables } from './word-tables.ts'

/** Both are missing in the library's types: Markdown, and an opened archive. */
const { convertToMarkdown } = mammoth as unknown as {
  convertToMarkdown(
    input: { file: Pick<Archive, 'exists' | 'read'> },
    options: Parameters<typeof mammoth.convertToHtml>[1],
  ): ReturnType<typeof mammoth.convertToHtml>
}

/** The limit for unpacked data: more than the XML of a thousand pages. */
const MAX_UNPACKED = 64 * 1024 ** 2

/** Characters that the library escapes without need within a line of Markdown. */
const NEEDLESS = /\\([.!(){}+\-#>])/g

export interface DocxFile {
  source: string
  /** The folder for its pictures. */
  folder: string
  max_pictures: number
}

/** Converts a Word file to Markdown with its tables, formulas and pictures. */
export const readDocx = async ({ source, folder, max_pictures }: DocxFile): Promise<ExtractedText> => {
  const bytes = await readFile(source)
  try {
    const pictures = new WordPictures(folder, max_pictures)
    const archive = new Archive(bytes, MAX_UNPACKED)
    const equations = new WordEquations()
    const read: Archive['read'] = async (name, encoding) => {
      const content = await archive.read(name, encoding)
      return typeof content === 'string' && name.endsWith('.xml') ? equations.takeOut(content) : content
    }
    const convertImage = mammoth.images.imgElement((image) => pictures.take(image))
    const options = { convertImage, transformDocument: splitTables }
    const { value } = await convertToMarkdown({ file: { exists: archive.exists, read } }, options)
    const text = equations.putIn(assembleTables(tidy(value))).trim()
    return { is: 'text', format: 'markdown', text, pictures: pictures.names }
  } catch (error) {
    throwLack(error)
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
  replaceImages(markdown, '', () => '')
    .replaceAll(/<a id="[^"]*"><\/a>/g, '')
    .replaceAll(NEEDLESS, '$1')
    .replaceAll(/__(.+?)__/g, '**$1**')
