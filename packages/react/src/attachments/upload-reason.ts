import type { SendFailure } from '@lectern/client'
import type { UploadFault } from '@lectern/protocol'
import type { Formats } from '../labels/formats.ts'
import type { Labels } from '../labels/labels.ts'
import { failureReason } from '../labels/reason.ts'

const IN_WORDS = [
  'empty',
  'missing',
  'unreadable',
  'over_quota',
  'not_checked',
  'image_damaged',
  'too_many_pixels',
  'image_unknown',
  'no_memory',
  'no_space',
  'too_slow',
  'too_demanding',
] as const satisfies readonly (UploadFault | 'empty' | 'missing')[]

/** Why a file was refused. Without a text here, the server's sentence says more than its code. */
export const uploadReason = (failure: SendFailure, labels: Labels, formats: Formats): string => {
  const { code, why, limit, reason } = failure
  const known = IN_WORDS.find((each) => each === why || each === code)
  if (known) return labels.fileReasons[known]
  if (code === 'too_large' && limit !== undefined) return labels.fileReasons.tooLarge(formats.size(limit))
  return code === 'too_large' || code === 'rejected' ? reason : failureReason(failure, labels)
}
