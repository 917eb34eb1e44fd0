import * as z from 'zod/mini'
import { UpFrame } from '@lectern/protocol'
import type { WebSocketConstructor, WebSocketLike } from '../connection/websocket-transport.ts'
import type { FakePeer, FakeServer } from './fake-server.ts'
import { FakeOneWay } from './fake-one-way.ts'
import type { FakeAnswer, FakeRequest } from './fake-call.ts'

/** What happens to requests and frames between one client and the server. */
export interface Wire {
  /** Rejects when the request or its answer is lost. */
  request(run: () => FakeAnswer): Promise<FakeAnswer>
  /** Delivers one frame: at once, later, twice or never. */
  carry(deliver: () => void): void
  /** False while no connection is possible. */
  readonly reachable: boolean
}

const PERFECT: Wire = {
  request: async (run) => run(),
  carry: (deliver) => queueMicrotask(deliver),
  reachable: true,
}

/**
 * The network between one client and a {@link FakeServer}: give its `fetch` and `webSocket` to `new Chat`.
 * @example const { fetch, webSocket } = new FakeNetwork(server)
 */
export class FakeNetwork {
  readonly fetch: typeof fetch
  readonly webSocket: WebSocketConstructor
  /** Transports that a proxy blocks: it refuses sockets, and withholds streams until they end. */
  readonly blocked = new Set<'websocket' | 'sse'>()
  readonly #sockets = new Set<FakeSocket>()
  readonly #oneWay: FakeOneWay

  constructor(server: FakeServer, wire: Wire = PERFECT) {
    const sockets = this.#sockets
    const { blocked } = this
    const oneWay = new FakeOneWay(server, wire)
    this.#oneWay = oneWay
    this.fetch = (input, init) => {
      const request = requestOf(String(input), init)
      return (
        oneWay.answer(request, init?.signal, blocked.has('sse')) ??
        exchange(server, wire, request, init?.signal)
      )
    }
    this.webSocket = class extends FakeSocket {
      constructor(url: string) {
        super({ server, wire, sockets, isBlocked: () => blocked.has('websocket') }, url)
      }
    }
  }

  /** The number of open sockets. */
  get sockets(): number {
    return this.#sockets.size
  }

  /** The number of open streams and polled connections. */
  get oneWay(): number {
    return this.#oneWay.size
  }

  /** Breaks every socket and stream without a close code, as a lost network does. */
  cut(): void {
    for (const socket of [...this.#sockets]) socket.break(1006)
    this.#oneWay.cut()
  }
}

const requestOf = (url: string, init?: RequestInit): FakeRequest => {
  const { pathname, search } = new URL(url)
  return {
    method: init?.method ?? 'GET',
    path: pathname + search,
    token: new Headers(init?.headers).get('authorization')?.replace('Bearer ', ''),
    headers: new Headers(init?.headers),
    body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    ...(init?.body instanceof Uint8Array ? { bytes: init.body } : {}),
  }
}

const exchange = async (
  server: FakeServer,
  wire: Wire,
  request: FakeRequest,
  signal?: AbortSignal | null,
): Promise<Response> => {
  const aborted = new Promise<never>((_, reject) =>
    signal?.addEventListener('abort', () => reject(new TypeError('aborted')), { once: true }),
  )
  const answered = wire.request(() => server.request(request))
  const { status, body, headers = {} } = await Promise.race([answered, aborted])
  return new Response(body, { status, headers: { 'x-request-id': crypto.randomUUID(), ...headers } })
}

/** The path between the sockets of one network and the server. */
interface Way {
  server: FakeServer
  wire: Wire
  sockets: Set<FakeSocket>
  isBlocked: () => boolean
}

class FakeSocket implements WebSocketLike {
  readyState = 0
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: never) => void) | null = null
  onclose: ((event: never) => void) | null = null
  onerror: ((event: never) => void) | null = null
  readonly #way: Way
  readonly #user_id: string
  #authenticated = false
  #peer: FakePeer | undefined

  constructor(way: Way, url: string) {
    this.#way = way
    this.#user_id = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '')
    queueMicrotask(() => this.#open())
  }

  send(text: string): void {
    const { wire, server } = this.#way
    if (!this.#authenticated) return this.#authenticate(text)
    wire.carry(() => {
      if (this.#peer && this.readyState === 1) server.receive(this.#peer, text)
    })
  }

  close(): void {
    this.#end(3)
  }

  /** The connection breaks or the server closes it. */
  break(code: number): void {
    if (this.readyState === 3) return
    this.#end(3)
    this.onclose?.({ code } as never)
  }

  #open(): void {
    if (this.readyState !== 0) return
    const { wire, sockets, isBlocked } = this.#way
    if (!wire.reachable || isBlocked()) return this.break(1006)
    this.readyState = 1
    sockets.add(this)
    this.onopen?.({} as never)
  }

  /** The first frame is exempt from faults: a handshake without it would only be a slower failure. */
  #authenticate(text: string): void {
    const { server, wire } = this.#way
    this.#authenticated = true
    const frame = z.safeParse(UpFrame, JSON.parse(text))
    const token = frame.success && frame.data.type === 'auth' ? frame.data.token : ''
    this.#peer = server.accept(this.#user_id, token, {
      deliver: (text) => wire.carry(() => this.#deliver(text)),
      close: (code) => this.break(code),
    })
  }

  #deliver(text: string): void {
    if (this.readyState === 1) this.onmessage?.({ data: text } as never)
  }

  #end(readyState: number): void {
    this.readyState = readyState
    this.#way.sockets.delete(this)
    if (this.#peer) this.#way.server.left(this.#peer)
    this.#peer = undefined
  }
}
