// The input and output of a handler of the fake server.
import type { BodyOf, endpoints, Me, Message, Operation, ParamsOf, QueryOf } from '@lectern/protocol'
import type { FakeConversation } from './fake-conversation.ts'
import { FakeRefusal } from './fake-refusal.ts'
import type { FakeServer } from './fake-server.ts'

export interface FakeRequest {
  method: string
  /** Without the origin, with the query. */
  path: string
  token?: string | undefined
  headers?: Headers
  /** A JSON body. */
  body?: unknown
  /** A body of any other type. */
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
export class Status {
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

export interface InConversation {
  server: FakeServer
  me: Me
  params: { id: string }
}
export type OnMessage = InConversation & { params: { message_id: string } }

export const conversationOf = ({ server, me, params }: InConversation): FakeConversation =>
  server.conversationFor(params.id, me.id)

export const messageOf = (call: OnMessage): Message => {
  const message = conversationOf(call).message(call.params.message_id)
  if (!message) throw new FakeRefusal('not_found')
  return message
}

export const refuseUnless = (isAllowed: boolean): void => {
  if (!isAllowed) throw new FakeRefusal('forbidden')
}

/** @throws FakeRefusal `conflict` */
export const refuseDeleted = ({ deleted_at, kind }: Message): void => {
  if (deleted_at !== undefined || kind === 'system') throw new FakeRefusal('conflict', 'It was deleted.')
}

/** One page of a list; the cursor is the start of the next. */
export const pageOf = <Row>(
  rows: readonly Row[],
  { limit = 50, cursor = '0' }: { limit?: number | undefined; cursor?: string | undefined },
): { page: Row[]; next_cursor: string | null } => {
  const end = Number(cursor) + limit
  return { page: rows.slice(Number(cursor), end), next_cursor: end < rows.length ? String(end) : null }
}
