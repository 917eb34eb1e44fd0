// One signed-in client of the SDK, as an application would run it, which records everything it shows and
// receives.
import {
  Chat,
  MemoryStorage,
  isOnline,
  type ClientStorage,
  type Clock,
  type ConversationHandle,
  type TimelineRow,
  type WebSocketConstructor,
} from '@lectern/client'
import type { DownFrame, Member } from '@lectern/protocol'
import type { History, Screen, ShownRow } from './history.ts'
import type { Random } from './random.ts'
import type { Person } from './school.ts'
import { until } from './until.ts'

export interface DeviceOptions {
  name: string
  person: Person
  apiUrl: string
  history: History
  random: Random
  /** The storage that survives a restart of the application. */
  storage?: MemoryStorage
  /** What the application has in its place, when that storage does not always work. */
  seenStorage?: ClientStorage
  /** Signs in with a password instead of the session of the school. */
  signsIn?: boolean
  /** Was there before: it has no session but the one of its storage or cookies. */
  continues?: boolean
  fetch?: typeof fetch
  /** `cookie`: with a `fetch` that keeps cookies. */
  refreshIn?: 'cookie'
  clock?: Clock
}

interface Watched {
  handle: ConversationHandle
  shown: Set<string>
  stops: (() => void)[]
}

export class Device {
  readonly name: string
  readonly person: Person
  readonly chat: Chat
  readonly storage: MemoryStorage
  readonly #options: DeviceOptions
  readonly #watched = new Map<string, Watched>()
  readonly #rows = new WeakMap<TimelineRow, ShownRow>()
  readonly #positions = new Map<string, string>()
  #onlineSince: number | undefined
  #session_id = ''

