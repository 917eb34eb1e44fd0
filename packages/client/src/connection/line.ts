import { endpoints } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import type { Http } from '../http/http.ts'
import { lazyTransport } from './lazy-transport.ts'
import type { ClientStorage } from '../core/storage.ts'
import { TransportLadder } from './transport-ladder.ts'
import type { Transport } from './transport.ts'
import { WebSocketTransport, type WebSocketConstructor } from './websocket-transport.ts'

export interface LineOptions {
  http: Http
  webSocket: WebSocketConstructor
  clock: Clock
  storage: ClientStorage
  /** An access token that should be valid now. */
  token: () => Promise<string>
}

/** The transports to the server, those that work here first. */
export const lineTo = ({ http, webSocket, clock, storage, token }: LineOptions): Transport => {
  const socket = new WebSocketTransport({ apiUrl: http.apiUrl, webSocket, token })
  return new TransportLadder({
    rungs: [socket, lazyTransport('sse', http, clock), lazyTransport('poll', http, clock)],
    clock,
    storage,
    reach: () => http.call(endpoints.healthz),
  })
}
