import { ApiError, type SendFailure } from '@lectern/client'
import type { ErrorCode } from '@lectern/protocol'
import type { Labels } from './labels.ts'

/** Why something failed: in the reader's language if there is a text for it, else in the server's words. */
export const reasonOf = (error: unknown, labels: Labels): string => {
  if (!(error instanceof ApiError)) return String(error)
  const { code, detail, title, limit } = error.problem
  return inWords(labels, code, limit) ?? (detail || title)
}

/** Why a message was not sent. */
export const failureReason = ({ code, reason, status = 0 }: SendFailure, labels: Labels): string =>
  code === 'blocked' ? labels.blocked(status) : (inWords(labels, code) ?? reason)

/** Only a newer server may know the code. */
const inWords = (labels: Labels, code: string, limit?: number): string | undefined =>
  labels.reasons[code as ErrorCode]?.(limit === undefined ? {} : { limit })

/** The person discarded it: they need not hear of it. */
export const isGivenUp = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'
