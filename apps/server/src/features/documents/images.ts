// The images that a text names, and whether the document may show them.
import { imageIdsIn, LIMITS } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import { findVisible, type AttachmentRecord } from '../../records/attachments.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import type { Draft } from './draft.ts'
import { findShownBefore } from './images-rows.ts'

type Text = Pick<Draft, 'content' | 'format'>

const field = 'content'

/** The same answer for another user's file, so that its existence is not revealed. */
export const imageMissingError = (id?: string): AppError =>
  new AppError('invalid', `The text names an image that is not there${id ? `: ${id}` : ''}.`, { field })

/**
 * The writer's own unsent uploads, and images of documents that the writer may read.
 * @throws AppError `invalid` for any other, `too_large` for too many
 */
export const requireImages = async (ctx: Context, viewer: Viewer, text: Text): Promise<string[]> => {
  const ids = namedIn(text)
  refuseTooMany(ids.length)
  if (ids.length === 0) return []
  const visible = await findVisible(ctx.db.read, ids, viewer)
  const found = new Map(visible.map((record) => [record.id, record]))
  for (const id of ids) requireUsable(found.get(id), id)
  return ids
}

/** For a text that others composed: only images that the document already shows. */
export const findKeptImages = async (
  query: LecternTransaction['query'],
  document_id: string,
  text: Text,
): Promise<string[]> => {
  const ids = namedIn(text)
  if (ids.length === 0) return []
  return (await findShownBefore(query, document_id, ids)).slice(0, LIMITS.document_images)
}

const namedIn = ({ content, format }: Text): string[] => (format === 'markdown' ? imageIdsIn(content) : [])

const refuseTooMany = (actual: number): void => {
  const limit = LIMITS.document_images
  if (actual > limit)
    throw new AppError('too_large', `The document shows ${actual} images; the limit is ${limit}.`, {
      field,
      limit,
      actual,
    })
}

/** An image of a message is deleted with it, so a document cannot use it. */
const requireUsable = (record: AttachmentRecord | undefined, id: string): void => {
  if (!record) throw imageMissingError(id)
  const { state, width, message_id, filename, reason } = record
  if (state === 'rejected') throw new AppError('invalid', reason ?? `${filename} was rejected.`, { field })
  if (state !== 'ready') throw new AppError('invalid', `${filename} is not ready yet.`, { field })
  if (width === null) throw new AppError('invalid', `${filename} is not an image.`, { field })
  if (message_id !== null)
    throw new AppError('invalid', `${filename} belongs to a message; upload it for the document.`, { field })
}
