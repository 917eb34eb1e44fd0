// Holds one conversation's timeline and loads pages into it. A row that changes while a page is on its way is
// remembered until the page has arrived, because the page may be older than the change.
import {
  endpoints,
  type DeltaFrame,
  type Message,
  type MessagePage,
  type QueryInput,
} from '@lectern/protocol'
import type { Emits } from '../core/emitter.ts'
import { toApiError, type ApiError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import * as timeline from './timeline.ts'
import type { LiveSegment, LoadedPage, TimelineState } from './timeline.ts'

export interface HistoryOptions {
  conversation_id: string
  http: Http
  log: {
    /** How far changes of the conversation are applied. */
    cursor(conversation_id: string): number
    /** Takes the head at which a page was read. */
    head(conversation_id: string, seq: number): void
  }
  events: Emits<HistoryEvents>
}

export interface HistoryEvents {
  /** The timeline, or what is known of its loading, changed. */
  history_changed: undefined
}

/** One screen and one more row come first, so that the first paint is early. */
const FIRST_PAGE_ROWS = 30
const PAGE_ROWS = 50
/** Timelines that are not open keep this many rows (I8). */
const KEPT_ROWS = 100

export class History {
  readonly #options: HistoryOptions
  #timeline: TimelineState = timeline.startTimeline(0)
  #changed = new Map<string, Message>()
  #loads = 0
  /** Raised when the timeline restarts: pages requested before are void. */
  #version = 0
  #before: Promise<void> | undefined
  #after: Promise<void> | undefined
  #newest: Promise<void> | undefined
  status: 'loading' | 'ready' | 'error' = 'loading'
  error: ApiError | undefined
  /** The user was a member and has left. */
  left = false
  /** The message at which the person reads, or goes on reading after a return; undefined at the end. */
  place: string | undefined

  constructor(options: HistoryOptions) {
    this.#options = options
  }

  get timeline(): TimelineState {
    return this.#timeline
  }

  get loadingBefore(): boolean {
    return this.#before !== undefined
  }

  /** Restarts, with at most the newest message. */
  start(cursor: number, newest?: Message): void {
    this.#version++
    this.status = 'loading'
    this.error = undefined
    this.left = false
    this.place = undefined
    this.#newest = this.#before = this.#after = undefined
    // From another log, or of another person.
    this.#changed.clear()
    this.#set(timeline.startTimeline(cursor, newest))
  }

  /** Restarts from a page, which is complete up to `head`. */
  restart(page: MessagePage): void {
    this.start(page.head)
    this.status = 'ready'
    const from = page.has_more_before ? (page.messages[0]?.created_seq ?? page.head + 1) : 0
    this.#set({ live: { from, messages: page.messages } })
  }

  /** Starts with the state of an earlier visit. */
  resume(live: LiveSegment): void {
    this.start(0)
    this.status = 'ready'
    this.#set({ live })
  }

  /** The newest messages, for a later visit; undefined before they were loaded. */
  get kept(): LiveSegment | undefined {
    return this.status === 'ready' ? timeline.trim(this.#timeline, KEPT_ROWS).live : undefined
  }

  /** The history cannot be loaded, for good. */
  fail(error: ApiError, left: boolean): void {
    this.status = 'error'
    this.error = error
    this.left = left
    this.#report()
  }

  apply(messages: readonly Message[]): void {
    if (this.#loads > 0) for (const message of messages) this.#changed.set(message.id, message)
    this.#set(timeline.cap(timeline.applyChanges(this.#timeline, messages), this.place))
  }

  /** Shows the rows of a command's answer, even when earlier windows are still missing. */
  show(messages: readonly Message[]): void {
    this.#set(timeline.updateKnown(this.#timeline, messages))
  }

  /** Applies a delta; returns the longer message, or undefined if it does not fit or is not shown. */
  stream(delta: DeltaFrame): Message | undefined {
    const before = this.#timeline
    this.#timeline = timeline.applyDelta(before, delta)
    if (this.#timeline === before || before.detour) return undefined
    return this.#timeline.live.messages.findLast(({ id }) => id === delta.message_id)
  }

  trim(): void {
    this.#set(timeline.trim(this.#timeline, KEPT_ROWS, this.place))
  }

  leaveDetour(): void {
    this.#set(timeline.leaveDetour(this.#timeline))
  }

  /** Loads the newest page, once. @throws ApiError, which `status` shows too. */
  loadFirst(): Promise<void> {
    if (this.status === 'ready') return Promise.resolve()
    return (this.#newest ??= this.#loadFirst().finally(() => (this.#newest = undefined)))
  }

  loadBefore(): Promise<void> {
    if (!timeline.hasMoreBefore(this.#timeline)) return Promise.resolve()
    return (this.#before ??= this.#loadBefore().finally(() => {
      this.#before = undefined
      this.#report()
    }))
  }

  loadAfter(): Promise<void> {
    if (!this.#timeline.detour) return Promise.resolve()
    return (this.#after ??= this.#loadAfter().finally(() => (this.#after = undefined)))
  }

  /** @throws ApiError `not_found` if there is no visible message of this id. */
  async jumpTo(message_id: string): Promise<void> {
    if (timeline.containsMessage(this.#timeline, message_id)) return
    if (this.#timeline.live.messages.some(({ id }) => id === message_id)) return this.leaveDetour()
    await this.#load([{ around: message_id, limit: PAGE_ROWS }], (loaded) =>
      timeline.jump(this.#timeline, loaded),
    )
  }

  /** Shows the messages after `seq`, and some before it. */
  async jumpBehind(seq: number): Promise<void> {
    if (timeline.reachesBack(this.#timeline, seq)) return this.leaveDetour()
    const pages = [
      { before: seq + 1, limit: FIRST_PAGE_ROWS },
      { after: seq, limit: PAGE_ROWS },
    ]
    await this.#load(pages, (loaded) => timeline.jump(this.#timeline, loaded))
  }

  async #loadFirst(): Promise<void> {
    const version = this.#version
    const { log, conversation_id } = this.#options
    try {
      await this.#load([{ limit: FIRST_PAGE_ROWS }], (loaded) =>
        timeline.mergeNewest(this.#timeline, loaded, log.cursor(conversation_id)),
      )
      if (version !== this.#version) return
      this.status = 'ready'
      this.error = undefined
    } catch (error) {
      if (version !== this.#version) return
      this.status = 'error'
      this.error = toApiError(error)
      throw error
    } finally {
      this.#report()
    }
  }

  async #loadBefore(): Promise<void> {
    const { detour, live } = this.#timeline
    const before = detour ? (detour.messages[0]?.created_seq ?? 0) : live.from
    const loading = this.#load([{ before, limit: PAGE_ROWS }], (loaded) =>
      timeline.mergeBefore(this.#timeline, loaded, before),
    )
    this.#report()
    await loading
  }

  async #loadAfter(): Promise<void> {
    const after = this.#timeline.detour?.messages.at(-1)?.created_seq ?? 0
    await this.#load([{ after, limit: PAGE_ROWS }], (loaded) =>
      timeline.mergeAfter(this.#timeline, loaded, after),
    )
  }

  async #load(
    queries: readonly QueryInput<typeof endpoints.listMessages>[],
    merge: (loaded: LoadedPage) => TimelineState,
  ): Promise<void> {
    const { http, conversation_id, log } = this.#options
    const version = this.#version
    this.#loads++
    try {
      const params = { id: conversation_id }
      const pages = queries.map((query) => http.call(endpoints.listMessages, { params, query }))
      const page = timeline.joinPages(await Promise.all(pages))
      if (version !== this.#version) return
      this.#set(merge({ page, changed: [...this.#changed.values()] }))
      log.head(conversation_id, page.head)
    } finally {
      if (--this.#loads === 0) this.#changed.clear()
    }
  }

  #set(state: TimelineState): void {
    if (state === this.#timeline) return
    this.#timeline = state
    this.#report()
  }

  #report(): void {
    this.#options.events.emit('history_changed', undefined)
  }
}
