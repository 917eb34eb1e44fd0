import { endpoints } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import type { Http } from '../http/http.ts'
import { fallbackCore as core } from './fallback-core.ts'
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
  const load = () => import('./fallback-transports.ts')
  const stream = lazyTransport('sse', async () => new (await load()).SseTransport(http, core))
  const poll = lazyTransport('poll', async () => new (await load()).PollTransport({ http, clock, core }))
  return new TransportLadder({
    rungs: [socket, stream, poll],
    clock,
    storage,
    reach: () => http.call(endpoints.healthz),
  })
}
