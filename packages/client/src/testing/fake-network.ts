import type { WebSocketConstructor, WebSocketLike } from '../websocket-transport.ts'
import type { FakePeer, FakeServer } from './fake-server.ts'
import type { FakeAnswer, FakeRequest } from './fake-routes.ts'

/** What happens to requests and frames between one client and the server. */
export interface Wire {
  /** Rejects when the request or its answer is lost. */
  request(run: () => FakeAnswer): Promise<FakeAnswer>
  /** Hands over one frame, at once, later, twice or never. */
  carry(deliver: () => void): void
  /** False while no connection can be made. */
  readonly reachable: boolean
}

const PERFECT: Wire = {
  request: async (run) => run(),
  carry: (deliver) => queueMicrotask(deliver),
  reachable: true,
}

/**
 * The way of one client to a {@link FakeServer}: give its `fetch` and `webSocket` to `new Chat`.
 * @example const { fetch, webSocket } = new FakeNetwork(server)
 */
export class FakeNetwork {
  readonly fetch: typeof fetch
  readonly webSocket: WebSocketConstructor
  readonly #sockets = new Set<FakeSocket>()

  constructor(server: FakeServer, wire: Wire = PERFECT) {
    const sockets = this.#sockets
    this.fetch = (input, init) => exchange(server, wire, String(input), init)
    this.webSocket = class extends FakeSocket {
      constructor(url: string) {
        super(server, wire, url, sockets)
      }
    }
  }

  /** Sockets open at this moment. */
  get sockets(): number {
    return this.#sockets.size
  }

  /** Breaks every socket without a close code, as a lost network does. */
  cut(): void {
    for (const socket of [...this.#sockets]) socket.break(1006)
  }
}

const exchange = async (
  server: FakeServer,
  wire: Wire,
  url: string,
  init?: RequestInit,
): Promise<Response> => {
  const { pathname, search } = new URL(url)
  const request: FakeRequest = {
    method: init?.method ?? 'GET',
    path: pathname + search,
    token: new Headers(init?.headers).get('authorization')?.replace('Bearer ', ''),
    body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
  }
  const aborted = new Promise<never>((_, reject) =>
    init?.signal?.addEventListener('abort', () => reject(new TypeError('aborted')), { once: true }),
  )
  const { status, body } = await Promise.race([wire.request(() => server.request(request)), aborted])
  return new Response(body, { status })
}

class FakeSocket implements WebSocketLike {
  readyState = 0
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: never) => void) | null = null
  onclose: ((event: never) => void) | null = null
  onerror: ((event: never) => void) | null = null
  readonly #server: FakeServer
  readonly #wire: Wire
  readonly #sockets: Set<FakeSocket>
  #peer: FakePeer | undefined

  constructor(server: FakeServer, wire: Wire, url: string, sockets: Set<FakeSocket>) {
    this.#server = server
    this.#wire = wire
    this.#sockets = sockets
    const { pathname, searchParams } = new URL(url)
    const user_id = decodeURIComponent(pathname.split('/').at(-1) ?? '')
    queueMicrotask(() => this.#open(user_id, searchParams.get('token') ?? ''))
  }

  send(text: string): void {
    this.#wire.carry(() => {
      if (this.#peer && this.readyState === 1) this.#server.receive(this.#peer, text)
    })
  }

  close(): void {
    this.#end(3)
  }

  /** The line breaks or the server closes. */
  break(code: number): void {
    if (this.readyState === 3) return
    this.#end(3)
    this.onclose?.({ code } as never)
  }

  #open(user_id: string, token: string): void {
    if (this.readyState !== 0) return
    if (!this.#wire.reachable) return this.break(1006)
    this.readyState = 1
    this.#sockets.add(this)
    this.onopen?.({} as never)
    this.#peer = this.#server.accept(user_id, token, {
      deliver: (text) => this.#wire.carry(() => this.#deliver(text)),
      close: (code) => this.break(code),
    })
  }

  #deliver(text: string): void {
    if (this.readyState === 1) this.onmessage?.({ data: text } as never)
  }

  #end(readyState: number): void {
    this.readyState = readyState
    this.#sockets.delete(this)
    if (this.#peer) this.#server.left(this.#peer)
    this.#peer = undefined
  }
}
