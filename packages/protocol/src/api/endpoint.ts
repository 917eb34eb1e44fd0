import type * as z from 'zod/mini'
import type { BudgetName } from '../budgets.ts'
import type { ErrorCode } from '../errors.ts'

type Schema = z.ZodMiniType

/**
 * The credential of an endpoint: none, a bearer access token, that or a signed link, or the refresh token
 * itself.
 */
export type Guard = 'none' | 'bearer' | 'link' | 'refresh'

/** A success: its schema, or `null` for an empty or non-JSON body. */
export interface Answer<S extends Schema | null = Schema | null> {
  description: string
  schema: S
}

/**
 * One HTTP endpoint of the contract. Server routes, SDK calls, OpenAPI and the authorisation matrix are made
 * from it.
 */
export interface Endpoint<
  Params extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
  Success extends Schema | null = Schema | null,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Parameters as `:name`. */
  path: `/${string}`
  summary: string
  guard: Guard
  params?: Params
  query?: Query
  body?: Body
  /** The body may be omitted. */
  body_optional?: boolean
  /** Successes by status; all have the same schema. */
  answers: Record<number, Answer<Success>>
  /**
   * Refusals besides those of every endpoint (`invalid`, `unauthorized` when guarded, `rate_limited`,
   * `internal`, `unavailable`).
   */
  errors: readonly ErrorCode[]
  /**
   * The budget that a request counts against. Left out: none for `get`, `write` for every other method; see
   * {@link budgetOf}.
   */
  budget?: BudgetName | 'none'
  /** Open to somebody who must choose a new password before anything else. */
  before_new_password?: true
}

/** The budget of a signed-in caller's request, or undefined if it writes nothing. */
export const budgetOf = ({ method, guard, budget }: Endpoint): BudgetName | undefined => {
  if (guard !== 'bearer' || budget === 'none') return undefined
  return budget ?? (method === 'get' ? undefined : 'write')
}

/** Keeps the exact schemas in the type. */
export const endpoint = <
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Success extends Schema | null = null,
>(
  spec: Endpoint<Params, Query, Body, Success>,
): Endpoint<Params, Query, Body, Success> => spec

type Out<S> = S extends Schema ? z.infer<S> : undefined
type In<S> = S extends Schema ? z.input<S> : undefined

export type ParamsOf<E> = E extends Endpoint<infer P, any, any, any> ? Out<P> : never
export type QueryOf<E> = E extends Endpoint<any, infer Q, any, any> ? Out<Q> : never
export type BodyOf<E> = E extends Endpoint<any, any, infer B, any> ? Out<B> : never
export type ParamsInput<E> = E extends Endpoint<infer P, any, any, any> ? In<P> : never
export type QueryInput<E> = E extends Endpoint<any, infer Q, any, any> ? In<Q> : never
export type BodyInput<E> = E extends Endpoint<any, any, infer B, any> ? In<B> : never
export type AnswerOf<E> =
  E extends Endpoint<any, any, any, infer S> ? (S extends Schema ? z.infer<S> : null) : never