  constructor(options: DeviceOptions) {
    this.#options = options
    this.name = options.name
    this.person = options.person
    this.storage = options.storage ?? new MemoryStorage()
    const { apiUrl, random, clock, refreshIn, seenStorage } = options
    this.chat = new Chat({
      apiUrl,
      random,
      storage: seenStorage ?? this.storage,
      fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
      webSocket: listeningSocket((frame) => this.#received(frame)),
      ...(clock ? { clock } : {}),
      ...(refreshIn ? { refreshIn } : {}),
    })
    this.chat.connection.state.subscribe(() => this.#connectionChanged())
  }

  get online(): boolean {
    return isOnline(this.chat.connection.state.get())
  }

  /** The id of its session, from its token. */
  get session_id(): string {
    const claims = this.chat.session.accessToken.get()?.split('.')[1] ?? ''
    if (claims !== '')
      this.#session_id = (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sid: string }).sid
    return this.#session_id
  }

  /** The number of unsent messages and changes. */
  get pending(): number {
    const { pending, changes } = this.chat.outbox.state.get()
    return pending + changes
  }

  /** Signs in and waits until it is connected and caught up. */
  async start(): Promise<void> {
    const { email, password, refresh_token } = this.person
    if (this.#options.signsIn) await this.chat.session.signIn(email, password)
    else if (!this.#options.continues && (await this.storage.get('session', 'refresh_token')) === undefined)
      await this.storage.put('session', 'refresh_token', refresh_token)
    await this.chat.session.restore()
    const { session, connection } = this.chat
    const standing = () => `${session.state.get().status}, ${connection.state.get().status}`
    await until(
      () => this.online,
      () => `${this.name} is online (it is ${standing()})`,
    )
  }

  /** Opens a conversation on the screen. */
  async open(conversation_id: string): Promise<void> {
    const handle = this.chat.conversation(conversation_id)
    const watched: Watched = { handle, shown: new Set(), stops: [] }
    this.#watched.set(conversation_id, watched)
    watched.stops.push(
      handle.open(),
      handle.timeline.subscribe(() => this.#timelineChanged(watched)),
      handle.members.subscribe(() => this.#membersChanged(conversation_id, handle.members.get())),
    )
    await until(() => handle.timeline.get().status === 'ready', `${this.name} shows the conversation`)
  }

  /** Writes a message like a person: it has its id at once and is sent when possible. */
  send(conversation_id: string, content: string): string {
    const id = this.chat.conversation(conversation_id).send(content)
    const sender_id = this.person.user_id
    this.#options.history.sent.push({
      id,
      device: this.name,
      conversation_id,
      sender_id,
      content,
      at: performance.now(),
    })
    return id
  }

  /** Scrolls up to the beginning of all open conversations. */
  async scrollUp(): Promise<void> {
    for (const { handle } of this.#watched.values())
      while (handle.timeline.get().has_more_before) await handle.loadBefore()
  }

  /** The current screens of all open conversations. */
  screens(moment: Screen['moment']): Screen[] {
    return [...this.#watched.values()].map(({ handle }) => {
      const { read_seq, unread } = handle.summary.get() ?? {}
      return {
        ...this.#screen(handle, moment),
        ...(read_seq === undefined ? {} : { read_seq }),
        ...(unread === undefined ? {} : { unread }),
      }
    })
  }

  closeConversations(): void {
    for (const { stops } of this.#watched.values()) for (const stop of stops) stop()
    this.#watched.clear()
    this.#positions.clear()
  }

  /** Ends the application; its storage stays. */
  close(): void {
    this.closeConversations()
    this.#wentOffline()
    this.chat.close()
  }

  /** Records the current span of being online. */
  flush(): void {
    if (!this.#wentOffline() || !this.online) return
    this.#onlineSince = performance.now()
  }

  #screen(handle: ConversationHandle, moment: Screen['moment']): Screen {
    const stored = handle.timeline
      .get()
      .rows.filter(({ status, message }) => status === 'stored' && message.kind !== 'system')
    return {
      device: this.name,
      user_id: this.person.user_id,
      conversation_id: handle.id,
      at: performance.now(),
      rows: stored.map((row) => this.#shownRow(row)),
      moment,
    }
  }

  /** A row is the same object until its visible content changes. */
  #shownRow(row: TimelineRow): ShownRow {
    const known = this.#rows.get(row)
    if (known) return known
    const { id, created_seq, content, deleted_at, reactions } = row.message
    const shown = {
      id,
      created_seq,
      content,
      deleted: deleted_at !== undefined,
      reactions: reactions.map(({ emoji, user_ids }) => `${emoji}:${user_ids.join()}`).join(' '),
    }
    this.#rows.set(row, shown)
    return shown
  }

  #timelineChanged({ handle, shown }: Watched): void {
    const { history } = this.#options
    const screen = this.#screen(handle, 'during')
    history.screens.push(screen)
    for (const { id, message, own, status, failure } of handle.timeline.get().rows) {
      // What something on the way refuses may still be sent.
      const isRefused = status === 'failed' && failure?.code !== 'blocked'
      if (isRefused && !history.refused.some((refused) => refused.id === id))
        history.refused.push({ id, code: failure?.code ?? '', at: screen.at })
      if (status !== 'stored' || message.kind === 'system' || shown.has(id)) continue
      shown.add(id)
      history.shown.push({ device: this.name, conversation_id: handle.id, id, at: screen.at })
      // For its author a message counts as sent once the screen says so.
      if (own) history.acknowledged.push({ id, seq: message.created_seq, at: screen.at })
    }
  }

  #membersChanged(conversation_id: string, members: readonly Member[]): void {
    for (const { user_id, delivered_seq, read_seq } of members) {
      const place = `${conversation_id} ${user_id}`
      const position = `${delivered_seq} ${read_seq}`
      if (this.#positions.get(place) === position) continue
      this.#positions.set(place, position)
      const at = performance.now()
      this.#options.history.receipts.push({
        device: this.name,
        conversation_id,
        user_id,
        delivered_seq,
        read_seq,
        at,
      })
    }
  }

  #received(frame: DownFrame): void {
    if (frame.type !== 'changes' && frame.type !== 'head') return
    if (!this.#watched.has(frame.conversation_id)) return
    this.#options.history.frames.push({
      device: this.name,
      user_id: this.person.user_id,
      session_id: this.session_id,
      conversation_id: frame.conversation_id,
      seq: frame.type === 'head' ? frame.seq : frame.to,
      at: performance.now(),
    })
  }

  #connectionChanged(): void {
    if (this.online) this.#onlineSince ??= performance.now()
    else this.#wentOffline()
  }

  #wentOffline(): boolean {
    if (this.#onlineSince === undefined) return false
    this.#options.history.online.push({ device: this.name, from: this.#onlineSince, to: performance.now() })
    this.#onlineSince = undefined
    return true
  }
}

/** A separate class for each device, so that two devices of one user do not count as one page. */
const listeningSocket = (onFrame: (frame: DownFrame) => void): WebSocketConstructor =>
  class extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => {
        if (data === 'pong') return
        const message = JSON.parse(String(data)) as DownFrame | DownFrame[]
        for (const frame of [message].flat()) onFrame(frame)
      })
    }
  } as unknown as WebSocketConstructor
