import type { SendFailure } from '@lectern/client'
import type { Labels } from '../labels.ts'
import { failureReason } from '../reason.ts'

/** Why a file was not taken. What the server says about it is more than its code. */
export const uploadReason = (failure: SendFailure, labels: Labels): string => {
  const { code, reason } = failure
  if (code === 'empty' || code === 'missing' || code === 'unreadable') return labels.fileReasons[code]
  return code === 'too_large' || code === 'rejected' ? reason : failureReason(failure, labels)
}
