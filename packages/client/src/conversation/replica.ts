// One conversation as this device knows it: sync feeds it, stores show it. It has no commands of the person.
import type {
  Conversation,
  DeltaFrame,
  Me,
  Message,
  Receipt,
  ReceiptFrame,
  Reset,
  TypingFrame,
  Window,
} from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import type { Snapshot } from './cache.ts'
import type { Context } from './context.ts'
import { Emitter } from '../core/emitter.ts'
import type { ApiError } from '../core/errors.ts'
import { tellTyping } from '../core/event-bus.ts'
import { Excerpt, Excerpts, type ExcerptOptions } from '../timeline/excerpt.ts'
import { History, type HistoryEvents } from '../timeline/history.ts'
import { tombstone, Optimistic } from '../timeline/optimistic.ts'
import { targetOf, type OutboxItem } from '../outbox/outbox-item.ts'
import { SummaryStore, type SummaryEvents } from './summary-store.ts'
import type { OwnSettingsStore } from './own-settings.ts'
import { ReadPosition, type ReadPositionEvents } from './read-position.ts'
import { Members } from './members.ts'
import { Rows } from '../timeline/rows.ts'
import { sameFields } from '../core/same-fields.ts'
import { Cell, type Store } from '../core/store.ts'
import type { ConversationSummary } from './summary.ts'
import { visibleMessages } from '../timeline/timeline.ts'
import { viewOf, type Timeline } from '../timeline/timeline-view.ts'
import { TypingPeople, type TypingEvents } from './typing.ts'

/** The part of the list that a conversation needs. */
export interface ReplicaOwner {
  /** Fetches the conversation from the server; never rejects. */
  fetch(id: string): Promise<void>
  /** The conversation was opened or released. */
  watchChanged(): void
  summaryChanged(): void
  /** Whether the list came in this visit: what is opened before was not chosen from it. */
  isListed(): boolean
  own: OwnSettingsStore
  /** The visible state of the conversation changed. */
  changed(id: string): void
}

interface ReplicaEvents extends HistoryEvents, ReadPositionEvents, SummaryEvents, TypingEvents {}

/** Up to this many members, the server answers `watch` with all positions. */
const CROWD = 50
/** The members that are kept for a later visit; a larger list is fetched again. */
const MEMBERS_KEPT = 100
/** Unwatched timelines are trimmed above this size. */
const TRIM_ABOVE = 150

/** The mark is on its way to the server: it may come back at the place of before, and is counted even so. */
const NOT_COUNTED = 0

export class Replica {
  readonly id: string
  readonly summary: Store<ConversationSummary | undefined>
  readonly timeline: Cell<Timeline>
  readonly history: History
  readonly optimistic = new Optimistic(() => {
    this.project()
    this.#excerpts.each((excerpt) => excerpt.project())
  })
  readonly members = new Members()
  readonly #excerpts = new Excerpts()
  readonly readPosition: ReadPosition
  readonly typingPeople: TypingPeople
  readonly #summary: SummaryStore
  readonly #context: Context
  readonly #owner: ReplicaOwner
  readonly #gone = new WeakMap<Message, Message>()
  readonly #rows = new Rows((uploads) => this.#context.attachments.files.partsOf(uploads))
  readonly #streaming = new Set<string>()
  #watchers = 0
  /** The mark of unread messages with which the server counted them last. */
  #countedFor: number | undefined
  #retries = 0
  #cancelRetry = (): void => {}

  constructor(id: string, context: Context, owner: ReplicaOwner) {
    const { http, clock, sync } = context
    const events = new Emitter<ReplicaEvents>()
    this.id = id
    this.#context = context
    this.#owner = owner
    this.history = new History({ conversation_id: id, http, log: sync, events })
    this.readPosition = new ReadPosition({
      ...{ conversation_id: id, context, history: this.history, events },
      onUnmark: () => void context.outbox.setOwn(id, { unread_from: null }).catch(() => {}),
    })
    const { members: knownMembers, readPosition: position } = this
    this.#summary = new SummaryStore({ knownMembers, position, context, events, own: owner.own })
    this.summary = this.#summary.summary
    this.typingPeople = new TypingPeople(clock, events)
    this.timeline = new Cell<Timeline>(viewOf(this.history, []))
    this.#listen(events)
  }

  get watched(): boolean {
    return this.#watchers > 0
  }

