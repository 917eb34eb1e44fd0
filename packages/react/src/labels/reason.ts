import { ApiError, type SendFailure } from '@lectern/client'
import type { ErrorCode } from '@lectern/protocol'
import type { Labels } from './labels.ts'

/** Why something failed, for a person: in their language where it has words for it, else as the server says. */
export const reasonOf = (error: unknown, labels: Labels): string => {
  if (!(error instanceof ApiError)) return String(error)
  const { code, detail, title, limit } = error.problem
  return inWords(labels, code, limit) ?? (detail || title)
}

/** Why a message was not sent. */
export const failureReason = ({ code, reason }: SendFailure, labels: Labels): string =>
  inWords(labels, code) ?? reason

/** The code may be one that only a newer server knows. */
const inWords = (labels: Labels, code: string, limit?: number): string | undefined =>
  labels.reasons[code as ErrorCode]?.(limit === undefined ? {} : { limit })
