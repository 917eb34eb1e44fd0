// The list of what concerned the signed-in person, and how many of it are news. The server counts. A frame brings a new
// notice; when some ended, the first page is read again. Frames may be lost, so it is also read at each connection.
import type {
  Hearing,
  Notice,
  NoticeSettings,
  NoticesFrame,
  PatchNoticeSettings,
  PushState,
  PutPush,
} from '@lectern/protocol'
import type { ApiError } from '../core/errors.ts'
import type { Emitter } from '../core/emitter.ts'
import type { Cell, Store } from '../core/store.ts'
import type { SessionEra } from '../http/session-era.ts'
import type { NoticeCore, NoticeOptions } from './notice-core.ts'

export interface NoticesState {
  status: 'unknown' | 'loading' | 'ready' | 'error'
  error?: ApiError
  /** The latest first. */
  notices: readonly Notice[]
  has_more: boolean
  /** How many are news, loaded or not; 100 stands for more. */
  open: number
}

const UNKNOWN: NoticesState = { status: 'unknown', notices: [], has_more: false, open: 0 }
const PAGE_ROWS = 30

const keyOf = ({ conversation_id, created_seq }: Notice): string => `${conversation_id} ${created_seq}`

interface NoticeEvents {
  arrived: Notice
}

export class NoticeDesk {
  readonly state: Store<NoticesState>
  readonly #core: NoticeCore
  readonly #state: Cell<NoticesState>
  readonly #options: NoticeOptions
  readonly #events: Emitter<NoticeEvents>
  /** What a former person asked for is not of this one. */
  readonly #era: SessionEra
  #cursor: string | null = null
  /** Raised at each new read and each frame: answers to earlier requests are void. */
  #version = 0
  #cancelRetry = (): void => {}
  #viewed: string | undefined

  constructor(options: NoticeOptions, core: NoticeCore) {
    this.#options = options
    this.#core = core
    this.#state = new core.Cell(UNKNOWN)
    this.state = this.#state
    this.#events = new core.Emitter()
    this.#era = new core.SessionEra()
  }

  /** Calls at each notice that comes while this page is open; returns what ends that. */
  onArrival(listener: (notice: Notice) => void): () => void {
    return this.#events.on('arrived', listener)
  }

