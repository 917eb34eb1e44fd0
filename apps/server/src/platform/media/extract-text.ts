import { readFile } from 'node:fs/promises'
import { PAGE_MARK, toStorable } from '@lectern/protocol'
import type { ExtractedText, MediaTask } from './inspection.ts'

type Task = MediaTask & { task: 'extract_text' }

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** Word before 2007, and every file with a password. */
const OLD_OFFICE = 'application/x-cfb'

export const extractText = async (task: Task): Promise<ExtractedText> => {
  const extracted = await read(task)
  if (extracted.is !== 'text') return extracted
  const { max_chars } = task
  const text = toStorable(extracted.text)
  const chars = text.length <= max_chars ? text.length : Array.from(text).length
  if (text.replaceAll(PAGE_MARK, '').trim() === '')
    return { is: 'refused', why: 'no_text', reason: 'The file has no text.' }
  return chars > max_chars ? { is: 'too_long', of: 'chars', actual: chars } : { ...extracted, text }
}

const read = async (task: Task): Promise<ExtractedText> => {
  const { source, media_type, max_pages } = task
  switch (media_type) {
    case 'application/pdf':
      return (await import('./pdf-text.ts')).readPdf(source, max_pages)
    case DOCX:
      return (await import('./docx-text.ts')).readDocx(task)
    case 'text/markdown':
    case 'text/plain':
      return readPlain(source, media_type === 'text/plain' ? 'text' : 'markdown')
    case OLD_OFFICE:
      return { is: 'refused', why: 'not_a_document', reason: OLD }
    default:
      return { is: 'refused', why: 'not_a_document', reason: OTHER }
  }
}

const OLD = 'This is an old Word file (.doc) or one with a password. Save it as .docx without one, or as PDF.'
const OTHER = 'Text can be taken from PDF, Word (.docx), Markdown and plain text files; this is none of them.'

/** The check so far read only its beginning. */
const readPlain = async (source: string, format: 'markdown' | 'text'): Promise<ExtractedText> => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(source))
    return { is: 'text', format, text, pictures: [] }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { is: 'refused', why: 'damaged', reason: 'The file is not text in UTF-8 to its end.' }
  }
}
