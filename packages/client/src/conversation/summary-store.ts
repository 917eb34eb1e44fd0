// A conversation as the list shows it, made of the server's row, its newest message, its members and its unread
// number.
import type { Conversation, ConversationRow, Member, Message } from '@lectern/protocol'
import type { Context } from './context.ts'
import type { Emits } from '../core/emitter.ts'
import type { ReadPosition } from './read-position.ts'
import type { Members } from './members.ts'
import type { OwnSettingsStore } from './own-settings.ts'
import { sameFields } from '../core/same-fields.ts'
import { Cell, type Store } from '../core/store.ts'
import { summarize, type ConversationSummary } from './summary.ts'

export interface SummaryStoreOptions {
  knownMembers: Members
  position: Pick<ReadPosition, 'unread' | 'unread_mentions' | 'read_seq'>
  context: Pick<Context, 'me' | 'sync'>
  own: Pick<OwnSettingsStore, 'of' | 'isMuted'>
  events: Emits<SummaryEvents>
}

export interface SummaryEvents {
  /** The summary is another; not when it is cleared. */
  summary_changed: undefined
}

/** The number of members in a summary. */
const MEMBERS_SHOWN = 10

export class SummaryStore {
  readonly #options: SummaryStoreOptions
  readonly #summary = new Cell<ConversationSummary | undefined>(undefined)
  /** Undefined until the server has sent it. */
  readonly summary: Store<ConversationSummary | undefined> = this.#summary
  #row: (ConversationRow & { member_count: number; members: readonly Member[] }) | undefined
  #last: Message | undefined
  /** `created_seq` of the newest message that somebody wrote. */
  #said = 0

  constructor(options: SummaryStoreOptions) {
    this.#options = options
  }

  get known(): boolean {
    return this.#row !== undefined
  }

  /** 0 while it is unknown. */
  get member_count(): number {
    return this.#row?.member_count ?? 0
  }

  /** Takes the server's state. */
  adopt(conversation: Conversation): void {
    const { members, member_count, last_message } = conversation
    this.#row = { ...conversation, members: members.slice(0, MEMBERS_SHOWN) }
    this.#options.knownMembers.adopt(members, member_count)
    this.#said = Math.max(this.#said, conversation.said_seq ?? 0)
    this.note(last_message)
  }

  /** The conversation or its members changed; either may be unchanged. */
  apply(conversation: ConversationRow | undefined, members: readonly Member[]): void {
    const { knownMembers } = this.#options
    knownMembers.apply(members)
    if (!this.#row) return
    const all = knownMembers.store.get()
    this.#row = {
      ...this.#row,
      ...conversation,
      ...(members.length > 0 && { members: all.slice(0, MEMBERS_SHOWN) }),
      // The number of members can only be counted when all are known.
      ...(members.length > 0 && knownMembers.complete && { member_count: all.length }),
    }
  }

  /** Notes a message, which counts unless there is a newer one. */
  note(message: Message | undefined): void {
    const last = this.#last
    if (!message) return
    if (message.kind !== 'system') this.#said = Math.max(this.#said, message.created_seq)
    const isLater = !last || message.created_seq > last.created_seq
    if (isLater || (message.id === last.id && message.changed_seq > last.changed_seq)) this.#last = message
  }

  /** Makes the summary again. */
  refresh(): void {
    const { knownMembers, position, context, events, own: settings } = this.#options
    const row = this.#row
    if (!row) return
    const me = context.me().id
    const own = settings.of(row.id)
    const next = summarize({
      row,
      last_message: this.#last,
      head: context.sync.cursor(row.id),
      position,
      me,
      member: knownMembers.get(me),
      own,
      muted: settings.isMuted(own),
      said: this.#said,
    })
    if (sameFields(next, this.#summary.get())) return
    this.#summary.set(next)
    events.emit('summary_changed', undefined)
  }

  clear(): void {
    this.#row = this.#last = undefined
    this.#said = 0
    this.#options.knownMembers.clear()
    this.#summary.set(undefined)
  }
}
