// The content of a new version: written, or extracted from an uploaded file. Made before anything is locked.
import { hash } from 'node:crypto'
import {
  LIMITS,
  type Document,
  type NewDocument,
  type NewDocumentVersion,
  type OriginalFile,
} from '@lectern/protocol'
import { languageOf } from '../../platform/language.ts'
import { AppError } from '../../platform/errors.ts'
import { findVisible, type AttachmentRecord } from '../../records/attachments.ts'
import type { Context, Viewer } from '../context.ts'
import { extract } from './extract.ts'
import { findKeptImages, requireImages } from './images.ts'
import { takePictures, withoutExtension, withPaths } from './pictures.ts'
import { readHeading } from './headings.ts'
import { splitPassages, type SplitPassage } from './split-passages.ts'

export interface Draft {
  title: string
  format: Document['format']
  content: string
  /** As told from the text. */
  lang: string | null
  passages: SplitPassage[]
  /** The attachments that it shows. */
  images: string[]
  /** Its original file, in a blob of its own. */
  original?: OriginalFile & { id: string; attachment_id: string }
}

/** `before` is the preceding version. */
export const draftOf = async (
  ctx: Context,
  viewer: Viewer,
  { document_id, before }: { document_id: string; before?: Pick<Document, 'title' | 'format'> },
  input: NewDocument | NewDocumentVersion,
): Promise<Draft> => {
  const title = input.title ?? before?.title
  if ('attachment_id' in input)
    return takeFile(ctx, viewer, document_id, { attachment_id: input.attachment_id, title })
  const format = 'format' in input ? input.format : (before?.format ?? 'markdown')
  const draft = prepareText(title ?? '', format, input.content)
  return { ...draft, images: await requireImages(ctx, viewer, draft) }
}

/** Normalises line ends, so that spans mean the same everywhere. */
export const prepareText = (title: string, format: Document['format'], raw: string): Draft => {
  const content = raw.replaceAll(/\r\n?/g, '\n')
  const lang = languageOf(content) ?? null
  return { title, format, content, lang, passages: splitPassages(content, format), images: [] }
}

const takeFile = async (
  ctx: Context,
  viewer: Viewer,
  document_id: string,
  { attachment_id, title }: { attachment_id: string; title: string | undefined },
): Promise<Draft> => {
  const record = await findReady(ctx, viewer, attachment_id)
  const { filename, media_type, size } = record
  const { text, images, format } = await ctx.blobs.withLocal(attachment_id, 'content', async (file) => {
    const extracted = withPaths(file.folder, await extract(ctx, record, file))
    return { ...(await takePictures(ctx, viewer, record, extracted)), format: extracted.format }
  })
  const id = originalIdOf(document_id, attachment_id)
  await ctx.blobs.requireRoom(size)
  await ctx.blobs.copy(attachment_id, 'content', id)
  const original = { id, attachment_id, filename, media_type, size }
  const named = format === 'markdown' ? titleIn(text) : undefined
  const draft = prepareText(title ?? named ?? titleOf(filename), format, text)
  const before = await findKeptImages(ctx.db.read, document_id, draft)
  return { ...draft, images: [...new Set([...images, ...before])], original }
}

/** The blob id of the file: the same file of the same document is stored once, and recognised in a repeat. */
export const originalIdOf = (document_id: string, attachment_id: string): string => {
  const hex = hash('sha256', `${document_id} ${attachment_id}`).slice(0, 32)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const field = 'attachment_id'

const findReady = async (ctx: Context, viewer: Viewer, id: string): Promise<AttachmentRecord> => {
  const [record] = await findVisible(ctx.db.read, [id], viewer)
  if (!record) throw new AppError('invalid', 'There is no such attachment.', { field })
  if (record.state === 'rejected')
    throw new AppError('invalid', record.reason ?? 'The attachment was rejected.', { field })
  if (record.state !== 'ready') throw new AppError('conflict', 'The attachment is not ready yet.', { field })
  return record
}

/** The heading of the whole text, if it begins with one: it says more than the name of the file. */
const titleIn = (text: string): string | undefined => {
  const [first = ''] = /^\s*(.*)/.exec(text)?.slice(1) ?? []
  const { level, heading = '' } = readHeading(first) ?? {}
  // Marks of emphasis and code, and slashes before a sign that is meant, are no part of a name.
  const title = heading.replaceAll(/\\([\p{P}\p{S}])|[*`]/gu, '$1').trim()
  return level === 1 && title !== '' && Array.from(title).length <= LIMITS.title_chars ? title : undefined
}

const titleOf = (filename: string): string => {
  const name = withoutExtension(filename)
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
  return Array.from(name || filename)
    .slice(0, LIMITS.title_chars)
    .join('')
}
