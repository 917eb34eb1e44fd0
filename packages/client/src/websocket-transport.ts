import { SUBPROTOCOL } from '@lectern/protocol'
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

export class WebSocketTransport implements Transport {
  readonly name = 'websocket'
  readonly fallback = false
  readonly #apiUrl: string
  readonly #webSocket: WebSocketConstructor

  constructor(apiUrl: string, webSocket: WebSocketConstructor) {
    this.#apiUrl = apiUrl
    this.#webSocket = webSocket
  }

  open(user_id: string, token: string, events: LinkEvents): Link {
    const socket = new this.#webSocket(socketUrl(this.#apiUrl, user_id, token), SUBPROTOCOL)
    socket.onopen = () => events.opened()
    socket.onmessage = (event: { data: unknown }) => {
      if (typeof event.data === 'string') events.received(event.data)
    }
    socket.onclose = (event: { code?: number }) => events.closed(event.code)
    // An error is always followed by a close; listening keeps Node from treating it as uncaught.
    socket.onerror = () => {}
    return {
      send: (text) => {
        if (socket.readyState === OPEN) socket.send(text)
      },
      close: () => {
        socket.onopen = socket.onmessage = socket.onclose = null
        socket.close(1000)
      },
    }
  }
}
