// Binds functions of a feature to HTTP without the HTTP library.
import type { AnswerOf, BodyOf, Endpoint, ParamsOf, QueryOf } from '@lectern/protocol'
import type { Stored } from '../records/stored.ts'
import type { Context, Viewer } from './context.ts'

/** A request whose parts were parsed by the endpoint's schemas. */
export interface RouteRequest<E> {
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  /** A header of the request; lower-case names. */
  header(name: string): string | undefined
  /** The raw body, for anything but JSON; `signal` stops it. */
  bytes(signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Where it came from: an IPv4 address, or the /64 of an IPv6 address; `unknown` without a connection. */
  address: string
  /** It came over TLS; a proxy's word for that counts only where the configuration trusts it. */
  secure: boolean
  /** The request comes from a page of an unlisted origin. */
  foreign: boolean
  /** Aborts when the client goes away. */
  signal: AbortSignal
}

export interface Reply<Body> {
  /** One of the endpoint's documented successes; by default the only one. */
  status?: number
  body: Body
  headers?: Record<string, string>
  /** Values of `Set-Cookie`. */
  cookies?: string[]
  /** Sent as it is, for answers without a schema; `headers` then names its content type. */
  raw?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
}

export interface Route {
  endpoint: Endpoint
  /** Headers of an answer to OPTIONS. */
  options?: Record<string, string>
  /** The viewer is defined if the endpoint's guard requires one. */
  handle(ctx: Context, viewer: Viewer | undefined, request: RouteRequest<Endpoint>): Promise<Reply<unknown>>
}

export type AnyEndpoint = Endpoint<any, any, any, any>

/**
 * Binds a function to an endpoint with guard `bearer` or `link`: it gets the viewer, and its result is
 * presented to them.
 */
export const route = <E extends AnyEndpoint>(
  endpoint: E,
  handle: (ctx: Context, viewer: Viewer, request: RouteRequest<E>) => Promise<Reply<Stored<AnswerOf<E>>>>,
): Route => ({
  endpoint,
  handle: handle as unknown as Route['handle'],
})

/** Binds a function to an endpoint without an access token. */
export const openRoute = <E extends AnyEndpoint>(
  endpoint: E,
  handle: (ctx: Context, request: RouteRequest<E>) => Promise<Reply<AnswerOf<E>>>,
): Route => ({
  endpoint,
  handle: (ctx, _viewer, request) => handle(ctx, request as RouteRequest<E>),
})
