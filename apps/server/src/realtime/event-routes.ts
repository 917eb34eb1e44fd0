// The frames of the socket for clients without one: down as server-sent events or by a long poll, up by POST.
// The connections and rules are the same; only the transport differs.
import { endpoints, type PostedFrame, type Sync, type SyncAnswer } from '@lectern/protocol'
import { sync } from '../features/changes/sync.ts'
import type { Context, Viewer } from '../features/context.ts'
import { route, type Route } from '../features/route.ts'
import { AppError } from '../platform/errors.ts'
import { readOwnSeq } from '../records/own-clock.ts'
import { mintId } from '../platform/ids.ts'
import { FrameHandler } from './frame-handler.ts'
import { Connection } from './connection.ts'
import { Elsewhere } from './elsewhere.ts'
import { EventSink } from './event-sink.ts'
import type { FrameSink } from './frame-sink.ts'
import { PollSink } from './poll-sink.ts'
import type { Connections } from './realtime.ts'

type Headers = { header(name: string): string | undefined }

const EVENT_STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // nginx buffers an answer until it is complete, unless told otherwise.
  'x-accel-buffering': 'no',
}

export const eventRoutes = (connections: Connections): Route[] => {
  const oneWay = new PolledConnections(connections)
  return [
    route(endpoints.getEvents, async (ctx, viewer, request) => ({
      body: null,
      raw: oneWay.stream(ctx, viewer, request),
      headers: EVENT_STREAM,
    })),
    route(endpoints.postFrame, async (_ctx, viewer, { params, body }) => {
      await oneWay.receive(viewer, params.id, body)
      return { body: null }
    }),
    route(endpoints.sync, async (ctx, viewer, request) => ({
      body: await oneWay.sync(ctx, viewer, request),
    })),
  ]
}

interface PolledConnection {
  handler: FrameHandler
  viewer: Viewer
  sink?: PollSink
}

class PolledConnections {
  readonly #connections: Connections
  readonly #open = new Map<string, PolledConnection>()
  readonly #elsewhere: Elsewhere

  constructor(connections: Connections) {
    this.#connections = connections
    this.#elsewhere = new Elsewhere(connections.shared.ctx, ({ session_id, connection_id, frame }) => {
      const found = this.#own({ session_id }, connection_id)
      if (frame === undefined) void found?.handler.polled()
      else found?.handler.receive(frame)
      return found !== undefined
    })
  }

  stream(ctx: Context, viewer: Viewer, request: Headers): ReadableStream<Uint8Array> {
    this.#refuseWhileDraining()
    const id = mintId(ctx.clock)
    const sink = new EventSink(() => this.#ended(id))
    this.#begin(ctx, viewer, { id, sink, token: bearerOf(request) })
    return sink.stream
  }

  async receive(viewer: Viewer, connection_id: string, body: PostedFrame): Promise<void> {
    const frame = body.type === 'ping' ? 'ping' : JSON.stringify(body)
    const own = this.#own(viewer, connection_id)
    if (own) return own.handler.receive(frame)
    const { session_id } = viewer
    // A token stays here: the client connects anew with it.
    const isTaken = body.type !== 'auth' && (await this.#elsewhere.send({ session_id, connection_id, frame }))
    if (!isTaken) throw unknownConnection()
  }

  async sync(
    ctx: Context,
    viewer: Viewer,
    { body, signal, ...request }: Headers & { body: Sync; signal: AbortSignal },
  ): Promise<SyncAnswer> {
    if (body.connection === undefined || body.page) return sync(ctx, viewer, body, signal)
    const fresh = body.connection === 'new'
    const connection_id = fresh ? this.#poll(ctx, viewer, request) : body.connection
    const own = this.#own(viewer, connection_id)
    if (!own) return this.#syncElsewhere(ctx, viewer, { body, connection_id, signal })
    const { handler, sink } = own
    if (!sink) throw unknownConnection()
    await handler.polled()
    const { epoch, heads, more_heads } = await sync(ctx, viewer, { ...body, wait_ms: 0 }, signal)
    const waitMs = fresh || Object.keys(heads).length > 0 ? 0 : (body.wait_ms ?? 0)
    const frames = await sink.take(waitMs, signal)
    // Without heads it is told everything anew: frames may be lost.
    const isAnew = Object.keys(body.heads).length === 0
    const own_seq = isAnew ? await readOwnSeq(ctx.db.read, viewer.user_id) : undefined
    return {
      ...{ epoch, heads, connection_id, frames },
      ...(more_heads && { more_heads }),
      ...(own_seq !== undefined && { own_seq }),
    }
  }

  #poll(ctx: Context, viewer: Viewer, request: Headers): string {
    this.#refuseWhileDraining()
    const id = mintId(ctx.clock)
    const sink = new PollSink(ctx.clock, () => this.#ended(id))
    this.#begin(ctx, viewer, { id, sink, token: bearerOf(request) })
    return id
  }

  #begin(
    ctx: Context,
    viewer: Viewer,
    { id, sink, token }: { id: string; sink: FrameSink; token: string },
  ): void {
    const connection = new Connection(id, 'lectern.v1', sink, ctx.clock.now())
    const handler = new FrameHandler(this.#connections.shared, connection, {
      user_id: viewer.user_id,
      // Their frames are requests, which have budgets.
      address: '',
    })
    this.#open.set(id, { handler, viewer, ...(sink instanceof PollSink && { sink }) })
    this.#connections.shared.hub.add(connection)
    handler.authenticate(token)
  }

  /** What is stored is found by its heads; the frames wait at the node that has the connection. */
  async #syncElsewhere(
    ctx: Context,
    viewer: Viewer,
    { body, connection_id, signal }: { body: Sync; connection_id: string; signal: AbortSignal },
  ): Promise<SyncAnswer> {
    const { session_id } = viewer
    if (!(await this.#elsewhere.send({ session_id, connection_id }))) throw unknownConnection()
    return { ...(await sync(ctx, viewer, body, signal)), connection_id, frames: [] }
  }

  #own({ session_id }: Pick<Viewer, 'session_id'>, connection_id: string): PolledConnection | undefined {
    const found = this.#open.get(connection_id)
    return found?.viewer.session_id === session_id ? found : undefined
  }

  #ended(id: string): void {
    const ended = this.#open.get(id)
    this.#open.delete(id)
    if (ended) this.#connections.ended(ended.handler.connection, ended.viewer.user_id)
  }

  #refuseWhileDraining(): void {
    if (this.#connections.draining) throw new AppError('unavailable', 'The server is shutting down.')
  }
}

const unknownConnection = (): AppError =>
  new AppError('not_found', 'There is no such connection; open a new one.')

const bearerOf = ({ header }: Headers): string => (header('authorization') ?? '').replace(/^Bearer +/i, '')
