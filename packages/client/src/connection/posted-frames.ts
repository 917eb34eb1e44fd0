// Sends frames for a connection that only carries frames down: each one is posted, in order.
import type { PostedFrame } from '@lectern/protocol'
import type { Http } from '../http/http.ts'
import type { FallbackCore } from './fallback-core.ts'

export class PostedFrames {
  readonly #http: Http
  readonly #core: FallbackCore
  readonly #signal: AbortSignal
  /** Called when the server no longer knows the connection. */
  readonly #gone: () => void
  #connection_id: string | undefined
  /** Frames that were sent before the greeting. */
  #early: PostedFrame[] = []
  #posted: Promise<void> = Promise.resolve()

  constructor(parts: { http: Http; core: FallbackCore }, signal: AbortSignal, gone: () => void) {
    this.#http = parts.http
    this.#core = parts.core
    this.#signal = signal
    this.#gone = gone
  }

  /** The connection's id has arrived in `hello`. */
  greeted(connection_id: string): void {
    this.#connection_id = connection_id
    for (const frame of this.#early.splice(0)) this.#enqueue(connection_id, frame)
  }

  send(frame: PostedFrame): void {
    if (this.#connection_id === undefined) this.#early.push(frame)
    else this.#enqueue(this.#connection_id, frame)
  }

  #enqueue(id: string, body: PostedFrame): void {
    this.#posted = this.#posted.then(() => this.#post(id, body))
  }

  async #post(id: string, body: PostedFrame): Promise<void> {
    if (this.#signal.aborted) return
    try {
      await this.#http.call(this.#core.endpoints.postFrame, { params: { id }, body, signal: this.#signal })
    } catch (error) {
      // Any other frame may be lost; the heartbeat notices a dead connection.
      if (this.#core.toApiError(error).code === 'not_found' && !this.#signal.aborted) this.#gone()
    }
  }
}
