// The list of conversations; passes the windows of sync to each of them.
import {
  endpoints,
  type AnswerOf,
  type Conversation,
  type NewConversation,
  type ReceiptFrame,
} from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import type { Snapshot } from './cache.ts'
import { sleep } from '../core/clock.ts'
import type { Context } from './context.ts'
import type { FindConversations, FoundConversations } from './found-conversations.ts'
import { ConversationHandle } from './conversation.ts'
import { OwnSettingsStore } from './own-settings.ts'
import { notFoundError, toApiError, unreachableError, type ApiError } from '../core/errors.ts'
import { NONE_YET, type ConversationsState } from './conversations-state.ts'
import { Replica } from './replica.ts'
import { sameFields } from '../core/same-fields.ts'
import { Cell, type Store } from '../core/store.ts'
import { byActivity } from './summary.ts'
import type { SyncTarget } from '../sync/sync.ts'
import { Totals } from './totals.ts'
import { uuidv7 } from '../core/uuid.ts'

type Page = AnswerOf<typeof endpoints.listConversations>

const PAGE_ROWS = 50
/** Several conversations open and close at the same time. */
const WATCH_MS = 20
/** The protocol's limit for one `watch` frame. */
const MAX_WATCHED = 200

export class Conversations {
  readonly #state = new Cell<ConversationsState>(NONE_YET)
  readonly state: Store<ConversationsState> = this.#state
  readonly #context: Context
  readonly #replicas = new Map<string, Replica>()
  readonly #handles = new Map<string, ConversationHandle>()
  readonly #fetches = new Map<string, { tried: Promise<void>; abort: AbortController }>()
  /** Heads of conversations on list pages that are not loaded. */
  readonly #elsewhere = new Map<string, number>()
  #session = new AbortController()
  /** The first attempt to load the list. */
  #loading: Promise<void> = Promise.resolve()
  #nextCursor: string | null = null
  #cancelWatch: (() => void) | undefined
  readonly #totals: Totals
  /** What the person set for themselves in each of them. */
  readonly own: OwnSettingsStore

  constructor(context: Context) {
    this.#context = context
    this.#totals = new Totals(context, () => this.#list())
    this.own = new OwnSettingsStore(context, (id) => this.#ownChanged(id))
  }

  /** Loads the next page of the list. @throws ApiError */
  async loadMore(): Promise<void> {
    const { signal } = this.#session
    const cursor = this.#nextCursor
    if (cursor === null) return
    const doubts = this.#context.sync.doubts()
    const page = await this.#context.http.call(endpoints.listConversations, {
      query: { limit: PAGE_ROWS, cursor },
    })
    if (signal.aborted || cursor !== this.#nextCursor) return
    this.#takePage(page, doubts)
  }