  watch(): void {
    if (this.#watchers++ > 0) return
    if (this.#owner.isListed()) this.readPosition.release()
    this.#owner.watchChanged()
    this.#load()
    this.#context.sync.wake(this.id)
  }

  unwatch(): void {
    if (--this.#watchers > 0) return
    this.history.trim()
    this.#owner.watchChanged()
  }

  /** Takes the server's state; `cursor` is where sync follows it from. */
  adopt(conversation: Conversation, cursor: number): void {
    const isNew = !this.#summary.known
    this.#summary.adopt(conversation)
    this.#mark()
    this.readPosition.adopt(conversation)
    if (isNew) this.history.start(cursor, conversation.last_message)
    if (isNew && this.watched) this.#load()
    this.#summary.refresh()
  }

  /** Starts with the state of an earlier visit. */
  restore({ conversation, cursor, live, known, counted }: Snapshot): void {
    this.#summary.adopt(conversation)
    this.#mark()
    this.readPosition.restore(conversation, known, counted)
    if (live) this.history.resume(live)
    else this.history.start(cursor, conversation.last_message)
    if (this.watched) this.#load()
    this.#summary.refresh()
  }

  /** The server has a receipt of the user, or refused it. */
  receiptAnswered(receipt: Receipt | undefined, error: ApiError | undefined): void {
    this.readPosition.answered(receipt, error)
    if (!receipt) void this.#owner.fetch(this.id)
  }

  /** The state that a later visit needs; undefined while unknown. */
  snapshot(): Snapshot | undefined {
    const summary = this.summary.get()
    const live = this.history.kept
    if (!summary) return undefined
    const members = this.members.store.get().slice(0, MEMBERS_KEPT)
    const cursor = this.#context.sync.cursor(this.id)
    const { known, counted } = this.readPosition
    return {
      cursor,
      conversation: { ...this.#owner.own.asStored(summary), members, head: cursor },
      known,
      counted,
      ...(live && { live }),
    }
  }

  /** Shows the rows of a command's answer, even when earlier windows are still missing. */
  show(messages: readonly Message[]): void {
    this.history.show(messages)
    this.#excerpts.each((excerpt) => excerpt.apply(messages))
  }

  /** A selection of its messages from anywhere in the history. */
  excerpt(options: ExcerptOptions): Excerpt {
    return new Excerpt(options, {
      known: () => this.history.timeline.live.messages,
      optimistic: (message) => this.optimistic.apply(message),
      enrol: (excerpt) => this.#excerpts.enrol(excerpt),
    })
  }

  apply(window: Window, since: number): void {
    const { messages, members, conversation } = window
    // In this order: otherwise a message that has left the outbox would be missing for a moment.
    this.history.apply(messages)
    this.#excerpts.each((excerpt) => excerpt.apply(messages))
    this.#context.outbox.confirm(messages)
    if (!this.watched && this.history.timeline.live.messages.length > TRIM_ABOVE) this.history.trim()
    this.#summary.apply(conversation, members)
    // If not all members are known, only the server can say how many there are.
    if (members.length > 0 && this.#summary.known && !this.members.complete) void this.#owner.fetch(this.id)
    this.readPosition.apply(messages)
    for (const message of messages) this.#arrived(message, since)
    this.project()
    this.#summary.refresh()
  }

  /** What the person set for themselves here is another now, or was told to the server. */
  ownChanged(): void {
    const before = this.#countedFor
    this.#mark()
    this.#summary.refresh()
    // Only the server can count everything that is unread again.
    const isCounted = before === this.#countedFor || this.#countedFor === NOT_COUNTED
    if (!isCounted && this.#summary.known) void this.#owner.fetch(this.id)
  }

  #mark(): void {
    const { own } = this.#owner
    const [mark, isSettled] = [own.of(this.id)?.unread_from, own.isSettled(this.id)]
    if (isSettled) this.#countedFor = mark
    else if (mark !== this.#countedFor) this.#countedFor = NOT_COUNTED
    this.readPosition.setMark(mark, isSettled, this.watched)
  }

  reset(page: Reset): void {
    this.history.restart(page)
    this.#excerpts.each((excerpt) => excerpt.restart())
    this.#summary.note(page.messages.at(-1))
    this.readPosition.reset()
    void this.#owner.fetch(this.id)
    this.#summary.refresh()
  }

  receipt({ user_id, delivered_seq, read_seq }: ReceiptFrame): void {
    this.members.applyReceipt(user_id, delivered_seq, read_seq)
    if (user_id === this.#me.id) this.readPosition.applyReceipt(delivered_seq, read_seq)
  }

  someoneTyping({ user_id, on, ttl_ms }: TypingFrame): void {
    if (user_id !== this.#me.id) this.typingPeople.receive(user_id, on, ttl_ms)
  }

  /** Deltas come many times a second: replaces only the row that grows. */
  stream(delta: DeltaFrame): void {
    const message = this.history.stream(delta)
    if (!message) return
    const rows = this.#rows.replace(this.optimistic.apply(message))
    if (rows) this.#show({ ...this.timeline.get(), rows })
    else this.project()
  }

  /** A connection is live again. */
  resume(): void {
    this.readPosition.resume()
    this.#excerpts.each((excerpt) => excerpt.resume())
    if (this.watched) this.#load()
  }

  /** The user is no longer a member, or another user signed in. */
  forget(error?: ApiError): void {
    const left = this.#summary.known || this.history.left
    this.#cancelRetry()
    this.#owner.own.forget(this.id)
    this.#countedFor = undefined
    this.#summary.clear()
    this.readPosition.clear()
    this.typingPeople.close()
    this.history.start(0)
    this.#excerpts.each((excerpt) => excerpt.restart())
    if (error) this.history.fail(error, left)
  }

  close(): void {
    this.#cancelRetry()
    this.readPosition.close()
    this.typingPeople.close()
  }

  project(): void {
    const { outbox, sync } = this.#context
    const state = this.history.timeline
    const cursor = sync.cursor(this.id)
    const items = outbox.of(this.id)
    const isPending = (item: OutboxItem) => item.status !== 'failed' && !isApplied(item, cursor)
    if (this.optimistic.takeChanges(items.filter((item) => item.change && isPending(item))))
      this.#excerpts.each((excerpt) => excerpt.project())
    for (const item of items) if (item.change && isApplied(item, cursor)) outbox.forgetChange(item.id)
    const undone = new Set(items.filter((item) => item.undone).map(({ id }) => id))
    const stored = visibleMessages(state).map((message) =>
      undone.has(message.id) ? this.#goneOf(message) : this.optimistic.apply(message),
    )
    const here = new Set(items.length > 0 ? state.live.messages.map(({ id }) => id) : [])
    const waiting = items.filter(
      (item) =>
        (!state.detour || targetOf(item) !== undefined) &&
        !item.undone &&
        !here.has(item.id) &&
        (item.change ? item.failure !== undefined : !isApplied(item, cursor)),
    )
    const view = viewOf(
      this.history,
      this.#rows.project(stored, waiting, this.#me, (id) => this.members.get(id)?.name),
    )
    if (!sameFields(view, this.timeline.get())) this.#show(view)
  }

  #listen(events: Emitter<ReplicaEvents>): void {
    const { id } = this
    events.on('history_changed', () => this.project())
    events.on('position_changed', ({ delivered_seq, read_seq }) => {
      this.members.applyReceipt(this.#me.id, delivered_seq, read_seq)
      this.#summary.refresh()
    })
    events.on('summary_changed', () => {
      this.#owner.summaryChanged()
      this.#owner.changed(id)
    })
    events.on('typing_changed', ({ user_id, on }) => tellTyping({ conversation_id: id, user_id }, on))
  }

  #show(view: Timeline): void {
    this.timeline.set(view)
    this.#owner.changed(this.id)
  }

  /** The tombstone that will replace the message; the same object each time. */
  #goneOf(message: Message): Message {
    const gone = this.#gone.get(message) ?? tombstone(message.timestamp)(message)
    this.#gone.set(message, gone)
    return gone
  }

  get #me(): Me {
    return this.#context.me()
  }

  #load(): void {
    this.#cancelRetry()
    if (!this.#summary.known) return void this.#owner.fetch(this.id)
    // In a large conversation the server does not send all positions by itself.
    if (!this.members.complete || this.#summary.member_count > CROWD) void this.#owner.fetch(this.id)
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
    this.#summary.note(message)
    this.typingPeople.stop(message.sender_id)
    if (message.state === 'streaming') return void this.#streaming.add(message.id)
    const isNew = message.created_seq > since || this.#streaming.delete(message.id)
    if (isNew && !message.deleted_at && message.kind !== 'system')
      this.#context.events.emit('message_arrived', message)
  }
}

/** Whether the timeline contains the result of an item. */
const isApplied = (item: OutboxItem, cursor: number): boolean =>
  item.status === 'acknowledged' && !(item.stored && seqOf(item, item.stored) > cursor)

/** The seq at which the timeline contains the result of an item. */
const seqOf = (item: OutboxItem, { created_seq, changed_seq }: Message): number =>
  targetOf(item) === undefined ? created_seq : changed_seq
