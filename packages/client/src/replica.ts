// One conversation as this device knows it: sync feeds it, stores show it. Nothing here acts for the person.
import type {
  Conversation,
  ConversationRow,
  DeltaFrame,
  Me,
  Member,
  Message,
  ReceiptFrame,
  Reset,
  TypingFrame,
  Window,
} from '@lectern/protocol'
import { backoffMs } from './backoff.ts'
import type { Snapshot } from './cache.ts'
import type { Context } from './context.ts'
import type { ApiError } from './errors.ts'
import { eventBus } from './event-bus.ts'
import { Excerpt, Excerpts, type ExcerptOptions } from './excerpt.ts'
import { History } from './history.ts'
import { deletedAt, Optimistic } from './optimistic.ts'
import type { OutboxItem } from './outbox-item.ts'
import { Reading } from './reading.ts'
import { Roster } from './roster.ts'
import { Rows } from './rows.ts'
import { Cell } from './store.ts'
import { summarize, type ConversationSummary } from './summary.ts'
import { shown } from './timeline.ts'
import { viewOf, type Timeline } from './timeline-view.ts'
import { TypingPeople } from './typing.ts'

/** What a conversation needs of the list it is in. */
export interface ReplicaOwner {
  /** Asks the server what it is; never rejects. */
  fetch(id: string): Promise<void>
  /** It was opened or released. */
  watchChanged(): void
  summaryChanged(): void
  /** Anything that is shown of it. */
  changed(id: string): void
}

/** Up to so many members `watch` is answered with where everyone stands. */
const CROWD = 50
/** Kept for a later visit; a course of a thousand is asked for again. */
const MEMBERS_KEPT = 100
/** Unwatched timelines may grow a little before they are trimmed. */
const TRIM_ABOVE = 150

export class Replica {
  readonly id: string
  readonly summary = new Cell<ConversationSummary | undefined>(undefined)
  readonly timeline: Cell<Timeline>
  readonly history: History
  readonly optimistic = new Optimistic(() => {
    this.project()
    this.#excerpts.each((excerpt) => excerpt.project())
  })
  readonly roster = new Roster()
  readonly #excerpts = new Excerpts()
  readonly reading: Reading
  readonly typingPeople: TypingPeople
  readonly #context: Context
  readonly #owner: ReplicaOwner
  readonly #gone = new WeakMap<Message, Message>()
  readonly #rows = new Rows((uploads) => this.#context.attachments.partsOf(uploads))
  readonly #streaming = new Set<string>()
  #row: (ConversationRow & { member_count: number; members: readonly Member[] }) | undefined
  #last: Message | undefined
  #watchers = 0
  #retries = 0
  #cancelRetry = (): void => {}

