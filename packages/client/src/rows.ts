// Timeline rows as a component renders them: a row keeps its identity (===) until what it shows changed.
import type { Me, Message } from '@lectern/protocol'
import { isoTime } from './clock.ts'
import { wanted, type OutboxItem, type SendFailure } from './outbox-item.ts'

export type RowStatus = 'queued' | 'sending' | 'failed' | 'stored'

export interface TimelineRow {
  /** The message's id from the first moment on: the render key. */
  readonly id: string
  readonly message: Message
  /** Written by the signed-in person. */
  readonly own: boolean
  readonly status: RowStatus
  readonly failure?: SendFailure
  /** Queued, but so old that its author is asked: `retry` sends it, `discard` gives it up. */
  readonly held?: true
}

export type NameOf = (user_id: string) => string | undefined

export class Rows {
  #rows: readonly TimelineRow[] = []
  #byId = new Map<string, TimelineRow>()

  /** Stored messages, then those on their way; the same array when nothing changed. */
  project(
    stored: readonly Message[],
    items: readonly OutboxItem[],
    me: Me,
    nameOf: NameOf,
  ): readonly TimelineRow[] {
    const rows = [
      ...stored.map((message) => this.#row(message, message.sender_id === me.id, 'stored')),
      ...items.map((item) => this.#pendingRow(item, me, nameOf)),
    ]
    const isSame = rows.length === this.#rows.length && rows.every((row, i) => row === this.#rows[i])
    if (isSame) return this.#rows
    this.#byId = new Map(rows.map((row) => [row.id, row]))
    this.#rows = rows
    return rows
  }

  #row(message: Message, own: boolean, status: RowStatus, item?: OutboxItem): TimelineRow {
    const failure = item?.failure
    const held = item?.held === true
    const known = this.#byId.get(message.id)
    const isSame =
      known?.message === message &&
      known.status === status &&
      known.failure === failure &&
      known.own === own &&
      (known.held ?? false) === held
    if (isSame) return known
    return { id: message.id, message, own, status, ...(failure && { failure }), ...(held && { held }) }
  }

  #pendingRow(item: OutboxItem, me: Me, nameOf: NameOf): TimelineRow {
    if (item.stored) return this.#row(item.stored, true, 'stored')
    const known = this.#byId.get(item.id)
    const isPending = known && known.status !== 'stored' && known.message.content === wanted(item)
    const status = item.status === 'acknowledged' ? 'sending' : item.status
    return this.#row(isPending ? known.message : pendingMessage(item, me, nameOf), true, status, item)
  }
}

/** What the server will make of it, as far as one can know before. */
const pendingMessage = (item: OutboxItem, me: Me, nameOf: NameOf): Message => ({
  id: item.id,
  conversation_id: item.conversation_id,
  sender_id: me.id,
  sender: me.name,
  sender_role: me.role,
  kind: 'text',
  state: 'done',
  content: wanted(item),
  parts: [],
  ...(item.body.reply_to_id ? { reply_to_id: item.body.reply_to_id } : {}),
  ...(item.body.question
    ? { question: { status: 'unanswered' as const, endorsed_ids: [], answers: 0 } }
    : {}),
  ...(item.body.mentions
    ? { mentions: item.body.mentions.map((user_id) => ({ user_id, name: nameOf(user_id) ?? '' })) }
    : {}),
  reactions: [],
  created_seq: 0,
  changed_seq: 0,
  timestamp: isoTime(item.created_at),
})
