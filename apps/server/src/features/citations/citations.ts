// Citations are quotations: a reader of the message reads the excerpt. So a message may cite only text that all
// its present and future readers may read as well (`CITABLE`), and the rows stay the same for all. When a later
// version no longer has the cited text, or the document is withdrawn, the messages change like any others
// (MS5).
import { updateText } from '../../records/messages.ts'
import { hash } from 'node:crypto'
import { pageAt, type ReadPart } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'
import { AppError } from '../../platform/errors.ts'
import type { LecternTransaction } from '../context.ts'
import { insertCitation } from '../../records/citations.ts'
import { findCitable, type CitedDocument } from '../../records/documents.ts'

const EXCERPT_CHARS = 1_000
const OPENING_CHARS = 280

export type DocumentPart = ReadPart & { type: 'document' }

export const isCitation = (part: ReadPart): part is DocumentPart => part.type === 'document'

/** The stored message with its citations as the documents give them. @throws AppError `invalid` */
export const cite = async ({ query }: LecternTransaction, message: StoredMessage): Promise<StoredMessage> => {
  if (!message.parts.some(isCitation)) return message
  const parts: ReadPart[] = []
  for (const [index, part] of message.parts.entries())
    parts.push(isCitation(part) ? await verify(query, message, [part, `parts.${index}`]) : part)
  const whole = { ...message, parts }
  await updateText(query, whole)
  return whole
}

const verify = async (
  query: LecternTransaction['query'],
  { id, conversation_id }: StoredMessage,
  [part, field]: [DocumentPart, string],
): Promise<DocumentPart> => {
  const { document_id, version } = part
  const cited = await findCitable(query, conversation_id, [document_id, version])
  if (!cited)
    throw new AppError('invalid', 'There is no such document for everyone in this conversation.', {
      field: `${field}.document_id`,
    })
  if (!containsSpan(part, cited))
    throw new AppError('invalid', `Version ${version} of the document does not have this passage.`, {
      field: `${field}.span`,
    })
  await insertCitation(query, { message_id: id, document_id, version, kind: 'cites', conversation_id })
  return refreshCitation({ ...part, status: 'verified' }, cited)
}

/** Whether that version has the text of that span. */
export const containsSpan = (
  { span }: Pick<DocumentPart, 'span'>,
  { content }: Pick<CitedDocument, 'content'>,
): boolean => {
  const text = content.slice(span.start, span.end)
  const isInside = span.start <= span.end && span.end <= content.length && text.isWellFormed()
  return isInside && hash('sha256', text) === span.sha256
}

/** The citation for the document's current state. */
export const refreshCitation = (part: DocumentPart, cited: CitedDocument | undefined): DocumentPart => {
  if (cited?.state !== 'published') {
    const { page: _, lang: _l, ...rest } = part
    return { ...rest, title: '', excerpt: '', status: 'stale' }
  }
  const { title, content, newest, lang } = cited
  const { lang: _, ...placed } = withPage(part, cited)
  const text = content.slice(part.span.start, part.span.end)
  const excerpt = text === '' ? firstWords(content) : cutText(text, EXCERPT_CHARS)
  const status = newest.includes(text) ? 'verified' : 'stale'
  return {
    ...placed,
    title,
    excerpt,
    ...(lang !== null && { lang }),
    status: part.status === 'unverified' ? 'unverified' : status,
  }
}

/** Ignores the sender's text. An empty span means the document as a whole. */
const withPage = ({ page: _, ...part }: DocumentPart, { content, format }: CitedDocument): DocumentPart => {
  const { start, end } = part.span
  const page = format === 'text' && end > start ? pageAt(content, start) : undefined
  return { ...part, ...(page !== undefined && { page }) }
}

/** The first words below the headings. */
const firstWords = (content: string): string =>
  cutText(content.replaceAll(/^#{1,6} .*$|\f/gm, '').trim(), OPENING_CHARS)

const cutText = (text: string, chars: number): string => {
  if (text.length <= chars) return text
  const end = text.slice(0, chars)
  return end.isWellFormed() ? end : end.slice(0, -1)
}