  /** Asks the server for conversations that may not be loaded, and loads them. @throws ApiError */
  async find(query: FindConversations): Promise<FoundConversations> {
    const { signal } = this.#session
    const doubts = this.#context.sync.doubts()
    const page = await this.#context.http.call(endpoints.listConversations, {
      query: { limit: PAGE_ROWS, ...query },
    })
    if (!signal.aborted) for (const conversation of page.conversations) this.#believe(conversation, doubts)
    return { ids: page.conversations.map(({ id }) => id), next_cursor: page.next_cursor }
  }

  /** Reads the first page again. The list is current without it; it is for a person's "try again". */
  async refresh(): Promise<void> {
    await this.#loadFirst(this.#session.signal)
  }

  /** @throws ApiError `forbidden` if the user may not write to a member. */
  async create(input: NewConversation): Promise<ConversationHandle> {
    const { http, clock, sync } = this.#context
    const { signal } = this.#session
    const doubts = sync.doubts()
    const conversation = await http.call(endpoints.createConversation, {
      body: { id: uuidv7(clock), ...input },
    })
    if (!signal.aborted) this.#believe(conversation, doubts)
    return this.handle(conversation.id)
  }

  /** Takes a direct conversation off the list until the other person writes, who is not told. @throws ApiError */
  async hide(id: string): Promise<void> {
    await this.#context.http.call(endpoints.hideConversation, { params: { id } })
  }

  /** Returns the same object for the same id. */
  handle(id: string): ConversationHandle {
    const handle = this.#handles.get(id) ?? new ConversationHandle(this.replica(id), this.#context)
    this.#handles.set(id, handle)
    return handle
  }

  replica(id: string): Replica {
    const replica =
      this.#replicas.get(id) ?? new Replica(id, this.#context, { ...this.#owner, own: this.own })
    this.#replicas.set(id, replica)
    return replica
  }

  /** Somebody received or read something; oneself perhaps on another device. */
  receipt(frame: ReceiptFrame): void {
    const replica = this.replica(frame.conversation_id)
    replica.receipt(frame)
    if (replica.summary.get() === undefined) this.#totals.ask()
  }

  /** The part of a conversation that a later visit needs; undefined while unknown. */
  snapshot(id: string): Snapshot | undefined {
    return this.replica(id).snapshot()
  }

  /** The ids of the list, latest activity first. */
  recent(): string[] {
    return this.#state.get().items.map(({ id }) => id)
  }

  /** Starts for a signed-in person with the snapshots of an earlier visit. */
  start(snapshots: readonly Snapshot[] = []): void {
    this.clear()
    for (const snapshot of snapshots) {
      const { conversation, cursor } = snapshot
      this.#context.sync.track(conversation.id, cursor, cursor)
      if (conversation.own) this.own.take(conversation.own)
      this.replica(conversation.id).restore(snapshot)
    }
    if (snapshots.length > 0) this.#state.update((state) => ({ ...state, status: 'ready' }))
    this.#list()
    this.#loading = this.#loadFirst(this.#session.signal)
  }

  /** Forgets all state of the signed-in person. */
  clear(): void {
    this.#session.abort()
    this.#session = new AbortController()
    for (const id of [...this.#fetches.keys()]) this.#stopFetching(id)
    this.#elsewhere.clear()
    this.#nextCursor = null
    this.#totals.clear()
    this.own.clear()
    this.#context.sync.clear()
    for (const replica of this.#replicas.values()) replica.forget()
    this.#state.set(NONE_YET)
  }

  /** A new connection has greeted: tells it which conversations to send in full. */
  watch(): void {
    this.#cancelWatch?.()
    this.#cancelWatch = undefined
    const conversation_ids = this.#all().flatMap((replica) => (replica.watched ? [replica.id] : []))
    this.#context.send({ type: 'watch', conversation_ids: conversation_ids.slice(-MAX_WATCHED) })
  }

  /** The connection is live. */
  resume(): void {
    this.#totals.ask()
    for (const replica of this.#all()) replica.resume()
  }

  close(): void {
    this.#session.abort()
    for (const id of [...this.#fetches.keys()]) this.#stopFetching(id)
    this.#cancelWatch?.()
    this.#totals.clear()
    this.own.clear()
    for (const replica of this.#all()) replica.close()
    for (const handle of this.#handles.values()) handle.close()
  }

  readonly target: SyncTarget = {
    apply: (window, since) => {
      this.replica(window.conversation_id).apply(window, since)
      const own = window.members.find(({ user_id }) => user_id === this.#context.me().id)
      if (own?.left_at) this.#gone(window.conversation_id)
    },
    reset: (id, page) => this.replica(id).reset(page),
    watched: (id) => this.replica(id).watched,
    discover: (heads) => this.#discover(heads),
    verify: (id) => this.#fetch(id),
    gone: (id) => this.#gone(id),
    restart: () => this.#restart(),
  }

  /** The items of a conversation in the outbox are others. */
  itemsChanged(id: string): void {
    this.replica(id).project()
    this.#ownChanged(id)
  }

  #ownChanged(id: string): void {
    const replica = this.replica(id)
    replica.ownChanged()
    if (replica.summary.get() === undefined) this.#totals.ask()
  }

  readonly #owner = {
    fetch: (id: string) => this.#fetch(id),
    summaryChanged: () => this.#list(),
    isListed: () => this.#state.get().listed,
    changed: (id: string) => this.#context.events.emit('conversation_changed', id),
    watchChanged: () => {
      this.#cancelWatch ??= this.#context.clock.after(WATCH_MS, () => this.watch())
    },
  }

  #all(): Replica[] {
    return [...this.#replicas.values()]
  }

  /** Makes one attempt that can be awaited; after a failure it goes on in the background. Never rejects. */
  async #loadFirst(signal: AbortSignal, attempt = 0): Promise<void> {
    const { http, clock, random, sync } = this.#context
    const doubts = sync.doubts()
    try {
      const page = await http.call(endpoints.listConversations, { query: { limit: PAGE_ROWS } })
      if (signal.aborted) return
      this.#takePage(this.#state.get().listed ? { ...page, next_cursor: this.#nextCursor } : page, doubts)
    } catch (error) {
      if (signal.aborted) return
      this.#failed(toApiError(error))
      void sleep(clock, backoffMs(attempt, random), signal).then(() => {
        if (!signal.aborted) void this.#loadFirst(signal, attempt + 1)
      })
    }
  }

  #failed(error: ApiError): void {
    this.#state.update((state) => (state.status === 'ready' ? state : { ...state, status: 'error', error }))
  }

  #takePage({ conversations, next_cursor }: Page, doubts: (id: string) => boolean): void {
    this.#nextCursor = next_cursor
    for (const conversation of conversations) this.#believe(conversation, doubts)
    const { error: _, ...state } = this.#state.get()
    this.#state.set({ ...state, status: 'ready', has_more: next_cursor !== null, listed: true })
    this.#list()
    void this.#fetchMissing()
  }

  /** Adopts the answer, and asks again if it may be older than the user's removal. */
  #believe(conversation: Conversation, doubts: (id: string) => boolean): void {
    if (doubts(conversation.id)) void this.#fetch(conversation.id)
    else this.#adopt(conversation, conversation.head)
  }

  /**
   * Fetches open conversations that are further down the list, and those that the user was added to before the
   * list came.
   */
  async #fetchMissing(): Promise<void> {
    const watched = this.#all().flatMap((replica) => (replica.watched ? [replica.id] : []))
    const added = this.#nextCursor === null ? [...this.#elsewhere.keys()] : []
    const unknown = new Set([...watched, ...added].filter((id) => this.#context.sync.cursor(id) < 0))
    await Promise.all([...unknown].map((id) => this.#fetch(id)))
  }

  #adopt(conversation: Conversation, cursor: number): void {
    const { id, head } = conversation
    const { sync } = this.#context
    const heard = this.#elsewhere.get(id) ?? 0
    this.#elsewhere.delete(id)
    // The answer is older than the applied changes and would take them back.
    if (head < sync.cursor(id)) return
    // Track first, so that the replica finds its cursor; raise the head last, when it can take windows.
    sync.track(id, cursor, cursor)
    if (conversation.own) this.own.take(conversation.own)
    this.replica(id).adopt(conversation, cursor)
    sync.head(id, Math.max(head, heard))
  }

  #list(): void {
    const items = this.#all()
      .flatMap((replica) => replica.summary.get() ?? [])
      .sort(byActivity)
    const { items: known, totals: counted, has_more } = this.#state.get()
    const isSame = items.length === known.length && items.every((item, i) => item === known[i])
    const totals = this.#totals.of(items, has_more)
    if (!isSame || !sameFields(totals, counted))
      this.#state.update((state) => ({ ...state, items: isSame ? known : items, totals }))
  }

  /** Fetches conversations that the user was just added to; leaves those of later list pages there. */
  async #discover(heads: Record<string, number>): Promise<void> {
    const { signal } = this.#session
    const news = Object.entries(heads).filter(([id, seq]) => (this.#elsewhere.get(id) ?? -1) < seq)
    for (const [id, seq] of news) this.#elsewhere.set(id, seq)
    await this.#loading
    if (signal.aborted || !this.#state.get().listed) return
    if (news.length > 1 && this.#nextCursor !== null) return this.#loadFirst(signal)
    const unknown = news.filter(([id]) => this.#context.sync.cursor(id) < 0)
    await Promise.all(unknown.map(([id]) => this.#fetch(id)))
  }

  #fetch(id: string): Promise<void> {
    const known = this.#fetches.get(id)
    if (known) return known.tried
    const abort = new AbortController()
    const tried = this.#fetchUntilKnown(id, abort.signal)
    this.#fetches.set(id, { tried, abort })
    return tried
  }

  /** Makes one attempt that can be awaited; after a failure it goes on in the background. Never rejects. */
  async #fetchUntilKnown(id: string, signal: AbortSignal, attempt = 0): Promise<void> {
    const { http, clock, random, sync } = this.#context
    const doubts = sync.doubts()
    const heard = this.#heardOf(id)
    try {
      const conversation = await http.call(endpoints.getConversation, { params: { id } })
      if (signal.aborted) return
      if (doubts(id)) return await this.#fetchUntilKnown(id, signal)
      if (conversation.head < sync.cursor(id)) throw unreachableError('Answered before it was overtaken')
      this.#fetches.delete(id)
      this.#adopt(conversation, this.#joinedAt(conversation))
    } catch (error) {
      if (signal.aborted) return
      const problem = toApiError(error)
      // There was news meanwhile: the user may have been added while the server still refused.
      if (!problem.transient && this.#heardOf(id) > heard) return this.#fetchUntilKnown(id, signal)
      if (problem.problem.retry === 'never') return this.#gone(id, problem)
      void sleep(clock, backoffMs(attempt, random), signal).then(() => {
        if (!signal.aborted) void this.#fetchUntilKnown(id, signal, attempt + 1)
      })
    }
  }

  /** The known head of a conversation, on the list or not. */
  #heardOf(id: string): number {
    return Math.max(this.#context.sync.headOf(id), this.#elsewhere.get(id) ?? -1)
  }

  #stopFetching(id: string): void {
    this.#fetches.get(id)?.abort.abort()
    this.#fetches.delete(id)
  }

  /** Messages since the user joined count as new; older history is loaded on demand. */
  #joinedAt({ head, members }: Conversation): number {
    const own = members.find(({ user_id }) => user_id === this.#context.me().id)
    return Math.min(head, own?.changed_seq ?? head)
  }

  #gone(id: string, error = notFoundError()): void {
    this.#context.sync.forget(id)
    this.#stopFetching(id)
    this.#elsewhere.delete(id)
    this.replica(id).forget(error)
    this.#list()
  }

  async #restart(): Promise<void> {
    this.start()
    await this.#loading
  }
}
