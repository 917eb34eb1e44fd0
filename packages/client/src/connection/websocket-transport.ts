import { SUBPROTOCOL, type PostedFrame, type UpFrame } from '@lectern/protocol'
import { toApiError } from '../core/errors.ts'
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

/** `http` becomes `ws`, `https` becomes `wss`; the user is URL-encoded. */
export const socketUrl = (apiUrl: string, user_id: string): string =>
  `${apiUrl.replace(/^http/, 'ws')}/conversations/ws/user/${encodeURIComponent(user_id)}`

export interface WebSocketTransportOptions {
  apiUrl: string
  webSocket: WebSocketConstructor
  /** Gives an access token that should be valid now. */
  token: () => Promise<string>
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

// The token is the first frame, so no request has to come before. After a lost network such a request would
// hang on a dead connection that the browser keeps for reuse. No log on the way sees the token in a URL either.
class SocketLink implements Link {
  readonly #events: LinkEvents
  #socket: WebSocketLike | undefined
  #closed = false

  constructor(user_id: string, { apiUrl, webSocket, token }: WebSocketTransportOptions, events: LinkEvents) {
    this.#events = events
    token().then(
      (value) => {
        if (!this.#closed) this.#dial(webSocket, socketUrl(apiUrl, user_id), value)
      },
      (error: unknown) => this.#closed || events.failed(toApiError(error)),
    )
  }

  send(frame: PostedFrame): void {
    if (this.#socket?.readyState !== OPEN) return
    this.#socket.send(frame.type === 'ping' ? 'ping' : JSON.stringify(frame))
  }

  close(): void {
    this.#closed = true
    const socket = this.#socket
    this.#socket = undefined
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close(1000)
  }

  #dial(webSocket: WebSocketConstructor, url: string, token: string): void {
    const socket = tryToOpen(webSocket, url)
    if (!socket) return this.#events.closed(undefined)
    this.#socket = socket
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: 'auth', token } satisfies UpFrame))
      this.#events.opened()
    }
    socket.onmessage = (event: { data: unknown }) => {
      if (typeof event.data === 'string') this.#events.received(event.data)
    }
    socket.onclose = (event: { code?: number }) => this.#events.closed(event.code)
    // A close follows every error; this listener keeps Node from treating the error as uncaught.
    socket.onerror = () => {}
  }
}

/** Undefined where sockets are forbidden by a policy of the page, or unknown: other transports may work. */
const tryToOpen = (webSocket: WebSocketConstructor, url: string): WebSocketLike | undefined => {
  try {
    return new webSocket(url, SUBPROTOCOL)
  } catch {
    return undefined
  }
}
