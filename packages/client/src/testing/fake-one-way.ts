// The fake server's connections without a socket: server-sent events and long polls, with POST for frames up.
import { CLOSE, PostedFrame, Sync, type SyncAnswer } from '@lectern/protocol'
import * as z from 'zod/mini'
import type { Wire } from './fake-network.ts'
import type { FakeAnswer, FakeRequest } from './fake-call.ts'
import type { FakePeer, FakeServer } from './fake-server.ts'

interface Line {
  peer: FakePeer | undefined
  /** For a poll: frames that were not fetched yet. */
  held: string[]
  /** Ends the wait of a poll; `broken`: as a lost network does. */
  arrived: (broken?: boolean) => void
}

const GONE: FakeRequest = { method: 'GET', path: '/no-such-connection' }

export class FakeOneWay {
  readonly #server: FakeServer
  readonly #wire: Wire
  readonly #lines = new Map<string, Line>()
  readonly #breaks = new Set<() => void>()

  constructor(server: FakeServer, wire: Wire) {
    this.#server = server
    this.#wire = wire
  }

  /** The number of open connections. */
  get size(): number {
    return this.#lines.size
  }

  /** Breaks every stream, as a lost network does. */
  cut(): void {
    for (const end of [...this.#breaks]) end()
    for (const line of this.#lines.values()) line.arrived(true)
  }

  /** The answer, if the request concerns such a connection. */
  answer(request: FakeRequest, signal?: AbortSignal | null, buffered = false): Promise<Response> | undefined {
    const { method, path, body } = request
    if (method === 'GET' && path === '/events') return this.#stream(request, buffered, signal)
    if (method === 'POST' && path.startsWith('/events/')) return this.#post(request)
    const isPoll = method === 'POST' && path === '/sync' && (body as Sync).connection !== undefined
    return isPoll ? this.#poll(request, z.parse(Sync, body), signal) : undefined
  }

  async #stream(request: FakeRequest, buffered: boolean, signal?: AbortSignal | null): Promise<Response> {
    const refusal = await this.#wire.request(() => this.#gate(request))
    if (refusal.status !== 200) return respond(refusal)
    const stream = buffered ? this.#silence(request, signal) : this.#events(request, signal)
    return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
  }

  /** A proxy withholds the stream until it ends. */
  #silence(request: FakeRequest, signal?: AbortSignal | null): ReadableStream<Uint8Array> {
    const events = this.#events(request, signal).getReader()
    return new ReadableStream<Uint8Array>({ cancel: (reason) => events.cancel(reason) })
  }

  #events({ token }: FakeRequest, signal?: AbortSignal | null): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder()
    let finish = (_report: () => void): void => {}
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const end = () => finish(() => controller.error(new TypeError('The stream broke')))
        const write = (text: string) =>
          this.#breaks.has(end) && controller.enqueue(encoder.encode(`data: ${text}\n\n`))
        const line = this.#accept(token, {
          deliver: (text) => this.#wire.carry(() => write(text)),
          close: (code) => {
            write(bye(code))
            finish(() => controller.close())
          },
        })
        finish = (report) => {
          if (!this.#breaks.delete(end)) return
          this.#drop(line)
          report()
        }
        this.#breaks.add(end)
        signal?.addEventListener('abort', end)
      },
      cancel: () => finish(() => {}),
    })
  }

  async #post(request: FakeRequest): Promise<Response> {
    const answer = await this.#wire.request(() => {
      const refusal = this.#gate(request)
      if (refusal.status !== 200) return refusal
      const peer = this.#lines.get(request.path.slice('/events/'.length))?.peer
      if (!peer || !this.#server.peers.has(peer)) return this.#server.request(GONE)
      const frame = z.parse(PostedFrame, request.body)
      this.#server.receive(peer, frame.type === 'ping' ? 'ping' : JSON.stringify(frame))
      return { status: 204, body: null }
    })
    return respond(answer)
  }

  async #poll(request: FakeRequest, asked: Sync, signal?: AbortSignal | null): Promise<Response> {
    let line: Line | undefined
    const refusal = await this.#wire.request(() => {
      const gate = this.#gate(request)
      if (gate.status !== 200) return gate
      line = asked.connection === 'new' ? this.#open(request) : this.#lines.get(asked.connection ?? '')
      return line ? gate : this.#server.request(GONE)
    })
    if (!line || refusal.status !== 200) return respond(refusal)
    const open = line
    const user_id = this.#server.whose(request.token ?? '') ?? ''
    const isBehind = Object.keys(this.#differing(user_id, asked).heads).length > 0
    if (!isBehind) await this.#arrival(open, asked.wait_ms ?? 0, signal)
    if (signal?.aborted) throw new TypeError('aborted')
    const heads = this.#differing(user_id, asked)
    return respond(await this.#wire.request(() => this.#taken(open, heads)))
  }

  #taken(line: Line, heads: Pick<SyncAnswer, 'heads' | 'more_heads'>): FakeAnswer {
    const frames = line.held.splice(0).map((text) => (text === 'pong' ? text : (JSON.parse(text) as unknown)))
    const connection_id = [...this.#lines].find(([, each]) => each === line)?.[0] ?? line.peer?.connection_id
    const answer: SyncAnswer = {
      epoch: this.#server.epoch,
      ...heads,
      ...(connection_id === undefined ? {} : { connection_id }),
      frames,
    }
    return { status: 200, body: JSON.stringify(answer) }
  }

  #open({ token }: FakeRequest): Line | undefined {
    const line: Line = this.#accept(token, {
      deliver: (text) => {
        line.held.push(text)
        line.arrived()
      },
      close: (code) => {
        line.held.push(bye(code))
        line.arrived()
        this.#drop(line)
      },
    })
    return line
  }

  #accept(token: string | undefined, ends: Pick<FakePeer, 'deliver' | 'close'>): Line {
    const line: Line = { peer: undefined, held: [], arrived: () => {} }
    // Frames of the greeting arrive during the accept, before the connection has an id.
    const early: string[] = []
    let deliver = (text: string): void => void early.push(text)
    const user_id = this.#server.whose(token ?? '') ?? ''
    line.peer = this.#server.accept(user_id, token ?? '', { ...ends, deliver: (text) => deliver(text) })
    if (line.peer) this.#lines.set(line.peer.connection_id, line)
    queueMicrotask(() => {
      deliver = ends.deliver
      early.forEach(ends.deliver)
    })
    return line
  }

  #arrival(line: Line, waitMs: number, signal?: AbortSignal | null): Promise<void> {
    if (line.held.length > 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      line.arrived()
      const cancel = this.#server.clock.after(waitMs, resolve)
      line.arrived = (broken) => {
        cancel()
        if (broken) reject(new TypeError('The answer was lost'))
        else resolve()
      }
      signal?.addEventListener('abort', () => line.arrived(), { once: true })
    })
  }

  #differing(user_id: string, { heads, partial }: Sync): Pick<SyncAnswer, 'heads' | 'more_heads'> {
    const own = this.#server
      .conversationsOf(user_id)
      .filter(({ id, state }) => heads[id] !== state.head && (!partial || id in heads))
    return this.#server.boundHeads(own.map(({ id, state }) => [id, state.head]))
  }

  #drop(line: Line): void {
    if (!line.peer) return
    this.#lines.delete(line.peer.connection_id)
    this.#server.left(line.peer)
  }

  #gate({ token }: FakeRequest): FakeAnswer {
    return this.#server.request({ method: 'GET', path: '/me', token })
  }
}

const bye = (code: number = CLOSE.drain): string => JSON.stringify({ type: 'bye', code, retry_after_ms: 0 })

const respond = ({ status, body }: FakeAnswer): Response =>
  new Response(body, { status, headers: { 'x-request-id': crypto.randomUUID() } })
