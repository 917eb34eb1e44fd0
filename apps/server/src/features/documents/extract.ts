import { LIMITS } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import type { ExtractedText } from '../../platform/media/inspection.ts'
import { MediaFailed } from '../../platform/media/media.ts'
import type { AttachmentRecord } from '../changes/attachment-rows.ts'
import type { Context } from '../context.ts'

const field = 'attachment_id'

/** The text of a file that was checked already. @throws AppError `invalid` or `too_large`, with a reason for people */
export const extract = async (
  ctx: Pick<Context, 'media' | 'blobs'>,
  { id, media_type }: AttachmentRecord,
): Promise<ExtractedText & { is: 'text' }> => {
  const extracted = await ask(ctx, { source: ctx.blobs.path(id, 'content'), media_type })
  if (extracted.is === 'refused') throw new AppError('invalid', extracted.reason, { field })
  if (extracted.is === 'text') return extracted
  const { chars: actual } = extracted
  const limit = LIMITS.document_chars
  throw new AppError('too_large', `The file has ${actual} characters of text; the limit is ${limit}.`, {
    field,
    limit,
    actual,
  })
}

const ask = async (
  { media }: Pick<Context, 'media'>,
  file: { source: string; media_type: string },
): Promise<ExtractedText> => {
  try {
    return await media.extractText({ ...file, max_chars: LIMITS.document_chars })
  } catch (error) {
    if (!(error instanceof MediaFailed) || media.isClosed) throw error
    return {
      is: 'refused',
      reason: 'The text of this file could not be read; it may be damaged, or too complex.',
    }
  }
}
