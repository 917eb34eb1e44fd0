import { endpoints, type PostedFrame } from '@lectern/protocol'
import { networkError, toApiError } from '../core/errors.ts'
import { EventStreamParser } from './event-stream.ts'
import type { Http } from '../http/http.ts'
import { parseFrames } from './parse-frames.ts'
import { PostedFrames } from './posted-frames.ts'
import type { Link, LinkEvents, Transport } from './transport.ts'

/** Receives server-sent events and sends by POST: for networks that block WebSockets. */
export class SseTransport implements Transport {
  readonly name = 'sse'
  readonly fallback = true
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  open(_user_id: string, events: LinkEvents): Link {
    return new SseLink(this.#http, events)
  }
}

class SseLink implements Link {
  readonly #http: Http
  readonly #events: LinkEvents
  readonly #abort = new AbortController()
  readonly #up: PostedFrames
  #greeted = false

  constructor(http: Http, events: LinkEvents) {
    this.#http = http
    this.#events = events
    this.#up = new PostedFrames(http, this.#abort.signal, () => this.#end(() => events.closed(undefined)))
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
      const stream = await this.#http.stream(endpoints.getEvents, signal)
      if (signal.aborted) return void stream.cancel().catch(() => {})
      this.#events.opened()
      await this.#read(stream.getReader())
      this.#end(() => this.#events.closed(undefined))
    } catch (error) {
      const refusal = toApiError(error)
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
        throw networkError(error)
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
    const hello = parseFrames(text).find((frame) => frame.type === 'hello')
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
