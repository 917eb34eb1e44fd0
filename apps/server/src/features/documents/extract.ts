import { LIMITS, type FileLack } from '@lectern/protocol'
import type { LocalFile } from '../../platform/blobs/blobs.ts'
import { AppError } from '../../platform/errors.ts'
import type { ExtractedText } from '../../platform/media/inspection.ts'
import { LACKS } from '../../platform/media/lack.ts'
import { MediaFailed } from '../../platform/media/media.ts'
import type { AttachmentRecord } from '../../records/attachments.ts'
import type { Context } from '../context.ts'

const field = 'attachment_id'
const retry_after_ms = 10_000

/** The text of a checked file. @throws AppError `invalid` or `too_large`, with a reason for people */
export const extract = async (
  ctx: Pick<Context, 'media'>,
  { media_type, created_by }: AttachmentRecord,
  file: LocalFile,
): Promise<ExtractedText & { is: 'text' }> => {
  const extracted = await ask(ctx, { ...file, media_type }, created_by)
  if (extracted.is === 'text') return extracted
  if (extracted.is === 'refused')
    throw new AppError('invalid', extracted.reason, { field, why: extracted.why })
  throw tooLong(extracted)
}

const tooLong = ({ of, actual }: ExtractedText & { is: 'too_long' }): AppError => {
  const isPages = of === 'pages'
  const limit = isPages ? LIMITS.document_pages : LIMITS.document_chars
  const what = isPages ? 'pages' : 'characters of text'
  return new AppError('too_large', `The file has ${actual} ${what}; the limit is ${limit}.`, {
    field,
    limit,
    actual,
    why: isPages ? 'too_many_pages' : 'too_much_text',
  })
}

const ask = async (
  { media }: Pick<Context, 'media'>,
  file: { source: string; media_type: string; folder: string },
  user_id: string,
): Promise<ExtractedText> => {
  const { document_chars: max_chars, document_pages: max_pages, document_images: max_pictures } = LIMITS
  try {
    return await media.extractText({ ...file, max_chars, max_pages, max_pictures }, user_id)
  } catch (error) {
    if (!(error instanceof MediaFailed) || media.isClosed) throw error
    if (error.lack) throw refusalOf(error.lack)
    return { is: 'refused', why: 'too_complex', reason: TOO_COMPLEX }
  }
}

/** Another attempt may succeed, unless the file is over the limits of one. */
const refusalOf = (why: FileLack): AppError => {
  if (why === 'no_space') return new AppError('storage_full', LACKS[why], { field, why, retry_after_ms })
  if (why === 'no_memory') return new AppError('unavailable', LACKS[why], { field, why, retry_after_ms })
  return new AppError('invalid', LACKS[why], { field, why })
}

const TOO_COMPLEX = 'The text of this file could not be read; it may be damaged, or too complex.'
