import type { AnswerOf, BodyInput, ParamsInput, Problem, QueryInput } from '@lectern/protocol'
import type { AnyEndpoint } from '../features/route.ts'
import type { App } from '../http/app.ts'

/** The input of a call: exactly the parts of its endpoint. */
export interface CallInput<E> {
  params?: ParamsInput<E>
  query?: QueryInput<E>
  body?: BodyInput<E>
  headers?: Record<string, string>
}

export interface CallAnswer<E> {
  status: number
  headers: Headers
  body: AnswerOf<E>
}

/** A refusal in a test: `await expect(call(…)).rejects.toMatchObject({ problem: { code: 'not_found' } })`. */
export class CallRefused extends Error {
  readonly problem: Problem
  readonly headers: Headers

  constructor(problem: Problem, headers: Headers) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`)
    this.problem = problem
    this.headers = headers
  }
}

/** Calls the app as one person, or without a user, without a connection. */
export class Caller {
  readonly #app: App
  readonly #token: string | undefined

  constructor(app: App, token?: string) {
    this.#app = app
    this.#token = token
  }

  /** @throws CallRefused */
  async call<E extends AnyEndpoint>(endpoint: E, input: CallInput<E> = {}): Promise<AnswerOf<E>> {
    return (await this.ask(endpoint, input)).body
  }

  /** Returns status and headers as well. @throws CallRefused */
  async ask<E extends AnyEndpoint>(endpoint: E, input: CallInput<E> = {}): Promise<CallAnswer<E>> {
    const response = await this.send(endpoint, input)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    const body = text === '' ? null : isJson ? JSON.parse(text) : text
    if (response.status >= 400) throw new CallRefused(body as Problem, response.headers)
    return { status: response.status, headers: response.headers, body }
  }

  async send<E extends AnyEndpoint>(endpoint: E, input: CallInput<E> = {}): Promise<Response> {
    return this.request(urlOf(endpoint, input), {
      method: endpoint.method.toUpperCase(),
      headers: {
        ...(input.body !== undefined && { 'content-type': 'application/json' }),
        ...input.headers,
      },
      ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
    })
  }

  /** Any request at all. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.#token !== undefined && !headers.has('authorization'))
      headers.set('authorization', `Bearer ${this.#token}`)
    if (!headers.has('host')) headers.set('host', 'localhost')
    return this.#app.request(path, { ...init, headers })
  }
}

const urlOf = <E extends AnyEndpoint>(endpoint: E, { params, query }: CallInput<E>): string => {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name])),
  )
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) search.set(key, String(value))
  return search.size === 0 ? path : `${path}?${search}`
}
