import type { PostedFrame } from '@lectern/protocol'
import { EventStreamParser } from './event-stream.ts'
import type { FallbackCore } from './fallback-core.ts'
import type { Http } from '../http/http.ts'
import { PostedFrames } from './posted-frames.ts'
import type { Link, LinkEvents, Transport } from './transport.ts'

/** Receives server-sent events and sends by POST: for networks that block WebSockets. */
export class SseTransport implements Transport {
  readonly name = 'sse'
  readonly fallback = true
  readonly #http: Http
  readonly #core: FallbackCore

  constructor(http: Http, core: FallbackCore) {
    this.#http = http
    this.#core = core
  }

  open(_user_id: string, events: LinkEvents): Link {
    return new SseLink(this.#http, this.#core, events)
  }
}

class SseLink implements Link {
  readonly #http: Http
  readonly #core: FallbackCore
  readonly #events: LinkEvents
  readonly #abort = new AbortController()
  readonly #up: PostedFrames
  #greeted = false

  constructor(http: Http, core: FallbackCore, events: LinkEvents) {
    this.#http = http
    this.#core = core
    this.#events = events
    const gone = () => this.#end(() => events.closed(undefined))
    this.#up = new PostedFrames({ http, core }, this.#abort.signal, gone)
    void this.#run()
  }

  send(frame: PostedFrame): void {
    this.#up.send(frame)
  }

  close(): void {
    this.#abort.abort()
  }

  /** `fetch` instead of `EventSource`, which cannot send a token. */
  async #run(): Promise<void> {
    const { signal } = this.#abort
    try {
      const stream = await this.#http.stream(this.#core.endpoints.getEvents, signal)
      if (signal.aborted) return void stream.cancel().catch(() => {})
      this.#events.opened()
      await this.#read(stream.getReader())
      this.#end(() => this.#events.closed(undefined))
    } catch (error) {
      const refusal = this.#core.toApiError(error)
      // No answer does not say why: a proxy may let other requests through.
      const isUnreachable = refusal.problem.status === 0
      this.#end(() => (isUnreachable ? this.#events.closed(undefined) : this.#events.failed(refusal)))
    }
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const parser = new EventStreamParser()
    const { signal } = this.#abort
    signal.addEventListener('abort', () => void reader.cancel().catch(() => {}), { once: true })
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw this.#core.networkError(error)
      })
      if (done || signal.aborted) return
      for (const text of parser.push(value)) if (!signal.aborted) this.#take(text)
    }
  }

  #take(text: string): void {
    if (!this.#greeted) this.#greet(text)
    this.#events.received(text)
  }

  #greet(text: string): void {
    const hello = this.#core.parseFrames(text).find((frame) => frame.type === 'hello')
    if (!hello) return
    this.#greeted = true
    this.#up.greeted(hello.connection_id)
  }

  #end(report: () => void): void {
    if (this.#abort.signal.aborted) return
    this.#abort.abort()
    report()
  }
}
