// The frame around every request: an id, the headers of its answer, a line in the log, and the handling of
// every error.
import type { Context as HonoContext } from 'hono'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from '../features/context.ts'
import { DiskError } from '../platform/disk-refusal.ts'
import { AppError } from '../platform/errors.ts'
import { mintId } from '../platform/ids.ts'
import { API_HEADERS, corsHeaders } from './headers.ts'
import type { Arrival, Origins } from './origins.ts'
import { problemHeaders, problemOf } from './problem.ts'

/** Bindings are absent for a request without a connection. */
export type Http = HonoContext<{ Bindings: Partial<HttpBindings> | undefined }>

export interface Answer {
  status: number
  headers: Record<string, string>
  cookies?: string[]
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null
}

/** Facts from inside the request: for the log, and headers for its answer, whatever that will be. */
export interface RequestFacts {
  route?: string
  user_id?: string
  /** Of what the client makes: says why a message did not arrive. */
  made_id?: string
  headers?: Record<string, string>
  /** Of the refusal. */
  code?: string
}

export class RequestPipeline {
  readonly #ctx: Context
  readonly #origins: Origins
  readonly #hsts: Record<string, string>

  constructor(ctx: Context, origins: Origins, hsts: Record<string, string>) {
    this.#ctx = ctx
    this.#origins = origins
    this.#hsts = hsts
  }

  /**
   * The only place that makes a response: its headers are complete at once, which keeps it on the fast path.
   */
  async run(http: Http, answer: (facts: RequestFacts) => Promise<Answer> | Answer): Promise<Response> {
    const startedAt = this.#ctx.clock.now()
    const request_id = mintId(this.#ctx.clock)
    const facts: RequestFacts = {}
    const { status, headers, cookies, body } = await this.#settle(answer, facts, request_id)
    const duration_ms = this.#ctx.clock.now() - startedAt
    const { method, path } = http.req
    const { headers: more, ...logged } = facts
    const given = givenId(http)
    this.#ctx.log.info({ request_id, ...given, method, path, ...logged, status, duration_ms }, 'request')
    // Nobody will read the stream, so it has to end here.
    if (method === 'HEAD' && body instanceof ReadableStream) void body.cancel()
    const complete = {
      ...headers,
      ...more,
      ...this.#common(http, request_id, headers['vary']),
      ...(status >= 400 && ending(http)),
    }
    return new Response(method === 'HEAD' ? null : body, {
      status,
      headers: cookies ? withCookies(complete, cookies) : complete,
    })
  }

  async #settle(
    answer: (facts: RequestFacts) => Promise<Answer> | Answer,
    facts: RequestFacts,
    request_id: string,
  ) {
    try {
      return await answer(facts)
    } catch (error) {
      if (!(error instanceof AppError)) this.#ctx.log.error({ request_id, err: error }, 'request_failed')
      else if (error.cause instanceof DiskError)
        this.#ctx.log.error({ request_id, cause: error.cause.message }, 'disk_refused')
      facts.code = error instanceof AppError ? error.code : 'internal'
      return problemAnswer(error, request_id)
    }
  }

  #common(http: Http, request_id: string, vary?: string): Record<string, string> {
    const origin = http.req.header('origin')
    return {
      'x-request-id': request_id,
      vary: vary === undefined ? 'origin' : `${vary}, origin`,
      ...(this.#origins.isSecure(arrivalOf(http)) && this.#hsts),
      ...(origin !== undefined && this.#origins.isListed(origin) && corsHeaders(origin)),
    }
  }
}

/** An id that the client or a proxy chose: beside the own one, because two requests may have the same. */
const givenId = (http: Http): { given_request_id?: string } => {
  const given = http.req.header('x-request-id')
  return given !== undefined && /^[\w.-]{8,64}$/.test(given) ? { given_request_id: given } : {}
}

export const arrivalOf = (http: Http): Arrival => ({
  header: (name) => http.req.header(name),
  encrypted: http.env?.incoming !== undefined && 'encrypted' in http.env.incoming.socket,
  address: http.env?.incoming?.socket.remoteAddress,
})

/** Several headers of one name. */
const withCookies = (headers: Record<string, string>, cookies: string[]): [string, string][] => [
  ...Object.entries(headers),
  ...cookies.map((cookie): [string, string] => ['set-cookie', cookie]),
]

const LARGE_BYTES = 64 * 1024

/** A large unread body need not be received first; one without a length may be endless. */
const ending = ({ env }: Http): Record<string, string> => {
  const incoming = env?.incoming
  if (!incoming || incoming.complete) return {}
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers
  return encoding !== undefined || Number(length) > LARGE_BYTES ? { connection: 'close' } : {}
}

/** The path is known, the method is not: HTTP has a status for this, the error codes do not. */
export class MethodNotAllowed extends AppError {
  readonly allow: string

  constructor(method: string, allow: string) {
    super('invalid', `${method} is not possible here; these are: ${allow}.`)
    this.allow = allow
  }
}

const problemAnswer = (error: unknown, request_id: string): Answer => {
  const problem = problemOf(error, request_id)
  const headers = { ...API_HEADERS, ...problemHeaders(problem) }
  if (!(error instanceof MethodNotAllowed))
    return { status: problem.status, headers, body: JSON.stringify(problem) }
  const body = JSON.stringify({ ...problem, status: 405 })
  return { status: 405, headers: { ...headers, allow: error.allow }, body }
}
