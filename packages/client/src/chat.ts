// The composition root: one person, one connection, their conversations.
import type { HelloFrame, Me, Message, PresenceState, Role, User } from '@lectern/protocol'
import { watchActivity } from './connection/activity.ts'
import { Attachments } from './uploads/attachments.ts'
import { systemClock, systemRandom, type Clock } from './core/clock.ts'
import { Connection } from './connection/connection.ts'
import { isOnline } from './connection/connection-state.ts'
import type { Context } from './conversation/context.ts'
import type { ConversationHandle } from './conversation/conversation.ts'
import { defaultApiUrl, type ChatOptions } from './chat-options.ts'
import { Cache } from './conversation/cache.ts'
import { Conversations } from './conversation/conversations.ts'
import { Documents } from './documents/documents.ts'
import { Drafts } from './conversation/drafts.ts'
import { eventBus } from './core/event-bus.ts'
import { Http } from './http/http.ts'
import { Outbox } from './outbox/outbox.ts'
import { inbox } from './core/page.ts'
import { PageClaim } from './connection/page-claim.ts'
import { toPlain } from './conversation/plain-message.ts'
import { lineTo } from './connection/line.ts'
import { searchUsers } from './http/search-users.ts'
import { findSimilar, type Questions } from './conversation/similar.ts'
import { takeFrame } from './take-frame.ts'
import { Presence } from './connection/presence.ts'
import { Saved } from './conversation/saved.ts'
import { Session, type SessionState } from './http/session.ts'
import { IndexedDbStorage } from './core/storage-indexeddb.ts'
import { MemoryStorage, type ClientStorage } from './core/storage.ts'
import type { Store } from './core/store.ts'
import { Sync } from './sync/sync.ts'
import { browserTabs, type BrowserTabs } from './core/browser-tabs.ts'
import { TabGroup } from './tabs/tab-group.ts'
import type { WebSocketConstructor } from './connection/websocket-transport.ts'

/** Before anybody signed in nothing is one's own. */
const NOBODY: Me = { id: '', name: '', role: 'student', email: '', created_at: '' }

const inBrowser = (): boolean => typeof document !== 'undefined'

