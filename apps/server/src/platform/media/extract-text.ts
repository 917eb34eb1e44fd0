import { readFile } from 'node:fs/promises'
import type { ExtractedText, MediaTask } from './inspection.ts'

type Task = MediaTask & { task: 'extract_text' }

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const extractText = async ({ source, media_type, max_chars }: Task): Promise<ExtractedText> => {
  const extracted = await read(source, media_type)
  if (extracted.is !== 'text') return extracted
  const text = extracted.text.replaceAll('\u0000', '').toWellFormed()
  const chars = text.length <= max_chars ? text.length : Array.from(text).length
  if (text.trim() === '') return { is: 'refused', reason: 'The file has no text.' }
  return chars > max_chars ? { is: 'too_long', chars } : { ...extracted, text }
}

const read = async (source: string, media_type: string): Promise<ExtractedText> => {
  switch (media_type) {
    case 'application/pdf':
      return (await import('./pdf-text.ts')).readPdf(source)
    case DOCX:
      return (await import('./docx-text.ts')).readDocx(source)
    case 'text/markdown':
    case 'text/plain': {
      const text = (await readFile(source, 'utf8')).replace(/^\uFEFF/, '')
      return { is: 'text', format: media_type === 'text/plain' ? 'text' : 'markdown', text }
    }
    default:
      return {
        is: 'refused',
        reason:
          'Text can be taken from PDF, Word (.docx), Markdown and plain text files; this is none of them.',
      }
  }
}
