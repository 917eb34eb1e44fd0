import { ERRORS, type ErrorCode, type Problem } from '@lectern/protocol'

/** A refusal of the server, or an unreachable server (code `unavailable`, status 0). */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'ApiError'
    this.problem = problem
  }

  get code(): ErrorCode {
    return this.problem.code
  }

  /** The same request may succeed later without any change. */
  get transient(): boolean {
    return this.problem.retry !== 'never'
  }
}

/** No trusted server answered: no network, a timeout, a proxy's own page. */
export const unreachableError = (detail: string, retryAfterMs?: number): ApiError =>
  new ApiError({
    type: 'about:blank',
    title: ERRORS.unavailable.title,
    status: 0,
    detail,
    code: 'unavailable',
    retry: 'later',
    request_id: '',
    ...(retryAfterMs === undefined ? {} : { retry_after_ms: retryAfterMs }),
  })

/** The error that the server gives for a conversation after a removal from it. */
export const notFoundError = (): ApiError =>
  new ApiError({
    type: 'about:blank',
    title: ERRORS.not_found.title,
    status: ERRORS.not_found.status,
    detail: 'You are no member of this conversation.',
    code: 'not_found',
    retry: 'never',
    request_id: '',
  })

/** Turns any other error into an {@link ApiError} that is retried and never lost. */
export const toApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : unreachableError(error instanceof Error ? error.message : String(error))

/** The error of a request that needs a user when nobody is signed in. */
export const signedOutError = (): ApiError =>
  new ApiError({
    type: 'about:blank',
    title: 'Sign in again',
    status: 401,
    detail: 'Nobody is signed in.',
    code: 'unauthorized',
    // Never a permanent failure: messages of the same person go on when they sign in again.
    retry: 'after_refresh',
    request_id: '',
  })
