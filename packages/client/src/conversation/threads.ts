import { endpoints, type MarkThread, type ThreadList } from '@lectern/protocol'
import type { Http } from '../http/http.ts'

/** What was replied to in a conversation, and what one says of it for oneself. */
export class Threads {
  readonly #id: string
  readonly #http: Http

  constructor(id: string, http: Http) {
    this.#id = id
    this.#http = http
  }

  /** A page at a time, the last reply first. @throws ApiError */
  list(cursor?: string): Promise<ThreadList> {
    const query = cursor === undefined ? {} : { cursor }
    return this.#http.call(endpoints.listThreads, { params: { id: this.#id }, query })
  }

  /** Follows a thread or not, and says how far it is read. @throws ApiError */
  async mark(message_id: string, body: MarkThread): Promise<void> {
    await this.#http.call(endpoints.markThread, { params: { id: this.#id, message_id }, body })
  }
}
