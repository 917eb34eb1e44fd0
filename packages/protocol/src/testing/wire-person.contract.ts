import { expect } from 'vitest'
import * as z from 'zod/mini'
import { endpoints, type Endpoint, type Operation } from '../index.ts'
import type { AnswerOf, BodyInput, ParamsInput, QueryInput } from '../api/endpoint.ts'
import { ERRORS, Problem } from '../errors.ts'
import { errorsOf } from '../spec/index.ts'

export interface Account {
  email: string
  password: string
}

/** A server that a client can reach. */
export interface Wire {
  /** Without a slash at the end. */
  url: string
  fetch(url: string, init: RequestInit): Promise<Response>
  accounts: { ada: Account; ben: Account; chloe: Account }
  close(): Promise<void>
}

type At<Name extends Operation> = (typeof endpoints)[Name]

/** The parts of a request of its endpoint, or wrong ones for a refusal. */
export interface Input<Name extends Operation = Operation> {
  params?: ParamsInput<At<Name>>
  query?: QueryInput<At<Name>>
  body?: BodyInput<At<Name>>
  headers?: Record<string, string>
  bytes?: Uint8Array<ArrayBuffer>
}

export interface WireAnswer<Name extends Operation> {
  status: number
  headers: Headers
  body: AnswerOf<At<Name>>
}

/** A caller; without a token, an anonymous one. */
export class WirePerson {
  readonly id: string
  readonly name: string
  readonly account: Account
  /** Called with every successful request. */
  heard: (operation: Operation, input: Input) => void = () => {}
  readonly #wire: Wire
  readonly #token: string | undefined

  constructor(wire: Wire, token?: string, { id = '', name = '' } = {}, account = NO_ACCOUNT) {
    this.#wire = wire
    this.#token = token
    this.id = id
    this.name = name
    this.account = account
  }

  /** Expects a success; returns its body. */
  async get<Name extends Operation>(operation: Name, input: Input<Name> = {}): Promise<AnswerOf<At<Name>>> {
    return (await this.ask(operation, input)).body
  }

  /** Expects a success: its status must be in the contract, and its body exactly match the schema. */
  async ask<Name extends Operation>(operation: Name, input: Input<Name> = {}): Promise<WireAnswer<Name>> {
    const response = await this.send(operation, input)
    const { status, headers } = response
    const text = await response.text()
    const answer = (endpoints[operation] as Endpoint).answers[status]
    if (!answer) throw new Error(`${operation} answered ${status}: ${text}`)
    this.heard(operation, input as Input)
    const body = answer.schema ? exactly(answer.schema, JSON.parse(text)) : null
    return { status, headers, body: body as AnswerOf<At<Name>> }
  }

  /** Expects a refusal, which must be in the contract of this endpoint. */
  async refused<Name extends Operation>(operation: Name, input: Input<Name> = {}): Promise<Problem> {
    const response = await this.send(operation, input)
    const text = await response.text()
    if (response.status < 400) throw new Error(`${operation} was not refused: ${response.status} ${text}`)
    const problem = exactly(Problem, JSON.parse(text)) as Problem
    expectFitting(endpoints[operation] as Endpoint, problem, response.status)
    return problem
  }

  /** The raw response. */
  send<Name extends Operation>(
    operation: Name,
    input: Input<Name> = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    const { method, path } = endpoints[operation] as Endpoint
    const { body, bytes } = input
    const headers = {
      ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...input.headers,
    }
    return this.#wire.fetch(this.#wire.url + filled(path, input as Input), {
      method: method.toUpperCase(),
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(bytes && { body: bytes }),
      ...(signal && { signal }),
    })
  }
}

const NO_ACCOUNT: Account = { email: '', password: '' }

export const signIn = async (wire: Wire, account: Account): Promise<WirePerson> => {
  const body = { ...account, refresh_in: 'body' } as const
  const { access_token, user } = await new WirePerson(wire).get('login', { body })
  return new WirePerson(wire, access_token, user, account)
}

/** The code must be one of the endpoint's, and the other fields must follow from it. */
const expectFitting = (endpoint: Endpoint, problem: Problem, answered: number): void => {
  const { status, retry, title } = ERRORS[problem.code]
  expect(problem).toMatchObject({ status, retry, title })
  expect(answered).toBe(status)
  expect(errorsOf(endpoint)).toContain(problem.code)
}

/** The parsed value; the schema must accept it and drop no field. */
const exactly = (schema: z.ZodMiniType, value: unknown): unknown => {
  const parsed = z.parse(schema, value)
  expect(parsed).toEqual(value)
  return parsed
}

const filled = (path: string, { params, query }: Input): string => {
  const values = (params ?? {}) as Record<string, unknown>
  const address = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])))
  const search = new URLSearchParams(
    Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]),
  ).toString()
  return search === '' ? address : `${address}?${search}`
}
