// The fake server's HTTP side, driven by the contract's endpoint registry.
import {
  ERRORS,
  endpoints,
  isStaff,
  type BodyOf,
  type Endpoint,
  type Me,
  type Message,
  type Operation,
  type ParamsOf,
  type Problem,
  type QueryOf,
  type Tokens,
} from '@lectern/protocol'
import * as z from 'zod/mini'
import type { FakeConversation } from './fake-conversation.ts'
import { FakeRefusal } from './fake-refusal.ts'
import { messageHandlers } from './fake-message-routes.ts'
import type { FakeServer } from './fake-server.ts'

export interface FakeRequest {
  method: string
  /** Without the origin, with the query. */
  path: string
  token?: string | undefined
  headers?: Headers
  /** Of JSON. */
  body?: unknown
  /** Of anything else. */
  bytes?: Uint8Array
}

export interface FakeAnswer {
  status: number
  /** JSON as it was at the moment of answering. */
  body: string | Uint8Array<ArrayBuffer> | null
  headers?: Record<string, string>
}

export interface Call<E> {
  server: FakeServer
  me: Me
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  request: FakeRequest
}

export type Handlers = { [Name in Operation]?: (call: Call<(typeof endpoints)[Name]>) => unknown }

/** An answer with another status than the endpoint's first. */
class Status {
  readonly status: number
  readonly body: unknown
  readonly headers: Record<string, string>

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    this.status = status
    this.body = body
    this.headers = headers
  }

  get answer(): FakeAnswer {
    const { status, headers, body } = this
    const isRaw = body === null || body instanceof Uint8Array
    return { status, headers, body: isRaw ? (body as Uint8Array<ArrayBuffer> | null) : JSON.stringify(body) }
  }
}

const tokensFor = (server: FakeServer, user: Me): Tokens => ({
  access_token: server.issueToken(user.id),
  token_type: 'Bearer',
  expires_in: 600,
  user,
  refresh_token: server.issueRefreshToken(user.id),
})

export interface InConversation {
  server: FakeServer
  me: Me
  params: { id: string }
}

const conversationOf = ({ server, me, params }: InConversation): FakeConversation =>
  server.conversationFor(params.id, me.id)

const messageOf = (call: InConversation & { params: { message_id: string } }): Message => {
  const message = conversationOf(call).message(call.params.message_id)
  if (!message) throw new FakeRefusal('not_found')
  return message
}

const editable = (call: InConversation & { params: { message_id: string } }): Message => {
  const message = messageOf(call)
  if (message.deleted_at) throw new FakeRefusal('conflict', 'It was deleted.')
  return message
}

const react = (
  call: InConversation & { params: { message_id: string; emoji: string } },
  on: boolean,
): unknown => {
  const conversation = conversationOf(call)
  const message = editable(call)
  const { emoji } = call.params
  const others = message.reactions.filter((reaction) => reaction.emoji !== emoji)
  const before = message.reactions.find((reaction) => reaction.emoji === emoji)?.user_ids ?? []
  const user_ids = on ? [...new Set([...before, call.me.id])] : before.filter((id) => id !== call.me.id)
  if (user_ids.length === before.length)
    return { window: conversation.window(message.changed_seq - 1, message.changed_seq) }
  const reactions = user_ids.length > 0 ? [...others, { emoji, user_ids }] : others
  return { window: conversation.change(message, { reactions }) }
}

