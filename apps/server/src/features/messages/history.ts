import { LIMITS, type MessagePage } from '@lectern/protocol'
import { AppError, notFound } from '../../platform/errors.ts'
import { openConversation } from '../changes/changes.ts'
import { messagesAfter, messagesBefore, type MessageRange, findMessage } from '../../records/messages.ts'
import { findPlaceOfTime } from './history-rows.ts'
import type { Stored } from '../../records/stored.ts'
import type { Context, Viewer } from '../context.ts'

export interface HistoryQuery {
  /** `created_seq`, exclusive. */
  before?: number
  after?: number
  /** A message to put in the middle. */
  around?: string
  /** A time: the first message since then is put in the middle. */
  at?: string
  limit?: number
}

/** A page of history, oldest first; by default the newest one. */
export const readHistory = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  query: HistoryQuery,
): Promise<Stored<MessagePage>> => {
  const { before, after, around, at, limit = LIMITS.page_rows_default } = query
  if ([before, after, around, at].filter((place) => place !== undefined).length > 1)
    throw new AppError('invalid', 'Ask for one of before, after, around and at.', { field: 'around' })
  const { head } = await openConversation(ctx, viewer, conversation_id)
  const read = new Reading(ctx, conversation_id)
  if (around !== undefined) return { ...(await read.around(around, limit)), head }
  if (at !== undefined) return { ...(await read.at(at, head, limit)), head }
  if (after !== undefined) return { ...(await read.after(after, limit)), head }
  return { ...(await read.before(before ?? head + 1, limit)), head }
}

type Page = Omit<Stored<MessagePage>, 'head'>

class Reading {
  readonly #ctx: Context
  readonly #conversation_id: string

  constructor(ctx: Context, conversation_id: string) {
    this.#ctx = ctx
    this.#conversation_id = conversation_id
  }

  async before(seq: number, limit: number): Promise<Page> {
    const { messages, has_more } = await this.#back(seq, limit)
    const beyond = await this.#onward(seq - 1, 1)
    return { messages, has_more_before: has_more, has_more_after: beyond.messages.length > 0 }
  }

  async after(seq: number, limit: number): Promise<Page> {
    const { messages, has_more } = await this.#onward(seq, limit)
    const beyond = await this.#back(seq + 1, 1)
    return { messages, has_more_before: beyond.messages.length > 0, has_more_after: has_more }
  }

  async around(message_id: string, limit: number): Promise<Page> {
    const target = await findMessage(this.#ctx.db.read, message_id)
    if (target?.message.conversation_id !== this.#conversation_id) throw notFound('message')
    return this.#about(target.message.created_seq, limit)
  }

  /** Nothing was written since then: the newest page. */
  async at(time: string, head: number, limit: number): Promise<Page> {
    const place = { conversation_id: this.#conversation_id, head }
    const seq = await findPlaceOfTime(this.#ctx.db.read, place, time)
    return seq > head ? this.before(head + 1, limit) : this.#about(seq, limit)
  }

  async #about(created_seq: number, limit: number): Promise<Page> {
    const half = Math.floor((limit - 1) / 2)
    const older = await this.#back(created_seq, half)
    const newer = await this.#onward(created_seq - 1, limit - half)
    return {
      messages: [...older.messages, ...newer.messages],
      has_more_before: older.has_more,
      has_more_after: newer.has_more,
    }
  }

  #back(seq: number, limit: number): Promise<MessageRange> {
    return messagesBefore(this.#ctx.db.read, this.#conversation_id, seq, limit)
  }

  #onward(seq: number, limit: number): Promise<MessageRange> {
    return messagesAfter(this.#ctx.db.read, this.#conversation_id, seq, limit)
  }
}
