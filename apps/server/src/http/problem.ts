// The public description of a failure: RFC 9457 problem details, and nothing at all about faults of our own.
import { ERRORS, type Problem } from '@lectern/protocol'
import { AppError } from '../platform/errors.ts'

export const problemOf = (error: unknown, request_id: string): Problem => {
  const { code, message, refusal } = error instanceof AppError ? error : INTERNAL
  const { status, title, retry } = ERRORS[code]
  const type = `/docs#${code}`
  return { type, title, status, detail: message, code, ...refusal, retry, request_id }
}

const INTERNAL = new AppError(
  'internal',
  'Something went wrong on the server. The request id leads to the log.',
)

export const problemHeaders = (problem: Problem): Record<string, string> => ({
  'content-type': 'application/problem+json',
  ...(problem.retry_after_ms !== undefined && {
    'retry-after': String(Math.ceil(problem.retry_after_ms / 1_000)),
  }),
  ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
})
