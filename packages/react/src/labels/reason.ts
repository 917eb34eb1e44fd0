import { ApiError, type SendFailure } from '@lectern/client'
import type { ErrorCode } from '@lectern/protocol'
import type { Labels } from './labels.ts'

/** Why something failed, in the reader's language: never in words of the browser or of a library. */
export const reasonOf = (error: unknown, labels: Labels): string => {
  if (!(error instanceof ApiError)) return labels.faults[faultOf(error)]
  const { code, detail, limit, status } = error.problem
  return inWords(labels, { code, limit, said: status === 0 ? '' : detail })
}

/** Why a message was not sent. */
export const failureReason = ({ code, reason, limit, status = 0 }: SendFailure, labels: Labels): string =>
  code === 'blocked'
    ? labels.blocked(status)
    : // Nobody knows any more whether the server said it.
      inWords(labels, { code, limit, said: code === 'unavailable' ? '' : reason })

interface Refusal {
  code: string
  limit: number | undefined
  /** The server's own sentence. */
  said: string
}

/** Codes over which the server names the thing and the limit, which says more than the code. */
const TOLD: readonly string[] = [
  'invalid',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
  'rejected',
  'unavailable',
]

const inWords = (labels: Labels, { code, limit, said }: Refusal): string => {
  // Only a newer server may know another code.
  const known = labels.reasons[code as ErrorCode] as Labels['reasons'][ErrorCode] | undefined
  // A sentence with the name of a field is for programmers.
  const isTold = labels.serverWords === 'shown' && TOLD.includes(code) && !said.includes('`')
  if (said !== '' && (isTold || !known)) return said
  return (known ?? labels.reasons.internal)(limit === undefined ? {} : { limit })
}

/** What the browser itself refused. */
const faultOf = (error: unknown): keyof Labels['faults'] => {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'QuotaExceededError') return 'storage'
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'notAllowed' : 'program'
}

/** The person discarded it: they need not hear of it. */
export const isGivenUp = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'

/** There was no answer at all, so that the cause ends when the connection is back. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'unavailable'
