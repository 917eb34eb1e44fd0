import { reportUncaught } from './store.ts'
import { ERRORS, type ErrorCode, type Problem } from '@lectern/protocol'

/**
 * A refusal of the server, an unreachable server (code `unavailable`, status 0), or a fault of the program (code
 * `internal`, status 0).
 */
export class ApiError extends Error {
  readonly problem: Problem
  /** The HTTP status by which something on the way refused the request, a proxy for example. */
  readonly refused_on_way: number | undefined

  constructor(problem: Problem, refused_on_way?: number) {
    super(problem.detail || problem.title)
    this.name = 'ApiError'
    this.problem = problem
    this.refused_on_way = refused_on_way
  }

  get code(): ErrorCode {
    return this.problem.code
  }

  /** The same request may succeed later without any change. */
  get transient(): boolean {
    return this.problem.retry !== 'never' && !this.isFault
  }

  /** A fault of the program, here or in the host: the next attempt meets it again. */
  get isFault(): boolean {
    return this.problem.code === 'internal' && this.problem.status === 0
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

/** Statuses of a proxy that pass by themselves, or with a sign-in to the network. */
const PASSING: readonly number[] = [401, 407, 408, 425, 429]

/** The error for an answer that is not the server's own. */
export const strangeAnswerError = (status: number, retryAfterMs?: number): ApiError => {
  const { problem } = unreachableError(`The server answered ${status}`, retryAfterMs)
  const isRefusal = status >= 400 && status < 500 && !PASSING.includes(status)
  return new ApiError(problem, isRefusal ? status : undefined)
}

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

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The program's own errors. `fetch` throws a `TypeError` for a lost network, so that class says nothing. */
const PROGRAM_ERRORS = [ReferenceError, RangeError, SyntaxError, EvalError, URIError]

/** Node gives wrong arguments a code, also below a `TypeError` of its `fetch`. */
const isWrongArgument = (error: unknown): boolean =>
  error instanceof Error &&
  (String((error as { code?: unknown }).code).startsWith('ERR_INVALID_') || isWrongArgument(error.cause))

/** Whether the program is wrong, and not the network. */
export const isProgramError = (error: unknown): boolean =>
  PROGRAM_ERRORS.some((kind) => error instanceof kind) || isWrongArgument(error)

/** The error of a request that got no answer, from what `fetch` or a stream threw. */
export const networkError = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error
  return isProgramError(error) ? faultError(error) : unreachableError(messageOf(error))
}

/**
 * An error that nobody expects: it is reported as uncaught, so that it is seen, and not mistaken for a lost
 * network, which would be tried again for ever.
 */
const faultError = (cause: unknown): ApiError => {
  reportUncaught(cause)
  return new ApiError({
    type: 'about:blank',
    title: ERRORS.internal.title,
    status: 0,
    detail: messageOf(cause),
    code: 'internal',
    // Neither the session nor a conversation may end because of it.
    retry: 'later',
    request_id: '',
  })
}

/** Turns any other error into an {@link ApiError}: a fault of the program. */
export const toApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : faultError(error)

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
