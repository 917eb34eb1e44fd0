import mammoth from 'mammoth'
import type { ExtractedText } from './inspection.ts'

/** Left out of the library's types. */
const { convertToMarkdown } = mammoth as unknown as { convertToMarkdown: typeof mammoth.convertToHtml }

/** What the library escapes though it means nothing within a line of Markdown. */
const NEEDLESS = /\\([.!(){}+\-#>])/g

/** As Markdown; pictures are left out. */
export const readDocx = async (path: string): Promise<ExtractedText> => {
  try {
    const options = { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) }
    const { value } = await convertToMarkdown({ path }, options)
    return { is: 'text', format: 'markdown', text: tidy(value) }
  } catch {
    return { is: 'refused', reason: 'The Word file is damaged or protected by a password.' }
  }
}

const tidy = (markdown: string): string =>
  markdown
    .replaceAll(/!\[[^\]]*\]\(\)/g, '')
    .replaceAll(/<a id="[^"]*"><\/a>/g, '')
    .replaceAll(NEEDLESS, '$1')
    .replaceAll(/__(.+?)__/g, '**$1**')
    .trim()
