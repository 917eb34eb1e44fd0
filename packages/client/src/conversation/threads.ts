import { endpoints, type MarkThread, type ThreadList } from '@lectern/protocol'
import type { Context } from './context.ts'

/**
 * What was replied to in a conversation, and what one says of it for oneself. A mark, on whichever device, raises the
 * `changed_seq` of the own settings in the summary: what was read here may then be another.
 */
export class Threads {
  readonly #id: string
  readonly #context: Pick<Context, 'http' | 'events'>

  constructor(id: string, context: Pick<Context, 'http' | 'events'>) {
    this.#id = id
    this.#context = context
  }

  /** A page at a time, the last reply first. @throws ApiError */
  list(cursor?: string): Promise<ThreadList> {
    const query = cursor === undefined ? {} : { cursor }
    return this.#context.http.call(endpoints.listThreads, { params: { id: this.#id }, query })
  }

  /** Whether one hears of replies to this message. @throws ApiError */
  async follows(message_id: string): Promise<boolean> {
    const asked = { params: { id: this.#id, message_id }, query: { limit: 1 } }
    return (await this.#context.http.call(endpoints.listThread, asked)).follows
  }

  /** Follows a thread or not, and says how far it is read. @throws ApiError */
  async mark(message_id: string, body: MarkThread): Promise<void> {
    const { http, events } = this.#context
    const { window } = await http.call(endpoints.markThread, { params: { id: this.#id, message_id }, body })
    events.emit('own_answered', window)
  }
}
