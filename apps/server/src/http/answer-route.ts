import type { HttpBindings } from '@hono/node-server'
import { budgetOf, type Endpoint } from '@lectern/protocol'
import { verifyAccess, verifySession } from '../features/accounts/verify.ts'
import { readLink } from '../features/attachments/links.ts'
import { present } from '../features/cards/present.ts'
import type { Context, Viewer } from '../features/context.ts'
import type { Reply, Route, RouteRequest } from '../features/route.ts'
import { turnsOf } from '../features/turns.ts'
import { AppError } from '../platform/errors.ts'
import { parseInput } from '../platform/invalid-input.ts'
import { parseJson, readIncoming, readRequest, streamBody } from './body.ts'
import { arrivalOf, type Answer, type RequestFacts, type Http } from './request-pipeline.ts'
import { API_HEADERS } from './headers.ts'
import type { Origins } from './origins.ts'

interface Around {
  http: Http
  origins: Origins
  draining: AbortSignal
}

/** Finds the caller, parses the request, and calls the feature. */
export const answerRoute = async (
  { ctx, ...around }: Around & { ctx: Context },
  route: Route,
  facts: RequestFacts,
): Promise<Answer> => {
  const { endpoint } = route
  facts.route = endpoint.path
  const viewer = await authenticate(ctx, endpoint, around.http)
  if (viewer) facts.user_id = viewer.user_id
  if (viewer) await charge(ctx, endpoint, viewer, facts)
  const body = endpoint.body && (await readBody(around.http))
  // Only from here on a request costs time that others wait for.
  if (viewer) await turnOf(ctx, viewer)
  if (viewer?.password_due && !endpoint.before_new_password) throw newPasswordFirst()
  const request = parseRequest(endpoint, around, body)
  const made = madeIn(request.body)
  if (made !== undefined) facts.made_id = made
  const reply = await route.handle(ctx, viewer, request)
  const shown = viewer ? present(reply.body, viewer, ctx.clock.now()) : reply.body
  return answerOf(endpoint, { ...reply, body: shown })
}

const newPasswordFirst = (): AppError =>
  new AppError('forbidden', 'Choose a new password first.', { why: 'password_due' })

/** The id that a client gave to what it makes, such as a message. */
const madeIn = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string'
    ? body.id
    : undefined

const authenticate = async (ctx: Context, { guard }: Endpoint, http: Http): Promise<Viewer | undefined> => {
  if (guard !== 'bearer' && guard !== 'link') return undefined
  const sig = guard === 'link' ? http.req.query('sig') : undefined
  if (sig !== undefined) return verifySession(ctx, readLink(ctx, http.req.param('id') ?? '', sig))
  const [, token] = /^Bearer +(\S+)$/i.exec(http.req.header('authorization') ?? '') ?? []
  if (token === undefined)
    throw new AppError('unauthorized', 'An access token is needed: `Authorization: Bearer …`.')
  return verifyAccess(ctx, token)
}

const turnOf = (ctx: Context, { user_id }: Viewer) => turnsOf(ctx).take(user_id)

/** Before the body is read. @throws AppError `rate_limited` */
const charge = async (
  ctx: Context,
  endpoint: Endpoint,
  viewer: Viewer,
  facts: RequestFacts,
): Promise<void> => {
  const budget = budgetOf(endpoint)
  if (!budget) return
  const { headers, refusal } = ctx.budgets.charge(budget, viewer)
  facts.headers = headers
  if (!refusal) return
  // Thousands of refusals a second cost time as well.
  await turnOf(ctx, viewer)
  throw refusal
}

const parseRequest = (
  endpoint: Endpoint,
  { http, origins, draining }: Around,
  body: Buffer | undefined,
): RouteRequest<Endpoint> => {
  const arrival = arrivalOf(http)
  return {
    params: endpoint.params && parseInput(endpoint.params, http.req.param(), 'path'),
    query: endpoint.query && parseInput(endpoint.query, http.req.query(), 'query'),
    body: endpoint.body && body && parseBody(endpoint, endpoint.body, { http, body }),
    header: arrival.header,
    bytes: (signal) => streamBody(incomingOf(http) ?? http.req.raw, signal),
    address: origins.addressOf(arrival),
    secure: origins.isSecure(arrival),
    foreign: origins.isForeign(arrival),
    // Rarely used, and expensive to make.
    get signal() {
      return AbortSignal.any([http.req.raw.signal, draining])
    },
  }
}

const readBody = (http: Http): Promise<Buffer> => {
  const incoming = incomingOf(http)
  return incoming ? readIncoming(incoming) : readRequest(http.req.raw)
}

const parseBody = (
  endpoint: Endpoint,
  schema: NonNullable<Endpoint['body']>,
  { http, body }: { http: Http; body: Buffer },
) => {
  const json = parseJson(body, http.req.header('content-type'))
  if (json === undefined && !endpoint.body_optional)
    throw new AppError('invalid', 'The request needs a JSON body.')
  return parseInput(schema, json === undefined ? {} : json, 'body')
}

const answerOf = (endpoint: Endpoint, { status, body, raw, headers, cookies }: Reply<unknown>): Answer => {
  const answered = status ?? Number(Object.keys(endpoint.answers)[0])
  const head = { status: answered, ...(cookies && { cookies }) }
  if (raw !== undefined) return { ...head, headers: { ...API_HEADERS, ...headers }, body: raw }
  if (body === null) return { ...head, headers: { ...API_HEADERS, ...headers }, body: null }
  return {
    ...head,
    headers: { 'content-type': 'application/json', ...API_HEADERS, ...headers },
    body: JSON.stringify(body),
  }
}

const incomingOf = (http: Http) => (http.env as Partial<HttpBindings> | undefined)?.incoming
