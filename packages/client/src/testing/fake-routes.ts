// The fake server's HTTP side, driven by the contract's endpoint registry.
import {
  countChars,
  ERRORS,
  isStaff,
  endpoints,
  type Endpoint,
  type Me,
  type Operation,
  type Problem,
  type Tokens,
} from '@lectern/protocol'
import * as z from 'zod/mini'
import {
  conversationOf,
  pageOf,
  Status,
  type Call,
  type FakeAnswer,
  type FakeRequest,
  type Handlers,
} from './fake-call.ts'
import { conversationHandlers, mayWriteTo } from './fake-conversation-routes.ts'
import { messageHandlers } from './fake-message-routes.ts'
import { questionHandlers } from './fake-question-routes.ts'
import { ownHandlers } from './fake-own-routes.ts'
import { safetyHandlers } from './fake-safety-routes.ts'
import { FakeRefusal } from './fake-refusal.ts'
import type { FakeServer } from './fake-server.ts'

const tokensFor = (server: FakeServer, user: Me, inBody: boolean): Tokens => {
  const session_id = crypto.randomUUID()
  return {
    access_token: server.issueToken(user.id, session_id),
    token_type: 'Bearer',
    expires_in: 600,
    user,
    ...(inBody && { refresh_token: server.issueRefreshToken(user.id, session_id) }),
  }
}

const handlers: Handlers = {
  healthz: () => ({ status: 'ok', version: 'fake' }),
  login: ({ server, body }) => {
    const user = [...server.users.values()].find(({ email }) => email === body.email)
    if (!user || body.password !== 'secret') throw new FakeRefusal('unauthorized', 'Wrong email or password.')
    return tokensFor(server, user, body.refresh_in === 'body')
  },
  refresh: ({ server, body }) => {
    const user_id = server.whoseRefresh(body?.refresh_token)
    if (user_id === undefined) throw new FakeRefusal('unauthorized')
    return tokensFor(server, server.user(user_id), true)
  },
  logout: ({ server, request }) => server.endSession(request.token ?? ''),
  createTicket: ({ server, me }) => ({ ticket: server.issueTicket(me.id), expires_in: 30 }),
  getMe: ({ me }) => me,
  patchMe: ({ me, body: { name } }) => {
    if (name === undefined || name === me.name) return me
    if (!isStaff(me.role))
      throw new FakeRefusal('forbidden', 'Only staff change their names; students ask them.')
    return Object.assign(me, { name })
  },
  listUsers: ({ server, me, query }) => {
    const { q = '', role } = query
    const known = [...server.users.values()]
      .filter((user) => mayWriteTo(me, user) && user.name.toLowerCase().includes(q.toLowerCase()))
      .filter((user) => !role || role === user.role)
      .sort((a, b) => a.name.localeCompare(b.name))
    const { page, next_cursor } = pageOf(known, query)
    return { users: page.map(({ id, name, role }) => ({ id, name, role })), next_cursor }
  },
  createDocument: ({ server, me, body }) => {
    const { document, created } = server.documents.create(me, body)
    return new Status(created ? 201 : 200, document)
  },
  createDocumentVersion: ({ server, me, params, body }) =>
    new Status(201, server.documents.addVersion(me, params.id, body)),
  createUpload: ({ server, me, request }) => {
    const id = server.attachments.create(me, request.headers ?? new Headers())
    return new Status(201, null, { location: `uploads/${id}`, 'upload-offset': '0' })
  },
  getUpload: ({ server, me, params }) => {
    const { bytes, attachment } = server.attachments.find(me, params.id)
    const headers = { 'upload-offset': String(bytes.length), 'upload-length': String(attachment.size) }
    return new Status(200, null, headers)
  },
  patchUpload: ({ server, me, params, request }) => {
    const file = server.attachments.find(me, params.id)
    const offset = Number(request.headers?.get('upload-offset'))
    server.attachments.append(file, offset, request.bytes ?? new Uint8Array())
    return new Status(204, null, { 'upload-offset': String(file.bytes.length) })
  },
  deleteUpload: ({ server, me, params }) => {
    const { attachment } = server.attachments.find(me, params.id)
    if (attachment.message_id !== undefined) throw new FakeRefusal('conflict', 'It was sent.')
    server.attachments.files.delete(params.id)
  },
  getAttachment: ({ server, me, params }) => server.attachments.find(me, params.id).attachment,
  getAttachmentContent: ({ server, me, params }) =>
    new Status(200, server.attachments.find(me, params.id).bytes),
  createAttachmentLinks: ({ server, me, body }) => {
    const seen = body.attachment_ids.filter((id) => server.attachments.sees(me, id))
    return { links: Object.fromEntries(seen.map((id) => [id, me.id])), expires_in_ms: 900_000 }
  },
  listAttachments: (call) => {
    const { kind } = call.query
    const sent = call.server.attachments
      .sentIn(conversationOf(call).id)
      .filter(({ width }) => !kind || (width !== undefined) === (kind === 'image'))
    const { page, next_cursor } = pageOf(sent, call.query)
    return { attachments: page, next_cursor }
  },
  ...conversationHandlers,
  ...messageHandlers,
  ...questionHandlers,
  ...ownHandlers,
  ...safetyHandlers,
}

