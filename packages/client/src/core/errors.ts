import { ERRORS, type ErrorCode, type Problem } from '@lectern/protocol'

/** What the server refused, or that it could not be reached (code `unavailable`, status 0). */
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

  /** The same request may succeed later without anybody changing anything. */
  get transient(): boolean {
    return this.problem.retry !== 'never'
  }
}

/** Nobody we trust answered: no network, a timeout, a proxy's own page. */
export const unreachable = (detail: string, retryAfterMs?: number): ApiError =>
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

/** What the server would say of a conversation that one was just removed from. */
export const notThere = (): ApiError =>
  new ApiError({
    type: 'about:blank',
    title: ERRORS.not_found.title,
    status: ERRORS.not_found.status,
    detail: 'You are no member of this conversation.',
    code: 'not_found',
    retry: 'never',
    request_id: '',
  })

/** For code that fails with something else than an {@link ApiError}: never lost, always retried. */
export const toApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : unreachable(error instanceof Error ? error.message : String(error))
