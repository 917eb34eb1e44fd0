// The composition root: one person, one connection, their conversations.
import { endpoints } from '@lectern/protocol'
import type { HelloFrame, Me, Message, PresenceState, Role, User } from '@lectern/protocol'
import { watchActivity } from './connection/activity.ts'
import { Attachments } from './uploads/attachments.ts'
import type { ChatEvents } from './chat-events.ts'
import { parseTime } from './core/clock.ts'
import { Emitter } from './core/emitter.ts'
import { Connection } from './connection/connection.ts'
import { isOnline } from './connection/connection-state.ts'
import type { Context } from './conversation/context.ts'
import type { ConversationHandle } from './conversation/conversation.ts'
import { withDefaults, type ChatOptions } from './chat-options.ts'
import { Cache } from './conversation/cache.ts'
import { Conversations } from './conversation/conversations.ts'
import { Documents } from './documents/documents.ts'
import { Drafts } from './conversation/drafts.ts'
import { TypedForms } from './conversation/typed-forms.ts'
import { announce } from './core/event-bus.ts'
import { logStates, tellMistakes } from './first-mistakes.ts'
import { Http } from './http/http.ts'
import { Outbox } from './outbox/outbox.ts'
import { enterPage, pageChanged } from './connection/page-chats.ts'
import { toPlain } from './conversation/plain-message.ts'
import { lineTo } from './connection/line.ts'
import { searchUsers } from './http/search-users.ts'
import { searchMessages, type Messages } from './conversation/search-messages.ts'
import { findSimilar, type Questions } from './conversation/similar.ts'
import { takeFrame } from './take-frame.ts'
import { Presence } from './connection/presence.ts'
import { BlockStore } from './conversation/blocks.ts'
import { policyOver, ReportDesk, type SchoolPolicy } from './conversation/reports.ts'
import { InboxDoor } from './inbox/inbox-door.ts'
import { NoticeDoor } from './notices/notice-door.ts'
import { PlannedDesk } from './conversation/planned.ts'
import { SavedStore } from './conversation/saved.ts'
import { ServerTime } from './core/server-time.ts'
import { Session } from './http/session.ts'
import type { EndReason, SessionState } from './http/session-state.ts'
import { reasonOf, STOPS } from './session-ends.ts'
import type { ClientStorage } from './core/storage.ts'
import type { Store } from './core/store.ts'
import { Sync } from './sync/sync.ts'
import { TabGroup } from './tabs/tab-group.ts'

/** Before sign-in, no message is the user's own. */
const NOBODY: Me = { id: '', name: '', role: 'student', email: '', created_at: '' }

/**
 * Everything a page needs to chat. It does nothing before `session.restore()` or `session.signIn()`. Several
 * chats of the same user in a page share one connection, as the tabs of a browser do.
 * @example
 * const chat = new Chat({ apiUrl: 'https://chat.example.edu' })
 * await chat.session.signIn('ada@example.edu', password)
 * chat.conversation(id).send('Good morning')
 */
export class Chat {
  readonly session: Session
  readonly connection: Connection
  readonly conversations: Conversations
  readonly outbox: Outbox
  readonly saved: SavedStore
  readonly planned: PlannedDesk
  /** The people whom the user blocked. */
  readonly blocks: BlockStore
  readonly reports: ReportDesk
  /** What concerns the user: messages that name or answer them, and what else they want to hear of. */
  readonly notices: NoticeDoor
  /** For staff: what waits for an answer. */
  readonly inbox: InboxDoor
  readonly policy: SchoolPolicy
  readonly documents: Documents
  readonly attachments: Attachments
  readonly presence: Store<Record<string, PresenceState>>
  readonly users: { search(q: string, role?: Role): Promise<User[]> }
  readonly questions: Questions
  readonly messages: Messages
  /** What is typed in forms, in cards and dialogs for example; survives a reload. */
  readonly forms: TypedForms
  readonly apiUrl: string
  readonly #http: Http
  readonly #time: ServerTime
  readonly #storage: ClientStorage
  readonly #sync: Sync
  readonly #tabs: TabGroup
  readonly #drafts: Drafts
  readonly #cache: Cache
  readonly #presence = new Presence()
  readonly #stops: (() => void)[] = []
  #stopActivity = (): void => {}
  #me: Me | undefined
  /** Raised when a user signs in or out; a start that is under way becomes void. */
  #turn = 0