/**
 * Everything a page needs to chat. Nothing happens before `session.restore()` or `session.signIn()`.
 * A second chat of the same user in the same page takes the connection over from the first.
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
  readonly saved: Saved
  readonly documents: Documents
  readonly attachments: Attachments
  readonly presence: Store<Record<string, PresenceState>>
  readonly users: { search(q: string, role?: Role): Promise<User[]> }
  readonly questions: Questions
  readonly apiUrl: string
  readonly #clock: Clock
  readonly #storage: ClientStorage
  readonly #http: Http
  readonly #claim: PageClaim
  readonly #sync: Sync
  readonly #tabs: TabGroup
  readonly #drafts: Drafts
  readonly #cache: Cache
  readonly #presence = new Presence()
  readonly #stops: (() => void)[] = []
  #stopActivity = (): void => {}
  #me: Me | undefined

  constructor(options: ChatOptions = {}) {
    const { clock = systemClock, random = systemRandom } = options
    this.apiUrl = (options.apiUrl ?? defaultApiUrl()).replace(/\/+$/, '')
    this.#clock = clock
    this.#storage =
      options.storage ?? (inBrowser() ? new IndexedDbStorage(`lectern ${this.apiUrl}`) : new MemoryStorage())
    const webSocket = options.webSocket ?? (globalThis.WebSocket as unknown as WebSocketConstructor)
    const refreshIn = options.refreshIn ?? (inBrowser() ? 'cookie' : 'body')
    const fetcher: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
    this.#http = new Http({
      apiUrl: this.apiUrl,
      clock,
      fetch: fetcher,
      cookies: refreshIn === 'cookie',
      onSilence: () => this.connection.doubt(),
    })
    const tabs = options.tabs === undefined ? browserTabs() : (options.tabs ?? undefined)
    this.session = new Session({
      http: this.#http,
      clock,
      random,
      storage: this.#storage,
      refreshIn,
      getToken: options.getToken,
      onSignOut: (user_id) => this.#wipe(user_id),
      onEnd: (user_id, reason) => this.#tabs.tellSignedOut(user_id, reason),
      locks: tabs?.locks,
    })
    this.#drafts = new Drafts(this.#storage)
    this.#sync = new Sync({ http: this.#http, clock, random, target: () => this.conversations.target })
    this.attachments = new Attachments({
      http: this.#http,
      clock,
      random,
      storage: this.#storage,
      fetch: options.fetch,
      token: () => this.session.token(),
      tell: (user_id, news) => this.#storage.shared && this.#tabs.tellUpload(user_id, news),
      onChange: (id) => this.outbox.filesChanged(id),
      makeDocument: (...wish) => this.documents.make(...wish),
    })
    this.outbox = new Outbox({
      files: this.attachments.files,
      http: this.#http,
      clock,
      random,
      storage: this.#storage,
      log: this.#sync,
      tell: (user_id, news) => this.#storage.shared && this.#tabs.tellOutbox(user_id, news),
      onChange: (id) => this.conversations.replica(id).project(),
    })
    this.#tabs = this.#tabGroup(tabs, webSocket)
    this.#claim = new PageClaim(webSocket, this.apiUrl, {
      supersede: () => {
        this.connection.disconnect('closed')
        this.#tabs.leave()
      },
      state: () => this.connection.state.get(),
    })
    this.connection = this.#connectionWith(clock, random)
    this.#cache = new Cache({
      storage: this.#storage,
      clock,
      epoch: () => this.#sync.epoch,
      snapshot: (id) => this.conversations.replica(id).snapshot(),
      recent: () => this.conversations.state.get().items.map(({ id }) => id),
    })
    const { cache = inBrowser() || options.storage !== undefined } = options
    this.conversations = new Conversations(
      this.#contextWith(clock, random),
      (id) => cache && this.#cache.mark(id),
    )
    this.saved = new Saved(this.#http)
    this.documents = new Documents(this.#contextWith(clock, random), this.conversations)
    this.presence = this.#presence.store
    this.questions = { similar: (q, options) => findSimilar(this.#http, q, options) }
    this.users = { search: (q, role) => searchUsers(this.#http, q, role) }
    this.#stops.push(
      this.session.state.subscribe(() => this.#sessionChanged(this.session.state.get())),
      this.connection.state.subscribe(() => this.#connectionChanged()),
    )
  }

  /** The same object for the same id; it may be one that is not loaded yet. */
  conversation(id: string): ConversationHandle {
    return this.conversations.handle(id)
  }

  /** Ends all activity; the stores keep their last value. */
  close(): void {
    for (const stop of this.#stops) stop()
    this.#stopActivity()
    this.#claim.release()
    this.connection.close()
    this.#tabs.close()
    const written = this.#cache.close()
    this.conversations.close()
    this.outbox.unload()
    this.attachments.unload()
    this.session.close()
    this.#me = undefined
    void written.then(() => this.#storage.close())
  }

  /** Everything but unsent messages leaves the device; those stay for their author. */
  async #wipe(user_id: string): Promise<void> {
    await this.#cache.wipe(user_id)
    await this.attachments.uploads.wipe(user_id, await this.outbox.wipeSent(user_id))
    await this.#storage.delete('session', `epoch ${user_id}`)
    await this.#drafts.wipe(user_id)
  }

  #connectionWith(clock: Clock, random: () => number): Connection {
    return new Connection({
      clock,
      random,
      transport: this.#tabs,
      accessToken: this.session.accessToken,
      renew: () => this.session.renew(this.session.accessToken.get() ?? ''),
      onHello: (frame) => this.#hello(frame),
      onFrame: (frame) =>
        takeFrame(frame, this.#sync, this.#presence, (id) => this.conversations.replica(id)),
      onRevoked: () => void this.session.revoked(),
      onRetry: () => this.#tabs.nudge(),
    })
  }

  #tabGroup(tabs: BrowserTabs | undefined, webSocket: WebSocketConstructor): TabGroup {
    const clock = this.#clock
    return new TabGroup({
      tabs,
      apiUrl: this.apiUrl,
      clock,
      own: lineTo({
        http: this.#http,
        webSocket,
        clock,
        storage: this.#storage,
        token: () => this.session.token(),
      }),
      // Storage of its own has messages of its own, which no other tab knows.
      onLead: (leads) => this.#setSender(leads || !this.#storage.shared),
      onOutbox: (news) => this.#storage.shared && this.outbox.heard(news),
      onUpload: (news) => this.#storage.shared && this.attachments.uploads.heard(news),
      onNudge: () => this.connection.retryNow({ told: true }),
      onSignedOut: (reason) => void this.#endedElsewhere(reason),
    })
  }

  #setSender(sends: boolean): void {
    void this.outbox.setSender(sends)
    void this.attachments.uploads.setSender(sends)
  }

  /** What this tab wrote last may have come after the other had cleared up. */
  async #endedElsewhere(reason?: 'expired' | 'revoked'): Promise<void> {
    if (this.#me) await this.#wipe(this.#me.id)
    await this.session.endedElsewhere(reason)
  }

  #contextWith(clock: Clock, random: () => number): Context {
    return {
      http: this.#http,
      clock,
      random,
      sync: this.#sync,
      outbox: this.outbox,
      attachments: this.attachments,
      drafts: this.#drafts,
      me: () => this.#me ?? NOBODY,
      send: (frame) => this.connection.send(frame),
      announce: (message) => this.#announce(message),
    }
  }

  #sessionChanged(state: SessionState): void {
    const former = this.#me
    if (state.status === 'signed_in') {
      this.#me = state.user
      if (state.user.id !== former?.id) void this.#start(state.user.id)
    } else if (former) {
      this.#stop(state.status === 'signed_out' ? state.reason : undefined)
      this.#me = undefined
    }
  }

  /** Another user may have been signed in until now. */
  async #start(user_id: string): Promise<void> {
    this.#claim.release()
    this.connection.disconnect()
    this.outbox.unload()
    this.attachments.unload()
    this.#drafts.unload()
    this.saved.clear()
    this.conversations.clear()
    const epoch = await this.#storage.get<string>('session', `epoch ${user_id}`)
    const snapshots = await this.#cache.load(user_id, epoch)
    // Messages that wait for their files ask for them at once.
    await this.attachments.uploads.load(user_id)
    await Promise.all([this.outbox.load(user_id), this.#drafts.load(user_id)])
    if (this.#me?.id !== user_id) return
    this.#sync.expectEpoch(epoch)
    this.conversations.start(snapshots)
    this.#tabs.enter(user_id)
    this.#claim.take(user_id)
    this.connection.connect(user_id)
    this.#stopActivity()
    this.#stopActivity = watchActivity(
      this.#clock,
      (state) => void this.connection.send({ type: 'activity', state }),
    )
  }

  #stop(reason: 'expired' | 'revoked' | undefined): void {
    this.#claim.release()
    this.#stopActivity()
    this.connection.disconnect(reason === 'expired' ? 'unauthorized' : reason)
    this.#tabs.leave()
    this.outbox.unload()
    this.attachments.unload()
    this.#drafts.unload()
    this.saved.clear()
    this.conversations.clear()
    this.#cache.unload()
    // A device that was locked out from afar may be in other hands.
    if (reason === 'revoked' && this.#me) void this.#cache.wipe(this.#me.id)
    this.#presence.clear()
  }

  async #hello(frame: HelloFrame): Promise<void> {
    const user_id = this.#me?.id
    this.attachments.limit(frame.limits['upload_bytes'])
    this.conversations.watch()
    const caughtUp = this.#sync.hello(frame)
    this.outbox.resubmit()
    await caughtUp
    await this.#storage.put('session', `epoch ${user_id}`, frame.epoch).catch(() => {})
  }

  #connectionChanged(): void {
    const online = isOnline(this.connection.state.get())
    this.outbox.setOnline(online)
    this.attachments.uploads.setOnline(online)
    if (online) this.#resume()
    else if (this.connection.state.get().status === 'offline') this.#presence.clear()
  }

  #resume(): void {
    this.conversations.resume()
    this.saved.resume()
  }

  #announce(message: Message): void {
    const frame = toPlain(message)
    eventBus.emit('websocket-message', frame)
    if (this.#me) inbox().emit(this.#me.id, frame)
  }
}
