// How a feature offers its functions over HTTP without knowing the HTTP library.
import type { AnswerOf, BodyOf, Endpoint, ParamsOf, QueryOf } from '@lectern/protocol'
import type { Stored } from '../records/stored.ts'
import type { Context, Viewer } from './context.ts'

/** A request whose parts were parsed by the endpoint's schemas. */
export interface RouteRequest<E> {
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  /** Of the incoming request; lower-case names. */
  header(name: string): string | undefined
  /** The body as it comes, for what is not JSON; `signal` breaks it off. */
  bytes(signal: AbortSignal): AsyncIterable<Uint8Array>
  /** It came over TLS; a proxy's word for that counts only where the configuration trusts it. */
  secure: boolean
  /** A page of another origin asks, and that origin is not on the list. */
  foreign: boolean
  /** Aborts when the client goes away. */
  signal: AbortSignal
}

export interface Reply<Body> {
  /** One of the endpoint's documented successes; the only one when left out. */
  status?: number
  body: Body
  headers?: Record<string, string>
  /** Sent as it is, for answers without a schema; `headers` then names its content type. */
  raw?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
}

export interface Route {
  endpoint: Endpoint
  /** Headers of an answer to OPTIONS. */
  options?: Record<string, string>
  /** There is a viewer where the endpoint's guard asks for one. */
  handle(ctx: Context, viewer: Viewer | undefined, request: RouteRequest<Endpoint>): Promise<Reply<unknown>>
}

export type AnyEndpoint = Endpoint<any, any, any, any>

/** Binds a function to an endpoint with guard `bearer` or `link`: it is told the viewer, and what it answers is presented to them. */
export const route = <E extends AnyEndpoint>(
  endpoint: E,
  handle: (ctx: Context, viewer: Viewer, request: RouteRequest<E>) => Promise<Reply<Stored<AnswerOf<E>>>>,
): Route => ({
  endpoint,
  handle: handle as unknown as Route['handle'],
})

/** Binds a function to an endpoint that asks for no access token. */
export const openRoute = <E extends AnyEndpoint>(
  endpoint: E,
  handle: (ctx: Context, request: RouteRequest<E>) => Promise<Reply<AnswerOf<E>>>,
): Route => ({
  endpoint,
  handle: (ctx, _viewer, request) => handle(ctx, request as RouteRequest<E>),
})