const handlers: Handlers = {
  healthz: () => ({ status: 'ok', version: 'fake' }),
  login: ({ server, body }) => {
    const user = [...server.users.values()].find(({ email }) => email === body.email)
    if (!user || body.password !== 'secret') throw new FakeRefusal('unauthorized', 'Wrong email or password.')
    return tokensFor(server, user)
  },
  refresh: ({ server, body }) => {
    const user_id = server.whoseRefresh(body?.refresh_token)
    if (user_id === undefined) throw new FakeRefusal('unauthorized')
    return tokensFor(server, server.user(user_id))
  },
  logout: ({ server, me }) => server.revoke(me.id),
  createTicket: ({ server, me }) => ({ ticket: server.issueTicket(me.id), expires_in: 30 }),
  getMe: ({ me }) => me,
  patchMe: ({ me, body }) => Object.assign(me, body.name ? { name: body.name } : {}),
  listUsers: ({ server, me, query }) => ({
    users: [...server.users.values()]
      .filter(
        ({ id, name, role }) =>
          id !== me.id &&
          name.toLowerCase().includes((query.q ?? '').toLowerCase()) &&
          (!query.role || role === query.role),
      )
      .map(({ id, name, role }) => ({ id, name, role })),
    next_cursor: null,
  }),
  listConversations: ({ server, me, query }) => {
    const all = server.conversationsOf(me.id).sort((a, b) => changedAt(b).localeCompare(changedAt(a)))
    const start = Number(query.cursor ?? 0)
    const end = start + (query.limit ?? 50)
    const conversations = all.slice(start, end).map((conversation) => conversation.viewFor(me.id, 10))
    return { conversations, next_cursor: end < all.length ? String(end) : null }
  },
  createConversation: ({ server, me, body }) => {
    const known = body.id === undefined ? undefined : server.conversations.get(body.id)
    const conversation = known ?? server.addConversation(me, body)
    return new Status(known ? 200 : 201, conversation.viewFor(me.id))
  },
  getConversation: (call) => conversationOf(call).viewFor(call.me.id),
  patchConversation: (call) => {
    const conversation = conversationOf(call)
    const { state } = conversation
    return {
      window: conversation.commit((changed_seq) => {
        state.row = { ...state.row, ...call.body, changed_seq }
      }),
    }
  },
  addMembers: (call) => {
    const conversation = conversationOf(call)
    const people = call.body.user_ids.map((id) => call.server.user(id))
    return {
      window: conversation.commit((changed_seq) => {
        for (const { id: user_id, name, role } of people) {
          conversation.state.members = conversation.state.members.filter(
            (member) => member.user_id !== user_id,
          )
          const joined_at = call.server.time
          conversation.state.members.push({
            user_id,
            name,
            role,
            joined_at,
            changed_seq,
            delivered_seq: 0,
            read_seq: 0,
          })
        }
      }),
    }
  },
  removeMember: (call) => {
    const conversation = conversationOf(call)
    const window = conversation.expel(call.params.user_id, call.server.time)
    if (!window) throw new FakeRefusal('not_found')
    return { window }
  },
  getChanges: (call) => conversationOf(call).changes(call.query.since, call.query.limit ?? 50),
  putReceipt: (call) => {
    const conversation = conversationOf(call)
    const receipt = conversation.acknowledge(call.me.id, call.body.delivered_seq, call.body.read_seq)
    call.server.publishReceipt(conversation, call.me.id)
    return receipt
  },
  postTyping: (call) => call.server.publishTyping(conversationOf(call), call.me.id, call.body.on),
  sync: ({ server, me, body }) => ({
    epoch: server.epoch,
    heads: Object.fromEntries(
      server
        .conversationsOf(me.id)
        .filter(({ id, state }) => body.epoch !== server.epoch || (body.heads[id] ?? 0) !== state.head)
        .map(({ id, state }) => [id, state.head]),
    ),
  }),
  sendMessage: (call) => {
    const conversation = conversationOf(call)
    const { id, content } = call.body
    if (id === undefined) throw new FakeRefusal('invalid')
    const known = conversation.message(id)
    if (!known) {
      const { attachment_ids = [], alt_texts = {} } = call.body
      const parts = call.server.attachments.take(call.me, id, attachment_ids, alt_texts)
      const input = { ...call.body, id, parts }
      return new Status(201, { window: conversation.post(call.me, input, call.server.time) })
    }
    const isSame =
      known.sender_id === call.me.id && (known.content === content || known.edited_at || known.deleted_at)
    if (!isSame) throw new FakeRefusal('conflict')
    return new Status(200, { window: conversation.window(known.changed_seq - 1, known.changed_seq) })
  },
  listMessages: (call) => {
    const conversation = conversationOf(call)
    const { around } = call.query
    if (around !== undefined && !conversation.message(around)) throw new FakeRefusal('not_found')
    return conversation.page(call.query)
  },
  editMessage: (call) => {
    const message = editable(call)
    if (message.sender_id !== call.me.id) throw new FakeRefusal('forbidden')
    const { content } = call.body
    return { window: conversationOf(call).edit(message, content, call.server.time) }
  },
  deleteMessage: (call) => {
    const message = editable(call)
    if (message.sender_id !== call.me.id && !isStaff(call.me.role)) throw new FakeRefusal('forbidden')
    return { window: conversationOf(call).remove(message, call.server.time) }
  },
  createDocument: ({ server, me, body }) => server.documents.create(me, body),
  createDocumentVersion: ({ server, me, params, body }) => server.documents.addVersion(me, params.id, body),
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
    server.attachments.find(me, params.id)
    server.attachments.files.delete(params.id)
  },
  getAttachment: ({ server, me, params }) => server.attachments.find(me, params.id).attachment,
  getAttachmentContent: ({ server, me, params }) =>
    new Status(200, server.attachments.find(me, params.id).bytes),
  createAttachmentLinks: ({ me, body }) => ({
    links: Object.fromEntries(body.attachment_ids.map((id) => [id, me.id])),
    expires_in_ms: 900_000,
  }),
  listAttachments: (call) => ({
    attachments: call.server.attachments
      .sentIn(conversationOf(call).id)
      .filter(({ width }) => !call.query.kind || (width !== undefined) === (call.query.kind === 'image')),
    next_cursor: null,
  }),
  addReaction: (call) => react(call, true),
  removeReaction: (call) => react(call, false),
  ...messageHandlers({ conversationOf, messageOf }),
}

const changedAt = ({ state }: FakeConversation): string =>
  state.messages.at(-1)?.timestamp ?? state.row.created_at

interface Route {
  operation: Operation
  endpoint: Endpoint
  pattern: RegExp
}

const routes: Route[] = Object.entries(endpoints).map(([operation, endpoint]) => ({
  operation: operation as Operation,
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}))

/** Answers a request as the contract says. */
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
    params: parsed(endpoint.params, params),
    query: parsed(endpoint.query, Object.fromEntries(url.searchParams)),
    body:
      request.body === undefined && endpoint.body_optional ? undefined : parsed(endpoint.body, request.body),
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

const parsed = (schema: z.ZodMiniType | undefined, value: unknown): unknown => {
  if (!schema) return undefined
  const result = z.safeParse(schema, value)
  if (!result.success) throw new FakeRefusal('invalid', z.prettifyError(result.error))
  return result.data
}

const problem = ({ code, message, field, why }: FakeRefusal): Problem => ({
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
