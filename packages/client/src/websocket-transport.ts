import { SUBPROTOCOL } from '@lectern/protocol'
import { toApiError } from './errors.ts'
import type { Link, LinkEvents, Transport } from './transport.ts'

/** The part of a browser's `WebSocket` the SDK uses. */
export interface WebSocketLike {
  readonly readyState: number
  onopen: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
  onerror: ((event: never) => void) | null
  send(text: string): void
  close(code?: number, reason?: string): void
}
export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => WebSocketLike

const OPEN = 1

/** `http` becomes `ws`, `https` becomes `wss`; user and token are URL-encoded. */
export const socketUrl = (apiUrl: string, user_id: string, token: string): string =>
  `${apiUrl.replace(/^http/, 'ws')}/conversations/ws/user/${encodeURIComponent(user_id)}?token=${encodeURIComponent(token)}`

export interface WebSocketTransportOptions {
  apiUrl: string
  webSocket: WebSocketConstructor
  /** A token for one dial, asked for over HTTP: where that fails, the network is at fault and not the socket. */
  ticket: () => Promise<string>
}

export class WebSocketTransport implements Transport {
  readonly name = 'websocket'
  readonly fallback = false
  readonly #options: WebSocketTransportOptions

  constructor(options: WebSocketTransportOptions) {
    this.#options = options
  }

  open(user_id: string, events: LinkEvents): Link {
    return new SocketLink(user_id, this.#options, events)
  }
}

class SocketLink implements Link {
  readonly #events: LinkEvents
  #socket: WebSocketLike | undefined
  #closed = false

  constructor(user_id: string, { apiUrl, webSocket, ticket }: WebSocketTransportOptions, events: LinkEvents) {
    this.#events = events
    ticket().then(
      (token) => {
        if (this.#closed) return
        events.reached?.()
        this.#dial(new webSocket(socketUrl(apiUrl, user_id, token), SUBPROTOCOL))
      },
      (error: unknown) => this.#closed || events.failed(toApiError(error)),
    )
  }

  send(text: string): void {
    if (this.#socket?.readyState === OPEN) this.#socket.send(text)
  }

  close(): void {
    this.#closed = true
    const socket = this.#socket
    this.#socket = undefined
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close(1000)
  }

  #dial(socket: WebSocketLike): void {
    this.#socket = socket
    socket.onopen = () => this.#events.opened()
    socket.onmessage = (event: { data: unknown }) => {
      if (typeof event.data === 'string') this.#events.received(event.data)
    }
    socket.onclose = (event: { code?: number }) => this.#events.closed(event.code)
    // An error is always followed by a close; listening keeps Node from treating it as uncaught.
    socket.onerror = () => {}
  }
}