  /** Reads the list unless it is known. */
  ensure(): void {
    if (this.#state.get().status === 'unknown') void this.refresh()
  }

  /** Reads the list again; the state tells failures. */
  async refresh(): Promise<void> {
    const { error: _, ...state } = this.#state.get()
    this.#state.set({ ...state, status: state.status === 'ready' ? 'ready' : 'loading' })
    await this.#read()
  }

  /** Reads the next page. */
  async loadMore(): Promise<void> {
    if (this.#cursor === null) return
    const cursor = this.#cursor
    try {
      const page = await this.#options.http.call(this.#core.endpoints.listNotices, {
        query: { limit: PAGE_ROWS, cursor },
      })
      // It was read anew meanwhile. A notice that came since then is newer than this page.
      if (this.#cursor !== cursor) return
      this.#cursor = page.next_cursor
      const { notices, ...state } = this.#state.get()
      const known = new Set(notices.map(keyOf))
      const more = page.notices.filter((notice) => !known.has(keyOf(notice)))
      this.#state.set({ ...state, notices: [...notices, ...more], has_more: page.next_cursor !== null })
    } catch (error) {
      this.#state.update((state) => ({ ...state, error: this.#core.toApiError(error) }))
    }
  }

  /** All that is shown is news no longer; the messages stay unread. @throws ApiError */
  async dismissAll(): Promise<void> {
    const { notices, ...state } = this.#state.get()
    const until = notices[0]?.told_at
    if (until === undefined) return
    const ended_at = this.#core.isoTime(this.#options.clock.now())
    const ended = notices.map((notice) => ({ ended_at, ...notice }))
    this.#state.set({ ...state, notices: ended, open: 0 })
    await this.#dismiss({ until })
  }

  /** The notice of one message is news no longer. @throws ApiError */
  async dismiss(notice: Notice): Promise<void> {
    if (notice.ended_at !== undefined) return
    const ended_at = this.#core.isoTime(this.#options.clock.now())
    const { notices, open, ...state } = this.#state.get()
    const ended = notices.map((each) => (keyOf(each) === keyOf(notice) ? { ...each, ended_at } : each))
    this.#state.set({ ...state, notices: ended, open: open < 100 ? Math.max(0, open - 1) : open })
    await this.#dismiss({ message_id: notice.message_id })
  }

  /** Of what the person hears. @throws ApiError */
  settings(): Promise<NoticeSettings> {
    return this.#options.http.call(this.#core.endpoints.getNoticeSettings)
  }

  /** An omitted field stays. @throws ApiError */
  change(body: PatchNoticeSettings): Promise<NoticeSettings> {
    return this.#options.http.call(this.#core.endpoints.patchNoticeSettings, { body })
  }

  /** Whether pushes can be had, and whether this device has them. @throws ApiError */
  push(): Promise<PushState> {
    return this.#options.http.call(this.#core.endpoints.getPush)
  }

  /** Notices come to this device while the app is closed, until its session ends. @throws ApiError */
  subscribe(body: PutPush): Promise<PushState> {
    return this.#options.http.call(this.#core.endpoints.putPush, { body })
  }

  /** @throws ApiError */
  async unsubscribe(): Promise<void> {
    await this.#options.http.call(this.#core.endpoints.deletePush)
  }

  /** Sends a push to this device now. @throws ApiError `not_found` if it has none, or no longer */
  async testPush(): Promise<void> {
    await this.#options.http.call(this.#core.endpoints.testPush)
  }

  /** Whether one heard of a message, and why; staff ask for other members, too. @throws ApiError */
  hearing(message: { conversation_id: string; id: string }, user_id?: string): Promise<Hearing> {
    return this.#options.http.call(this.#core.endpoints.getHearing, {
      params: { id: message.conversation_id, message_id: message.id },
      query: user_id === undefined ? {} : { user_id },
    })
  }

  /** Which conversation the focused window of this browser shows; undefined: none. */
  view(conversation_id: string | undefined): void {
    if (conversation_id === this.#viewed) return
    this.#viewed = conversation_id
    this.#tellView()
  }

  take({ open, notice }: NoticesFrame): void {
    const { status, notices } = this.#state.get()
    if (status === 'unknown') return
    this.#state.update((state) => ({ ...state, open }))
    if (notice === undefined) return void this.#read()
    this.#version++
    if (notices.some((known) => keyOf(known) === keyOf(notice))) return
    this.#state.update((state) => ({ ...state, notices: [notice, ...state.notices] }))
    this.#events.emit('arrived', notice)
  }

  /** A connection is live again. */
  resume(): void {
    if (this.#viewed !== undefined) this.#tellView()
    if (this.#state.get().status !== 'unknown') void this.#read()
  }

  /** The user signed out, or another one signed in. */
  clear(): void {
    this.#era.begin()
    this.#version++
    this.#cancelRetry()
    this.#cursor = null
    this.#viewed = undefined
    this.#state.set(UNKNOWN)
  }

  #tellView(): void {
    const conversation_id = this.#viewed
    this.#options.send({ type: 'view', ...(conversation_id !== undefined && { conversation_id }) })
  }

  async #dismiss(body: { until?: string; message_id?: string }): Promise<void> {
    const era = this.#era.current
    this.#version++
    try {
      await this.#options.http.call(this.#core.endpoints.dismissNotices, { body })
    } finally {
      if (this.#era.isCurrent(era)) void this.#read()
    }
  }

  /** As much as is shown, so that the list does not grow shorter below the reader. */
  async #read(attempt = 0): Promise<void> {
    this.#cancelRetry()
    const { http, clock, random } = this.#options
    const era = this.#era.current
    const version = ++this.#version
    try {
      const shown = this.#state.get().notices.length
      const limit = Math.min(this.#core.page_rows, Math.max(PAGE_ROWS, shown))
      const page = await http.call(this.#core.endpoints.listNotices, { query: { limit } })
      if (!this.#era.isCurrent(era)) return
      // A frame overtook it.
      if (version !== this.#version) return void (await this.#read())
      this.#cursor = page.next_cursor
      this.#state.set({
        status: 'ready',
        notices: page.notices,
        has_more: page.next_cursor !== null,
        open: page.open,
      })
    } catch (error) {
      if (!this.#era.isCurrent(era) || version !== this.#version) return
      this.#state.update((state) => ({
        ...state,
        status: state.status === 'ready' ? 'ready' : 'error',
        error: this.#core.toApiError(error),
      }))
      this.#cancelRetry = clock.after(
        this.#core.backoffMs(attempt, random),
        () => void this.#read(attempt + 1),
      )
    }
  }
}
