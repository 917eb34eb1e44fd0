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
  body?: unknown
}

export interface FakeAnswer {
  status: number
  /** JSON as it was at the moment of answering. */
  body: string | null
}

export interface Call<E> {
  server: FakeServer
  me: Me
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
}

export type Handlers = { [Name in Operation]?: (call: Call<(typeof endpoints)[Name]>) => unknown }

/** An answer with another status than the endpoint's first. */
class Status {
  readonly status: number
  readonly body: unknown

  constructor(status: number, body: unknown) {
    this.status = status
    this.body = body
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
    const member = conversation.members.find(({ user_id }) => user_id === call.params.user_id)
    if (!member) throw new FakeRefusal('not_found')
    return {
      window: conversation.commit(
        (changed_seq) => void Object.assign(member, { left_at: call.server.time, changed_seq }),
      ),
    }
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
    if (!known)
      return new Status(201, { window: conversation.post(call.me, { ...call.body, id }, call.server.time) })
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
    if (result instanceof Status) return { status: result.status, body: JSON.stringify(result.body) }
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
  const user_id = endpoint.guard === 'bearer' ? server.whose(request.token ?? '') : ''
  if (user_id === undefined) throw new FakeRefusal('unauthorized')
  return handler({
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
    const found = endpoint.method === method.toLowerCase() ? pattern.exec(path) : null
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

const problem = ({ code, message }: FakeRefusal): Problem => ({
  type: `urn:lectern:${code}`,
  title: ERRORS[code].title,
  status: ERRORS[code].status,
  detail: message,
  code,
  retry: ERRORS[code].retry,
  request_id: 'fake',
})
