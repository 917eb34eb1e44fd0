// Timeline rows for rendering: a row keeps its identity (===) until its visible content changes.
import { isBlank, type Me, type Message, type Part } from '@lectern/protocol'
import { titleOfNew, toAct, withActs, type CardAct } from './card-acts.ts'
import { isoTime } from '../core/clock.ts'
import { groupBy } from '../core/group-by.ts'
import type { SendFailure } from '../core/send-failure.ts'
import {
  contentOf,
  mentionsOf,
  targetOf,
  type MessageChange,
  type OutboxItem,
} from '../outbox/outbox-item.ts'

export type RowStatus = 'queued' | 'sending' | 'failed' | 'stored'

export interface TimelineRow {
  /** The message's id, the same from the first moment on: the render key. */
  readonly id: string
  readonly message: Message
  /** Written by the signed-in person. */
  readonly own: boolean
  readonly status: RowStatus
  /** Of a failed row; of a waiting one if something on the way refuses it: it holds the later ones up. */
  readonly failure?: SendFailure
  /** Queued, but so old that its author is asked: `retry` sends it, `discard` drops it. */
  readonly held?: true
  /** The user's own change of this message that the server refused, or that something on the way refuses. */
  readonly change?: FailedChange
  /** The user's own actions on this message's card that the server has not confirmed. */
  readonly acts?: readonly CardAct[]
}

/** A change that was taken back: `retry` asks for it again, `discard` drops it. */
export interface FailedChange {
  readonly id: string
  readonly is: MessageChange['is']
  readonly failure: SendFailure
}

export type NameOf = (user_id: string) => string | undefined

export class Rows {
  readonly #partsOf: (uploads: readonly string[]) => Part[]
  #rows: readonly TimelineRow[] = []
  #byId = new Map<string, TimelineRow>()
  readonly #acted = new Map<string, { message: Message; items: readonly OutboxItem[]; row: TimelineRow }>()

  constructor(partsOf: (uploads: readonly string[]) => Part[]) {
    this.#partsOf = partsOf
  }

  /** Returns stored messages, then those in the outbox; the same array if nothing changed. */
  project(
    stored: readonly Message[],
    items: readonly OutboxItem[],
    me: Me,
    nameOf: NameOf,
  ): readonly TimelineRow[] {
    const acts = groupBy(items, targetOf)
    const rows = [
      ...stored.map((message) => this.#cardRow(message, message.sender_id === me.id, acts.get(message.id))),
      ...(acts.get(undefined) ?? []).map((item) => this.#pendingRow(item, me, nameOf)),
    ]
    const isSame = rows.length === this.#rows.length && rows.every((row, i) => row === this.#rows[i])
    if (isSame) return this.#rows
    this.#byId = new Map(rows.map((row) => [row.id, row]))
    this.#rows = rows
    return rows
  }

  /**
   * Replaces one stored row and leaves the others; undefined if there is no such row, or if it is not plain.
   */
  replace(message: Message): readonly TimelineRow[] | undefined {
    const index = this.#rows.findLastIndex(({ id }) => id === message.id)
    const known = this.#rows[index]
    if (known?.status !== 'stored' || known.acts || known.change) return undefined
    const row = this.#row(message, known.own, 'stored')
    this.#byId.set(row.id, row)
    return (this.#rows = this.#rows.with(index, row))
  }

  /** A row with the pending actions on its card, and the change that was refused. */
  #cardRow(message: Message, own: boolean, items: readonly OutboxItem[] | undefined): TimelineRow {
    if (!items) {
      this.#acted.delete(message.id)
      return this.#row(message, own, 'stored')
    }
    const known = this.#acted.get(message.id)
    const isSame = known?.message === message && sameItems(known.items, items)
    if (isSame) return known.row
    const actions = items.filter(({ action }) => action)
    const change = failedChange(items)
    const row = {
      ...{ id: message.id, message: withActs(message, actions), own, status: 'stored' as const },
      ...(actions.length > 0 && { acts: actions.map(toAct) }),
      ...(change && { change }),
    }
    const acted = { message, items, row }
    this.#acted.set(message.id, acted)
    return acted.row
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
      (known.held ?? false) === held &&
      known.acts === undefined &&
      known.change === undefined
    if (isSame) return known
    return { id: message.id, message, own, status, ...(failure && { failure }), ...(held && { held }) }
  }

  #pendingRow(item: OutboxItem, me: Me, nameOf: NameOf): TimelineRow {
    if (item.stored) return this.#row(item.stored, true, 'stored')
    const known = this.#byId.get(item.id)
    const fresh = { ...pendingMessage(item, me, nameOf), ...this.#filesOf(item) }
    const isPending = known && known.status !== 'stored' && looksLike(known.message, fresh)
    const status = item.status === 'acknowledged' ? 'sending' : item.status
    return this.#row(isPending ? known.message : fresh, true, status, item)
  }

  #filesOf(item: OutboxItem): Partial<Pick<Message, 'parts' | 'kind'>> {
    const parts = item.uploads ? this.#partsOf(item.uploads) : []
    const isPicture = isBlank(contentOf(item)) && parts.some(({ type }) => type === 'image')
    if (parts.length === 0) return {}
    return { parts: [...(item.body.parts ?? []), ...parts], ...(isPicture && { kind: 'image' as const }) }
  }
}

const failedChange = (items: readonly OutboxItem[]): FailedChange | undefined => {
  const item = items.find(({ change, failure }) => change && failure)
  return item?.change && item.failure && { id: item.id, is: item.change.is, failure: item.failure }
}

const says = (item: OutboxItem): string => contentOf(item) || titleOfNew(item.body.card?.data ?? {})

const sameItems = (a: readonly OutboxItem[], b: readonly OutboxItem[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at])
const looksLike = (a: Message, b: Message): boolean =>
  a.content === b.content && JSON.stringify([a.parts, a.mentions]) === JSON.stringify([b.parts, b.mentions])

const withNames = (ids: readonly string[] | undefined, nameOf: NameOf): Pick<Message, 'mentions'> =>
  ids ? { mentions: ids.map((user_id) => ({ user_id, name: nameOf(user_id) ?? '' })) } : {}

/** The message that the server will make of the item, as far as the client can know. */
const pendingMessage = (item: OutboxItem, me: Me, nameOf: NameOf): Message => ({
  id: item.id,
  conversation_id: item.conversation_id,
  sender_id: me.id,
  sender: me.name,
  sender_role: me.role,
  kind: item.body.card ? 'card' : 'text',
  state: 'done',
  content: says(item),
  parts: item.body.parts ?? [],
  ...(item.body.reply_to_id ? { reply_to_id: item.body.reply_to_id } : {}),
  ...(item.body.question
    ? { question: { status: 'unanswered' as const, endorsed_ids: [], answers: 0 } }
    : {}),
  ...withNames(mentionsOf(item) ?? item.body.mentions, nameOf),
  reactions: [],
  created_seq: 0,
  changed_seq: 0,
  timestamp: isoTime(item.created_at),
})
