// One typed call for the whole HTTP contract: the endpoint registry gives method, path and schemas.
import * as z from 'zod/mini'
import {
  Problem,
  endpoints,
  type AnswerOf,
  type BodyInput,
  type Endpoint,
  type ParamsInput,
  type QueryInput,
} from '@lectern/protocol'
import { parseTime, type Clock } from '../core/clock.ts'
import type { Emits } from '../core/emitter.ts'
import { ApiError, networkError, strangeAnswerError, unreachableError } from '../core/errors.ts'
import { parseJson } from '../core/parse-json.ts'
import { DeadConnections } from './dead-connections.ts'
import { Hedge } from './hedge.ts'
import { requireOurs } from './our-answer.ts'
import { retryAfterMs } from './retry-after.ts'

/** The source of access tokens. */
export interface TokenSource {
  /** The user of the token at this moment. */
  readonly user_id: string | undefined
  /** Gives a token that should be valid now. */
  token(): Promise<string>
  /** Gives a token newer than `stale`, which the server has just refused. */
  renew(stale: string): Promise<string>
}

type Field<Key extends string, Value> = [Value] extends [undefined]
  ? { [K in Key]?: undefined }
  : Partial<Value> extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value }

/** The options of `call` for an endpoint; parts without required fields may be left out. */
export type CallOptions<E> = Field<'params', ParamsInput<E>> &
  Field<'query', QueryInput<E>> &
  Field<'body', BodyInput<E>> &
  RequestOptions

interface RequestOptions {
  signal?: AbortSignal
  timeoutMs?: number
  /** Used instead of the token source's token, and never renewed. */
  token?: string
  /** Sent only as this user. Default: the user who is signed in at the call. */
  as?: string
}

interface Request extends RequestOptions {
  headers?: Record<string, string>
  params?: unknown
  query?: unknown
  body?: unknown
}

export interface HttpOptions {
  apiUrl: string
  clock: Clock
  fetch: typeof fetch
  /** Sends and stores the refresh cookie. */
  cookies: boolean
  events?: Emits<HttpEvents>
}

export interface HttpEvents {
  /** A request has waited 3 s for an answer. */
  silence: undefined
  /** The time of an answer of the server, to the second. */
  answered_at: number
  /** The server answered, a refusal included. */
  understood: undefined
  /** No answer of a Lectern server came. */
  unanswered: ApiError
}

/** A request without an answer for this long has failed. */
const TIMEOUT_MS = 15_000
/** Requests that may reach the server twice and late, besides all that only read. */
const REPEATABLE: ReadonlySet<Endpoint> = new Set([
  endpoints.sendMessage,
  endpoints.putReceipt,
  endpoints.refresh,
])

export class Http {
  readonly apiUrl: string
  readonly #clock: Clock
  readonly #fetch: typeof fetch
  readonly #cookies: boolean
  readonly #events: Emits<HttpEvents> | undefined
  readonly #hedge: Hedge
  #tokens: TokenSource | undefined