  /**
   * Builds the parts from the one that needs nothing to the one that needs everything. `#wire` joins those that
   * do not know each other.
   */
  constructor(options: ChatOptions = {}) {
    const { apiUrl, clock: device, random, storage, webSocket, tabs, ...rest } = withDefaults(options)
    const events = new Emitter<ChatEvents>()
    const cookies = rest.refreshIn === 'cookie'
    const clock = new ServerTime(device, storage)
    const http = new Http({ apiUrl, clock, fetch: rest.fetcher, cookies, events })
    const base = { http, clock, random, storage, events }
    const session = new Session({ ...base, ...rest, locks: tabs?.locks })
    const token = () => session.token()
    const drafts = new Drafts({ storage, events })
    const sync = new Sync(base)
    const attachments = new Attachments({ ...base, fetch: options.fetch, token })
    const outbox = new Outbox({ ...base, files: attachments.files, log: sync })
    const own = lineTo({ http, webSocket, clock, storage, token })
    const group = new TabGroup({ tabs, shared: storage.shared, apiUrl, clock, own, events })
    const connection = new Connection({
      ...{ clock: device, random, session, events, transport: group },
      now: () => clock.now(),
      greet: (frame) => this.#hello(frame),
    })
    const parts = { sync, outbox, attachments, drafts, me: () => this.#me ?? NOBODY }
    const context: Context = { ...base, ...parts, send: (frame) => connection.send(frame) }
    const conversations = new Conversations(context)
    sync.feed(conversations.target)
    this.apiUrl = apiUrl
    this.#http = http
    this.#time = clock
    this.#storage = storage
    this.session = session
    this.#drafts = drafts
    this.forms = new TypedForms(drafts)
    this.#sync = sync
    this.attachments = attachments
    this.outbox = outbox
    this.#tabs = group
    this.connection = connection
    this.conversations = conversations
    this.#cache = new Cache({ storage, clock, log: sync, conversations })
    this.saved = new SavedStore(http)
    this.planned = new PlannedDesk(http)
    this.blocks = new BlockStore(base)
    this.reports = new ReportDesk(http, parts.me)
    this.notices = new NoticeDoor(context)
    this.inbox = new InboxDoor(context)
    this.policy = policyOver(http)
    this.documents = new Documents(context, conversations)
    this.presence = this.#presence.store
    this.messages = { search: (asked) => searchMessages(http, asked) }
    this.questions = { similar: (q, similar) => findSimilar(http, q, similar) }
    this.users = { search: (q, role) => searchUsers(http, q, role) }
    this.#wire(events, rest.cache)
    tellMistakes(events, { apiUrl, fetcher: rest.fetcher, onError: rest.onError })
    if (rest.debug) this.#stops.push(...logStates({ session: session.state, connection: connection.state }))
    // Chats whose tokens stay with them do not share a session.
    if (cookies || storage.shared) this.#wireSession(events)
    if (storage.shared) this.#wireSharedStorage(events)
    this.#stops.push(
      session.state.subscribe(() => this.#sessionChanged(session.state.get())),
      connection.state.subscribe(() => this.#connectionChanged()),
      enterPage({
        ...{ chat: this, apiUrl, network: webSocket, state: connection.state.get },
        user_id: () => session.user_id,
        isRestoring: () => session.isRestoring,
        probe: () => connection.doubt(),
      }),
    )
  }

  /** Returns the same object for the same id, also for a conversation that is not loaded yet. */
  conversation(id: string): ConversationHandle {
    return this.conversations.handle(id)
  }

  /** The server's time in milliseconds since 1970. */
  readonly now = (): number => this.#time.now()

  /** How many texts were typed on this device, and neither sent nor saved: signing out deletes them. */
  get drafts(): number {
    return this.#drafts.count
  }

  /** The same for somebody who must choose a new password first. Signing out deletes these texts, too. */
  keptDrafts(user_id: string): Promise<number> {
    return this.#drafts.countKept(user_id)
  }

  /** Ends all activity; the stores keep their last value. */
  close(): void {
    for (const stop of this.#stops) stop()
    this.#stopActivity()
    this.connection.close()
    this.#tabs.close()
    const written = this.#cache.close()
    this.conversations.close()
    this.outbox.unload()
    this.attachments.unload()
    this.session.close()
    this.#turn++
    this.#me = undefined
    void written.then(() => this.#storage.close())
  }

  /** Removes everything but unsent messages from the device; those stay for their author. */
  async #wipe(user_id: string): Promise<void> {
    await this.#cache.wipe(user_id)
    await this.attachments.uploads.wipe(user_id, await this.outbox.wipeSent(user_id))
    await this.#storage.delete('session', `epoch ${user_id}`)
    await this.#time.wipe(user_id)
    await this.#drafts.wipe(user_id)
    await this.blocks.wipe(user_id)
  }

  #wire(events: Emitter<ChatEvents>, keepsCache: boolean): void {
    this.session.beforeSignOut((user_id) => this.#wipe(user_id))
    events.on('silence', () => this.connection.doubt())
    // A steady clock may have stood still meanwhile: any answer brings the time.
    events.on('woke', () => void this.#http.call(endpoints.healthz).catch(() => {}))
    events.on('answered_at', (moment) => this.#time.hearRoughly(moment))
    const parts = { sync: this.#sync, presence: this.#presence, chat: this }
    events.on('frame', (frame) => takeFrame(frame, parts))
    events.on('revoked', () => void this.session.revoked())
    events.on('retried', () => this.#tabs.nudge())
    events.on('nudged', () => this.connection.retryNow({ told: true }))
    events.on('leads', (leads) => this.#lead(leads))
    events.on('files_changed', (id) => this.outbox.filesChanged(id))
    events.on('items_changed', (id) => this.conversations.itemsChanged(id))
    events.on('own_answered', (window) => void this.conversations.own.receive(window))
    events.on('own_refused', (refusal) => this.conversations.own.refused(refusal))
    events.on('receipt_answered', ({ conversation_id, receipt, error }) =>
      this.conversations.replica(conversation_id).receiptAnswered(receipt, error),
    )
    events.on('message_arrived', (message) => this.#announce(message))
    if (keepsCache) events.on('conversation_changed', (id) => this.#cache.markChanged(id))
  }

  #wireSession(events: Emitter<ChatEvents>): void {
    events.on('session_ended', ({ user_id, reason }) => this.#tabs.tellSignedOut(user_id, reason))
    events.on('session_begun', (user) => this.#tabs.tellSignedIn(user))
    events.on('signed_in_elsewhere', (user) => this.session.hearSignIn(user))
    events.on('signed_out_elsewhere', (ended) => void this.#endedElsewhere(ended))
  }

  /** Tabs that share their storage also share the outbox, the uploads and the drafts. */
  #wireSharedStorage(events: Emitter<ChatEvents>): void {
    events.on('item_news', ({ user_id, news }) => this.#tabs.tellOutbox(user_id, news))
    events.on('upload_news', ({ user_id, news }) => this.#tabs.tellUpload(user_id, news))
    events.on('draft_changed', ({ user_id, draft }) => this.#tabs.tellDraft(user_id, draft))
    events.on('draft_heard', (draft) => this.#drafts.hear(draft))
    events.on('item_heard', (news) => this.outbox.applyNews(news))
    events.on('upload_heard', (news) => this.attachments.uploads.applyNews(news))
  }

  #lead(leads: boolean): void {
    // A tab with its own storage has its own messages, which no other tab can send.
    const sends = leads || !this.#storage.shared
    this.notices.lead(leads)
    void this.outbox.setSender(sends)
    void this.attachments.uploads.setSender(sends)
  }

  /** Without a reason the person has left: this tab may have written after the other tab had cleaned the device. */
  async #endedElsewhere(ended: { user_id: string; reason?: 'revoked' | undefined }): Promise<void> {
    if (ended.reason === undefined && this.session.person_id === ended.user_id)
      await this.#wipe(ended.user_id)
    await this.session.hearSignOut(ended)
  }

  #sessionChanged(state: SessionState): void {
    const former = this.#me
    if (state.status === 'signed_in') {
      this.#me = state.user
      if (state.user.id !== former?.id) void this.#start(state.user.id)
    } else if (former) {
      this.#stop(state.status === 'restoring' ? undefined : reasonOf(state))
      this.#me = undefined
    }
    pageChanged()
  }

  /** Another user may have been signed in before. */
  async #start(user_id: string): Promise<void> {
    const turn = ++this.#turn
    const isOver = () => turn !== this.#turn
    this.connection.disconnect()
    this.attachments.unload()
    for (const part of this.#read) part.clear()
    // What the program sends right after `signIn` is this user's, before anything is loaded.
    for (const part of [this.outbox, this.attachments.uploads, this.#drafts]) part.enter(user_id)
    const epoch = await this.#storage.get<string>('session', `epoch ${user_id}`)
    await this.#time.recall(user_id)
    if (isOver()) return
    const snapshots = await this.#cache.load(user_id, epoch)
    if (isOver()) return
    // Load the uploads first: messages with files look for them at once.
    await this.attachments.uploads.load(user_id)
    if (isOver()) return
    await Promise.all([this.outbox.load(user_id), this.blocks.load(user_id), this.#drafts.load(user_id)])
    if (isOver()) return
    this.#sync.expectEpoch(epoch)
    this.conversations.start(snapshots)
    this.#tabs.enter(user_id)
    this.connection.connect(user_id)
    this.#stopActivity()
    this.#stopActivity = watchActivity(
      this.#time,
      (state) => void this.connection.send({ type: 'activity', state }),
    )
  }

  #stop(reason: EndReason | 'replaced' | undefined): void {
    this.#turn++
    this.#stopActivity()
    this.connection.disconnect(STOPS[reason ?? 'elsewhere'])
    this.#tabs.leave()
    this.outbox.unload()
    this.attachments.unload()
    this.#drafts.unload()
    for (const part of this.#read) part.clear()
    this.#cache.unload()
    // A device that was signed out remotely may have been stolen, and one with two people is shared.
    if ((reason === 'revoked' || reason === 'replaced') && this.#me) void this.#cache.wipe(this.#me.id)
    this.#presence.clear()
  }

  async #hello(frame: HelloFrame): Promise<void> {
    const user_id = this.#me?.id
    this.#time.hear(parseTime(frame.server_time))
    this.attachments.limit(frame.limits['upload_bytes'])
    this.conversations.watch()
    // Another log may be loaded first, which forgets all of the former one.
    const caughtUp = this.#sync.hello(frame).then(() => this.conversations.own.hello(frame.own_seq))
    this.outbox.resubmit()
    await caughtUp
    if (this.#me?.id !== user_id || user_id === undefined) return
    // Both begin now: a sign-out removes what was begun before it.
    const keeping = this.#time.keep(user_id)
    await this.#storage.put('session', `epoch ${user_id}`, frame.epoch).catch(() => {})
    await keeping
  }

  #connectionChanged(): void {
    const online = isOnline(this.connection.state.get())
    this.#time.setConnected(online)
    this.outbox.setOnline(online)
    this.attachments.uploads.setOnline(online)
    if (online) for (const part of this.#read) void part.resume()
    else if (this.connection.state.get().status === 'offline') this.#presence.clear()
    pageChanged()
  }

  /** What is read again with a new connection, and forgotten with its person. */
  get #read() {
    return [this.conversations, this.saved, this.planned, this.blocks, this.reports, this.notices, this.inbox]
  }

  #announce(message: Message): void {
    if (this.#me) announce(this.#me.id, toPlain(message))
  }
}
