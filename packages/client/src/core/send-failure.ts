import { ERRORS, type Card, type ErrorCode } from '@lectern/protocol'
import { ApiError } from './errors.ts'

/** Why a message or file of the author did not reach the server. */
export interface SendFailure {
  code: string
  /** For the code `blocked`: the HTTP status by which something on the way to the server refused it. */
  status?: number
  /** The server's reason, for the author. */
  reason: string
  /** The fault of a file as a code; see `FILE_FAULTS` and `UPLOAD_FAULTS` of the protocol. */
  why?: string
  /** For something too large: the allowed size, in bytes for a file. */
  limit?: number
  /** The same content may succeed later, for example after the author is added to the conversation. */
  retryable: boolean
  /** The part of the request that was refused. */
  field?: string
  /** For a conflict over a card: the card as it is now. */
  card?: Card
}

/** Codes for which another attempt is refused as well. */
export const HOPELESS: readonly string[] = ['invalid', 'too_large', 'rejected', 'conflict']

/** After this many refusals on the way, one after the other, the author hears of them. */
export const BLOCKED_AFTER = 3

export const toFailure = ({ code, message, problem, refused_on_way: status }: ApiError): SendFailure => {
  if (status !== undefined) return { code: 'blocked', reason: message, status, retryable: true }
  const { why, limit, field, card } = problem
  return {
    ...{ code, reason: message, retryable: !HOPELESS.includes(code) },
    ...(why !== undefined && { why }),
    ...(limit !== undefined && { limit }),
    ...(field !== undefined && { field }),
    ...(card && { card }),
  }
}

/** The error from which the failure was made, as far as the failure tells. */
export const failureError = (failure: SendFailure | undefined): ApiError => {
  const { code = 'unavailable', reason = '', limit } = failure ?? {}
  const known: ErrorCode = code in ERRORS ? (code as ErrorCode) : 'unavailable'
  const { status, title, retry } = ERRORS[known]
  const problem = { type: 'about:blank', title, status, detail: reason, code: known, retry, request_id: '' }
  return new ApiError({ ...problem, ...(limit !== undefined && { limit }) })
}