  constructor(options: HttpOptions) {
    // The contract uses zod/mini, which has no code generator; this keeps any other zod in the page from
    // probing `eval` later, which a strict content security policy would report.
    z.config({ jitless: true })
    this.apiUrl = options.apiUrl.replace(/\/+$/, '')
    this.#clock = options.clock
    this.#fetch = options.fetch
    this.#cookies = options.cookies
    this.#events = options.events
    const dead = new DeadConnections(options.clock, (signal) => this.#probe(signal))
    this.#hedge = new Hedge(options.clock, () => {
      dead.drop()
      options.events?.emit('silence', undefined)
    })
  }

  /** From now on, guarded endpoints carry this source's token. */
  useTokens(tokens: TokenSource): void {
    this.#tokens = tokens
  }

  /**
   * Calls an endpoint of the contract.
   * @throws ApiError with the server's problem, or code `unavailable` without an answer of a trusted server.
   * @example await http.call(endpoints.getConversation, { params: { id } })
   */
  async call<E extends Endpoint>(
    endpoint: E,
    ...[options]: Partial<CallOptions<E>> extends CallOptions<E> ? [CallOptions<E>?] : [CallOptions<E>]
  ): Promise<AnswerOf<E>> {
    const request: Request = options ?? {}
    try {
      const parsed = parseAnswer(endpoint, await this.#send(endpoint, request)) as AnswerOf<E>
      this.#events?.emit('understood', undefined)
      return parsed
    } catch (error) {
      if (error instanceof ApiError && !error.isFault)
        this.#events?.emit(error.problem.status === 0 ? 'unanswered' : 'understood', error as never)
      throw error
    }
  }

  /**
   * Opens an endpoint that streams without an end; `signal` ends it.
   * @throws ApiError as `call` does
   */
  async stream(endpoint: Endpoint, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const request = { signal, headers: { accept: 'text/event-stream' } }
    const body = await this.#authorized(endpoint, request, (token) => this.#opened(endpoint, request, token))
    // Most likely a proxy's own page.
    if (!body) throw unreachableError(`${endpoint.path} did not answer with a stream`)
    return body
  }

  /** The bytes of an endpoint that returns a file. @throws ApiError as `call` does */
  download<E extends Endpoint>(endpoint: E, options: CallOptions<E>): Promise<Blob> {
    const request: Request = options
    return this.#authorized(endpoint, request, async (token) => {
      const send = this.#fetch
      const init = this.#init(endpoint, request, request.signal, token)
      const response = await send(this.#url(endpoint, request), init).catch(rethrow)
      const { ok, status, headers } = response
      if (!ok) throw this.#refusal({ ok, status, headers, text: await response.text().catch(rethrow) })
      requireOurs(headers, endpoint.path)
      return response.blob().catch(rethrow)
    })
  }

  #send(endpoint: Endpoint, request: Request): Promise<Answer> {
    return this.#authorized(endpoint, request, (token) => this.#accepted(endpoint, request, token))
  }

  /** Tries with the current token, and once more with a newer one. */
  async #authorized<T>(
    endpoint: Endpoint,
    request: Request,
    attempt: (token?: string) => Promise<T>,
  ): Promise<T> {
    if (request.token !== undefined) return attempt(request.token)
    if ((endpoint.guard !== 'bearer' && endpoint.guard !== 'link') || !this.#tokens) return attempt()
    const as = request.as ?? this.#tokens.user_id
    const token = await this.#tokens.token()
    try {
      return await this.#asUser(as, () => attempt(token))
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.retry !== 'after_refresh') throw error
      const renewed = await this.#tokens.renew(token)
      return this.#asUser(as, () => attempt(renewed))
    }
  }

  /** Another user may have signed in during the wait for the token. */
  #asUser<T>(as: string | undefined, attempt: () => Promise<T>): Promise<T> {
    if (as !== undefined && as !== this.#tokens?.user_id) throw unreachableError('Somebody else signed in')
    return attempt()
  }

  async #opened(
    endpoint: Endpoint,
    request: Request,
    token?: string,
  ): Promise<ReadableStream<Uint8Array> | null> {
    const send = this.#fetch
    const init = this.#init(endpoint, request, request.signal, token)
    const response = await send(this.#url(endpoint, request), init).catch(rethrow)
    const { ok, status, headers } = response
    if (ok) return headers.get('content-type')?.startsWith('text/event-stream') ? response.body : null
    throw this.#refusal({ ok, status, headers, text: await response.text().catch(() => '') })
  }

  async #accepted(endpoint: Endpoint, request: Request, token?: string): Promise<Answer> {
    const answer = await this.#exchange(endpoint, request, token)
    if (answer.ok) return answer
    throw this.#refusal(answer)
  }

  /**
   * Only a problem document is the server's own refusal; a proxy's error page must never make a message fail for
   * good.
   */
  #refusal({ status, headers, text }: Answer): ApiError {
    const problem = z.safeParse(Problem, parseJson(text))
    if (problem.success) return new ApiError(problem.data)
    return strangeAnswerError(status, retryAfterMs(headers.get('retry-after'), this.#clock))
  }

  async #exchange(endpoint: Endpoint, request: Request, token?: string): Promise<Answer> {
    const abort = new AbortController()
    const timeout = this.#clock.after(request.timeoutMs ?? TIMEOUT_MS, () => abort.abort())
    const signal = request.signal ? AbortSignal.any([request.signal, abort.signal]) : abort.signal
    try {
      const response = await this.#ask(endpoint, request, signal, token)
      const { ok, status, headers } = response
      this.#noteTime(headers)
      return { ok, status, headers, text: await response.text().catch(rethrow) }
    } finally {
      timeout()
    }
  }

  /** A page of another origin may be kept from reading the header. */
  #noteTime(headers: Response['headers']): void {
    const date = headers.get('date')
    if (date !== null) this.#events?.emit('answered_at', parseTime(date))
  }

  #ask(endpoint: Endpoint, request: Request, signal: AbortSignal, token?: string): Promise<Response> {
    // Called without `this`: a browser's own fetch insists on its window.
    const send = this.#fetch
    const url = this.#url(endpoint, request)
    const init = this.#init(endpoint, request, signal, token)
    const attempt = (own: AbortSignal) =>
      send(url, { ...init, signal: AbortSignal.any([signal, own]) }).catch(rethrow)
    return endpoint.method === 'get' || REPEATABLE.has(endpoint)
      ? this.#hedge.run(attempt)
      : send(url, init).catch(rethrow)
  }

  async #probe(signal: AbortSignal): Promise<void> {
    const send = this.#fetch
    const response = await send(this.#url(endpoints.healthz, {}), this.#init(endpoints.healthz, {}, signal))
    await response.body?.cancel()
  }

  #init(endpoint: Endpoint, request: Request, signal: AbortSignal | undefined, token?: string): RequestInit {
    const headers: Record<string, string> = { accept: 'application/json', ...request.headers }
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`
    if (request.body !== undefined) headers['content-type'] = 'application/json'
    return {
      method: endpoint.method.toUpperCase(),
      headers,
      // For a cacheable URL, a browser makes a second request wait for the first.
      cache: 'no-store',
      ...(signal ? { signal } : {}),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(this.#cookies ? { credentials: 'include' } : {}),
    }
  }

  #url(endpoint: Endpoint, request: Request): string {
    const params = Object.entries(request.params ?? {})
    const path = params.reduce<string>(
      (text, [name, value]) => text.replace(`:${name}`, encodeURIComponent(String(value))),
      endpoint.path,
    )
    const query = new URLSearchParams(
      Object.entries(request.query ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      ),
    )
    return `${this.apiUrl}${path}${query.size > 0 ? `?${query}` : ''}`
  }
}

interface Answer {
  ok: boolean
  status: number
  headers: Headers
  text: string
}

/** Says that an error of `fetch` is one of the network. */
const rethrow = (error: unknown): never => {
  throw networkError(error)
}

const parseAnswer = (endpoint: Endpoint, answer: Answer): unknown => {
  const schema = Object.values(endpoint.answers)[0]?.schema
  if (!schema) {
    requireOurs(answer.headers, endpoint.path)
    return null
  }
  const parsed = z.safeParse(schema, parseJson(answer.text))
  // A captive portal answers 200 with its sign-in page. That is not the server's answer, so the request is
  // retried later.
  if (!parsed.success)
    throw unreachableError(`The answer to ${endpoint.method} ${endpoint.path} was not understood`)
  return parsed.data
}
