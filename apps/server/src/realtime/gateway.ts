// Accepts sockets. A refusal completes the upgrade and closes with its code, because a browser hides a refused
// upgrade from the page but shows it a close code. The query is never logged (AU4).
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { CLOSE, LIMITS, SUBPROTOCOL } from '@lectern/protocol'
import type { Context } from '../features/context.ts'
import { mintId } from '../platform/ids.ts'
import { FrameHandler } from './frame-handler.ts'
import { Connection } from './connection.ts'
import type { Connections } from './realtime.ts'
import { ContractSocket, Flush, SocketSink } from './socket-sink.ts'

/** The pages that may connect. A client without an `Origin` is not a page, and only its token decides. */
export interface OriginCheck {
  isForeign(arrival: Arriving): boolean
  /** The network that it comes from. */
  addressOf(arrival: Arriving): string
}

interface Arriving {
  header(name: string): string | undefined
  encrypted: boolean
  address?: string | undefined
}

export interface Realtime {
  readonly connections: number
  /**
   * Closes all clients with code 4001 and times to return that are spread over `spread_ms`; ends when they are
   * gone.
   */
  drain(options: { spread_ms: number }): Promise<void>
  close(): void
}

export const attachRealtime = (server: Server, connections: Connections, origins: OriginCheck): Realtime =>
  new Gateway(server, connections, origins)

interface Destination {
  user_id: string
  token: string | undefined
}

/** Who wants to be connected, and from where. */
interface Caller extends Destination {
  address: string
}

class Gateway implements Realtime {
  readonly #server: Server
  readonly #ctx: Context
  readonly #origins: OriginCheck
  readonly #connections: Connections
  readonly #flush = new Flush()
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: LIMITS.frame_bytes,
    WebSocket: ContractSocket,
    // If all protocols are refused, browsers drop the connection before they see its close code.
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : [...offered][0]) ?? false,
  })
  readonly #open = new Set<WebSocket>()

  constructor(server: Server, connections: Connections, origins: OriginCheck) {
    this.#server = server
    this.#ctx = connections.shared.ctx
    this.#origins = origins
    this.#connections = connections
    server.on('upgrade', this.#onUpgrade)
  }

  get connections(): number {
    return this.#connections.size
  }

  async drain(options: { spread_ms: number }): Promise<void> {
    await this.#connections.drain(options)
    this.#terminateAll()
  }

  close(): void {
    this.#server.off('upgrade', this.#onUpgrade)
    this.#terminateAll()
  }

  #terminateAll(): void {
    for (const ws of this.#open) ws.terminate()
  }

  readonly #onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const destination = destinationOf(request.url ?? '')
    if (!destination) return refuse(socket, '404 Not Found')
    const address = this.#origins.addressOf(arrivingOf(request))
    const caller = { ...destination, address }
    // Before the upgrade, which costs more than the refusal; the client was told the reason by the close of the last socket.
    const wait_ms = this.#connections.shared.expulsions.waitMs(caller)
    if (wait_ms > 0) return this.#keepAway(socket, caller, wait_ms)
    this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#accept(ws, request, socket, caller))
  }

  #keepAway(socket: Duplex, caller: Caller, wait_ms: number): void {
    const answer = (): void => refuse(socket, '429 Too Many Requests', Math.ceil(wait_ms / 1_000))
    const held_ms = this.#connections.shared.expulsions.refuse(caller)
    if (held_ms === 0) return answer()
    // The client may be gone before.
    socket.on('error', () => socket.destroy())
    this.#ctx.clock.after(held_ms, answer)
  }

  #accept(ws: WebSocket, request: IncomingMessage, socket: Duplex, { token, ...caller }: Caller): void {
    const { user_id } = caller
    const { clock, log } = this.#ctx
    const id = mintId(clock)
    const sink = new SocketSink(ws, socket, { flush: this.#flush, clock })
    const connection = new Connection(id, ws.protocol === '' ? 'plain' : 'lectern.v1', sink, clock.now())
    const handler = new FrameHandler(this.#connections.shared, connection, caller)
    this.#open.add(ws)
    this.#connections.shared.hub.add(connection)
    ws.on('message', (data: Buffer, isBinary) => handler.receive(isBinary ? undefined : data.toString()))
    ws.on('pong', () => connection.heard(clock.now()))
    ws.on('error', (error: Error & { code?: string }) => {
      log.debug({ connection_id: id, reason: error.message }, 'socket_failed')
      // Of the protocol below, such as an oversized frame: `ws` closes it.
      if (error.code?.startsWith('WS_ERR_')) handler.blame()
    })
    ws.on('close', (code) => {
      this.#open.delete(ws)
      this.#connections.ended(connection, user_id)
      log.info({ connection_id: id, user_id, code, ignored: handler.ignored }, 'socket_closed')
    })
    const refusal = this.#refusalOf(ws, request)
    if (refusal !== undefined) connection.close(refusal)
    else if (token !== undefined) handler.authenticate(token)
  }

  #refusalOf(ws: WebSocket, request: IncomingMessage): number | undefined {
    if (this.#connections.draining) return CLOSE.drain
    if (ws.protocol !== '' && ws.protocol !== SUBPROTOCOL) return CLOSE.version
    return this.#origins.isForeign(arrivingOf(request)) ? CLOSE.origin_or_subject : undefined
  }
}

/** Some clients offer HTTP/2 with every first request; it is then an ordinary request. */
export const isSocketUpgrade = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket'

const arrivingOf = ({ headers, socket }: IncomingMessage): Arriving => ({
  header: (name) => headers[name]?.toString(),
  encrypted: 'encrypted' in socket,
  address: socket.remoteAddress,
})

/** Node passes the connection without an error listener, and an error without a listener ends the process. */
const refuse = (socket: Duplex, status: string, retry_seconds?: number): void => {
  const retry = retry_seconds === undefined ? '' : `Retry-After: ${retry_seconds}\r\n`
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n${retry}Content-Length: 0\r\n\r\n`)
}

const PATH = /^\/conversations\/ws\/user\/([^/]+)\/?$/

const destinationOf = (url: string): Destination | undefined => {
  if (!URL.canParse(url, 'http://localhost')) return undefined
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const user_id = PATH.exec(pathname)?.[1]
  if (user_id === undefined) return undefined
  const token = searchParams.get('token') ?? ''
  return { user_id: user_id.toLowerCase(), token: token === '' ? undefined : token }
}