  constructor(id: string, context: Context, owner: ReplicaOwner) {
    const { http, clock, sync } = context
    this.id = id
    this.#context = context
    this.#owner = owner
    this.history = new History({
      conversation_id: id,
      http,
      cursor: () => sync.cursor(id),
      onChange: () => this.project(),
      onHead: (seq) => sync.head(id, seq),
    })
    this.reading = new Reading({
      conversation_id: id,
      context,
      live: () => this.history.timeline.live,
      onChange: ({ delivered_seq, read_seq }) => {
        this.roster.receipt(this.#me.id, delivered_seq, read_seq)
        this.#changed()
      },
    })
    this.typingPeople = new TypingPeople(clock, (user_id, on) =>
      eventBus.emit(on ? 'typing-start' : 'typing-stop', { conversation_id: id, user_id }),
    )
    this.timeline = new Cell<Timeline>(viewOf(this.history, []))
  }

  get watched(): boolean {
    return this.#watchers > 0
  }

  watch(): void {
    if (this.#watchers++ > 0) return
    this.#owner.watchChanged()
    this.#load()
    this.#context.sync.wake(this.id)
  }

  unwatch(): void {
    if (--this.#watchers > 0) return
    this.history.trim()
    this.#owner.watchChanged()
  }

  /** What the server says of it now; `cursor` is how far sync follows it from here. */
  adopt(conversation: Conversation, cursor: number): void {
    const isNew = this.#row === undefined
    this.#show(conversation)
    this.reading.adopt(conversation)
    if (isNew) this.history.start(cursor, conversation.last_message)
    if (isNew && this.watched) this.#load()
    this.#changed()
  }

  /** Begins with what was kept of an earlier visit. */
  restore({ conversation, cursor, live, known, counted }: Snapshot): void {
    this.#show(conversation)
    this.reading.restore(conversation, known, counted)
    if (live) this.history.resume(live)
    else this.history.start(cursor, conversation.last_message)
    if (this.watched) this.#load()
    this.#changed()
  }

  /** What is worth keeping for a later visit; undefined while unknown. */
  snapshot(): Snapshot | undefined {
    const summary = this.summary.get()
    const live = this.history.kept
    if (!summary) return undefined
    const members = this.roster.store.get().slice(0, MEMBERS_KEPT)
    const cursor = this.#context.sync.cursor(this.id)
    const { known, counted } = this.reading
    return {
      cursor,
      conversation: { ...summary, members, head: cursor },
      known,
      counted,
      ...(live && { live }),
    }
  }

  /** The rows of an answer to one's own command, shown even when windows before it are still missing. */
  show(messages: readonly Message[]): void {
    this.history.show(messages)
    this.#excerpts.each((excerpt) => excerpt.apply(messages))
  }

  /** Some of its messages, wherever they lie. */
  excerpt(options: ExcerptOptions): Excerpt {
    return new Excerpt(options, {
      known: () => this.history.timeline.live.messages,
      optimistic: (message) => this.optimistic.apply(message),
      enrol: (excerpt) => this.#excerpts.enrol(excerpt),
    })
  }

  apply(window: Window, since: number): void {
    const { messages, members, conversation } = window
    // In this order: a message that left the outbox before it is in the timeline would be missing for a moment.
    this.history.apply(messages)
    this.#excerpts.each((excerpt) => excerpt.apply(messages))
    this.#context.outbox.confirm(messages)
    if (!this.watched && this.history.timeline.live.messages.length > TRIM_ABOVE) this.history.trim()
    this.roster.apply(members)
    if (members.length > 0) this.#membersChanged(members)
    if (conversation && this.#row) this.#row = { ...this.#row, ...conversation }
    this.reading.apply(messages)
    for (const message of messages) this.#arrived(message, since)
    this.project()
    this.#changed()
  }

  reset(page: Reset): void {
    this.history.restart(page)
    this.#excerpts.each((excerpt) => excerpt.restart())
    this.#note(page.messages.at(-1))
    this.reading.reset()
    void this.#owner.fetch(this.id)
    this.#changed()
  }

  receipt({ user_id, delivered_seq, read_seq }: ReceiptFrame): void {
    this.roster.receipt(user_id, delivered_seq, read_seq)
    if (user_id === this.#me.id) this.reading.heard(delivered_seq, read_seq)
  }

  someoneTyping({ user_id, on, ttl_ms }: TypingFrame): void {
    if (user_id !== this.#me.id) this.typingPeople.receive(user_id, on, ttl_ms)
  }

  stream(delta: DeltaFrame): void {
    this.history.stream(delta)
  }

  /** A connection is live again. */
  resume(): void {
    this.reading.resume()
    this.#excerpts.each((excerpt) => excerpt.resume())
    if (this.watched) this.#load()
  }

  /** One is no member any more, or another user signed in. */
  forget(error?: ApiError): void {
    const left = this.#row !== undefined || this.history.left
    this.#cancelRetry()
    this.#row = this.#last = undefined
    this.reading.clear()
    this.roster.clear()
    this.typingPeople.close()
    this.history.start(0)
    this.#excerpts.each((excerpt) => excerpt.restart())
    if (error) this.history.fail(error, left)
    this.summary.set(undefined)
  }

  close(): void {
    this.#cancelRetry()
    this.reading.close()
    this.typingPeople.close()
  }

  project(): void {
    const { outbox, sync } = this.#context
    const state = this.history.timeline
    const items = outbox.of(this.id)
    const undone = new Set(items.filter((item) => item.undone).map(({ id }) => id))
    const stored = shown(state).map((message) =>
      undone.has(message.id) ? this.#goneOf(message) : this.optimistic.apply(message),
    )
    const here = new Set(items.length > 0 ? state.live.messages.map(({ id }) => id) : [])
    const cursor = sync.cursor(this.id)
    const waiting = items.filter(
      (item) =>
        (!state.detour || item.action) &&
        !item.undone &&
        !here.has(item.id) &&
        (item.status !== 'acknowledged' || (item.stored && seqOf(item, item.stored) > cursor)),
    )
    const view = viewOf(
      this.history,
      this.#rows.project(stored, waiting, this.#me, (id) => this.roster.get(id)?.name),
    )
    if (sameFields(view, this.timeline.get())) return
    this.timeline.set(view)
    this.#owner.changed(this.id)
  }

  /** As it will be when the server has heard; the same object each time. */
  #goneOf(message: Message): Message {
    const gone = this.#gone.get(message) ?? deletedAt(message.timestamp)(message)
    this.#gone.set(message, gone)
    return gone
  }

  #show(conversation: Conversation): void {
    const { members, member_count, last_message } = conversation
    this.#row = { ...conversation, members: members.slice(0, 10) }
    this.roster.adopt(members, member_count)
    this.#note(last_message)
  }

  get #me(): Me {
    return this.#context.me()
  }

  #load(): void {
    this.#cancelRetry()
    if (!this.#row) return void this.#owner.fetch(this.id)
    // In a crowd the server does not say everyone's positions by itself.
    if (!this.roster.complete || this.#row.member_count > CROWD) void this.#owner.fetch(this.id)
    this.history.loadFirst().then(
      () => (this.#retries = 0),
      () => this.#retryLoad(),
    )
  }

  #retryLoad(): void {
    const { clock, random } = this.#context
    if (!this.watched || !this.history.error?.transient) return
    this.#cancelRetry = clock.after(backoffMs(this.#retries++, random), () => this.#load())
  }

  #arrived(message: Message, since: number): void {
    this.#note(message)
    this.typingPeople.stop(message.sender_id)
    if (message.state === 'streaming') return void this.#streaming.add(message.id)
    const isNew = message.created_seq > since || this.#streaming.delete(message.id)
    if (isNew && !message.deleted_at && message.kind !== 'system') this.#context.announce(message)
  }

  #note(message: Message | undefined): void {
    const last = this.#last
    if (!message) return
    const isLater = !last || message.created_seq > last.created_seq
    if (isLater || (message.id === last.id && message.changed_seq > last.changed_seq)) this.#last = message
  }

  #membersChanged(rows: readonly Member[]): void {
    if (!this.#row) return
    const members = this.roster.store.get()
    this.#row = {
      ...this.#row,
      members: members.slice(0, 10),
      ...(this.roster.complete ? { member_count: members.length } : {}),
    }
    // How many there are can only be told by somebody who knows everyone.
    if (!this.roster.complete && rows.length > 0) void this.#owner.fetch(this.id)
  }

  #changed(): void {
    const row = this.#row
    if (!row) return
    const next = summarize({
      row,
      last_message: this.#last,
      head: this.#context.sync.cursor(this.id),
      reading: this.reading,
      me: this.#me.id,
      own: this.roster.get(this.#me.id),
    })
    if (sameFields(next, this.summary.get())) return
    this.summary.set(next)
    this.#owner.summaryChanged()
    this.#owner.changed(this.id)
  }
}

const sameFields = <T extends object>(a: T, b: T | undefined): boolean => {
  if (!b) return false
  const keys = Object.keys(a) as (keyof T)[]
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

/** When the timeline has what an item brings. */
const seqOf = ({ action }: OutboxItem, { created_seq, changed_seq }: Message): number =>
  action ? changed_seq : created_seq