/** The endpoints that the fake server offers; it has no ticket or stream endpoints here. */
export const FAKED = [...Object.keys(handlers), 'getEvents', 'postFrame'] as Operation[]

interface Route {
  operation: Operation
  endpoint: Endpoint
  pattern: RegExp
}

const parametersOf = ({ path }: Endpoint): number => path.split(':').length

/** `/conversations/totals` is no conversation: what has fewer parameters comes first. */
const routes: Route[] = Object.entries(endpoints)
  .map(([operation, endpoint]) => ({
    operation: operation as Operation,
    endpoint,
    pattern: new RegExp(`^${endpoint.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
  }))
  .sort((a, b) => parametersOf(a.endpoint) - parametersOf(b.endpoint))

/** Answers a request according to the contract. */
export const dispatch = (server: FakeServer, request: FakeRequest): FakeAnswer => {
  try {
    if (server.refuseAll) throw new FakeRefusal(server.refuseAll)
    const result = answer(server, request)
    if (result instanceof Status) return result.answer
    return result === undefined ? { status: 204, body: null } : { status: 200, body: JSON.stringify(result) }
  } catch (error) {
    if (error instanceof FakeRefusal)
      return { status: ERRORS[error.code].status, body: JSON.stringify(problem(error)) }
    throw error
  }
}

const answer = (server: FakeServer, request: FakeRequest): unknown => {
  const url = new URL(request.path, 'http://fake')
  const { operation, endpoint, params } = match(request.method, url.pathname)
  const handler = handlers[operation] as ((call: Call<Endpoint>) => unknown) | undefined
  if (!handler) throw new FakeRefusal('not_found', `The fake server has no ${operation}.`)
  const sig = endpoint.guard === 'link' ? url.searchParams.get('sig') : null
  const isGuarded = endpoint.guard === 'bearer' || endpoint.guard === 'link'
  const user_id = sig ?? (isGuarded ? server.whose(request.token ?? '') : '')
  if (user_id === undefined) throw new FakeRefusal('unauthorized')
  return handler({
    request,
    server,
    me: user_id === '' ? NOBODY : server.user(user_id),
    params: parseOrRefuse(endpoint.params, params),
    query: parseOrRefuse(endpoint.query, Object.fromEntries(url.searchParams)),
    body:
      request.body === undefined && endpoint.body_optional
        ? undefined
        : parseOrRefuse(endpoint.body, request.body),
  } as Call<Endpoint>)
}

const NOBODY: Me = { id: '', name: '', role: 'student', email: '', created_at: '' }

const match = (
  method: string,
  path: string,
): { operation: Operation; endpoint: Endpoint; params: unknown } => {
  for (const { operation, endpoint, pattern } of routes) {
    const asked = method === 'HEAD' ? 'get' : method.toLowerCase()
    const found = endpoint.method === asked ? pattern.exec(path) : null
    if (!found) continue
    const params = Object.entries(found.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ])
    return { operation, endpoint, params: Object.fromEntries(params) }
  }
  throw new FakeRefusal('not_found')
}

const parseOrRefuse = (schema: z.ZodMiniType | undefined, value: unknown): unknown => {
  if (!schema) return undefined
  const result = z.safeParse(schema, value)
  if (!result.success) throw refusalOf(result.error, value)
  return result.data
}

/** An overlong text is refused with its length, unless something else is wrong. */
const refusalOf = (error: z.core.$ZodError, value: unknown): FakeRefusal => {
  const [issue] = error.issues
  const limit: unknown = issue?.code === 'custom' ? issue.params?.['limit'] : undefined
  const field = issue?.path.join('.')
  const text: unknown = field === undefined ? undefined : (value as Record<string, unknown>)[field]
  if (typeof limit !== 'number' || typeof text !== 'string')
    return new FakeRefusal('invalid', z.prettifyError(error), field === '' ? undefined : field)
  return Object.assign(new FakeRefusal('too_large', undefined, field), { limit, actual: countChars(text) })
}

const problem = ({ code, message, field, why, limit, actual }: FakeRefusal): Problem => ({
  ...(limit === undefined ? {} : { limit, actual }),
  ...(why === undefined ? {} : { why }),
  ...(field === undefined ? {} : { field }),
  type: `urn:lectern:${code}`,
  title: ERRORS[code].title,
  status: ERRORS[code].status,
  detail: message,
  code,
  retry: ERRORS[code].retry,
  request_id: 'fake',
})
