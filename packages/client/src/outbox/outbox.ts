// Messages on their way: kept until the server has them on disk, sent in order, once, and only as their author.
// Every tab shows the same; one of them sends.
import type { Message, Window } from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import type { Clock } from '../core/clock.ts'
import type { ApiError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import { filesState, withoutFile, type OutboxFiles } from './outbox-files.ts'
import { inTurn, perhapsTried, queued, rewritten, surelyUntried, type OutboxItem } from './outbox-item.ts'
import { OutboxPurge } from './outbox-purge.ts'
import { OutboxShelf, type ShelfNews } from './outbox-shelf.ts'
import { OutboxLanes, type Lane } from './outbox-lanes.ts'
import { nextToSend } from './outbox-next.ts'
import { OutboxSending } from './outbox-sending.ts'
import { counted, NOTHING, sameCounts, type OutboxState } from './outbox-state.ts'
import type { ClientStorage } from '../core/storage.ts'
import { Cell, type Store } from '../core/store.ts'
import { uuidv7 } from '../core/uuid.ts'

export interface OutboxOptions {
  http: Http
  clock: Clock
  random: () => number
  storage: ClientStorage
  /** The log as last heard of. */
  epoch?: () => string | undefined
  /** Taken before a request; hands its window to sync. */
  receiver: () => (window: Window) => void
  onChange: (conversation_id: string) => void
  files?: OutboxFiles
  /** Tells the other tabs. */
  tell?: (user_id: string, news: ShelfNews) => void
}

/** While offline it is only tried now and then: the socket may be blocked where HTTP is not. */
const OFFLINE_ATTEMPT = 5

export class Outbox {
  readonly #options: OutboxOptions
  readonly #shelf: OutboxShelf
  readonly #purge: OutboxPurge
  readonly #sending: OutboxSending
  readonly #lanes = new OutboxLanes()
  readonly #state = new Cell(NOTHING)
  readonly state: Store<OutboxState> = this.#state
  #user_id: string | undefined
  #loaded = false
  #online = false
  #sends = true
  #turn = 0

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#shelf = new OutboxShelf({
      storage: options.storage,
      tell: (user_id, news) => this.#loaded && options.tell?.(user_id, news),
      onRemove: ({ uploads = [], status }) => options.files?.drop(uploads, status === 'acknowledged'),
    })
    this.#purge = new OutboxPurge(this.#shelf, options.clock)
    this.#sending = new OutboxSending({
      options,
      shelf: this.#shelf,
      purge: this.#purge,
      confirm: (messages, epoch) => this.confirm(messages, epoch),
      resubmit: () => this.resubmit(),
    })
  }

  /** Takes up what this user left unsent. */
  async load(user_id: string): Promise<void> {
    this.unload()
    this.#user_id = user_id
    const kept = await this.#shelf.missed(user_id)
    if (this.#user_id !== user_id || this.#loaded) return
    const early = this.#shelf.all()
    this.#loaded = true
    for (const item of kept) {
      this.#shelf.hold(item)
      // Whoever wrote it may have died before anybody heard of it.
      if (item.status === 'queued' || item.undone) this.#shelf.tell(item)
    }
    for (const item of early) this.#shelf.put({ ...item, position: this.#nextPosition() })
    for (const { id, uploads = [] } of this.#shelf.all()) this.#options.files?.hand(id, uploads)
    this.#purge.run()
    this.#allChanged()
  }

  /** Stops sending and forgets; what is stored stays for its author. */
  unload(): void {
    this.#purge.stop()
    this.#shelf.clear()
    this.#lanes.clear()
    this.#user_id = undefined
    this.#loaded = false
    this.#state.set(NOTHING)
  }

  /** Removes copies of what was sent; called at sign-out. Unsent messages stay for their author: answers their files. */
  async wipeSent(user_id: string): Promise<string[]> {
    await this.#shelf.saved
    const kept = [...this.#shelf.all(), ...(await this.#shelf.missed(user_id))]
    for (const item of kept) if (item.status === 'acknowledged') await this.#shelf.remove(item)
    return kept.flatMap(({ status, uploads = [] }) => (status === 'acknowledged' ? [] : uploads))
  }

  setOnline(online: boolean): void {
    this.#online = online
    if (online) for (const [conversation_id, lane] of this.#lanes.all) this.#runNow(conversation_id, lane)
  }

  /** Of all tabs one sends. Who begins to first learns what the former left. */
  async setSender(sends: boolean): Promise<void> {
    const user_id = this.#user_id
    const turn = ++this.#turn
    if (!sends || this.#sends || user_id === undefined || !this.#loaded) return void (this.#sends = sends)
    const missed = await this.#shelf.missed(user_id)
    if (turn !== this.#turn || this.#user_id !== user_id) return
    for (const item of missed) this.#shelf.heard({ id: item.id, item })
    this.#sends = true
    this.resubmit()
    this.#allChanged()
  }

  /** Another tab changed an item. */
  heard({ id, item: theirs }: ShelfNews): void {
    const item = theirs && this.#sends ? surelyUntried(this.#shelf.get(id), theirs) : theirs
    const conversation_id = this.#loaded ? this.#shelf.heard({ id, ...(item && { item }) }) : undefined
    if (conversation_id === undefined) return
    if (item?.status === 'acknowledged') this.#purge.later()
    this.#changed(conversation_id)
  }

  /** Takes a message and returns its id, which it keeps for ever. */
  add(conversation_id: string, body: OutboxItem['body'], uploads: readonly string[] = []): string {
    return this.#take(conversation_id, { body, ...(uploads.length > 0 && { uploads }) })
  }

  /** Takes an action on a card, to be done in its turn; what failed of that card before is given up. */
  act(conversation_id: string, action: NonNullable<OutboxItem['action']>): string {
    const others = this.#shelf.of(conversation_id).filter((item) => item.action?.card_id === action.card_id)
    for (const item of others) if (item.status === 'failed') void this.#shelf.remove(item)
    return this.#take(conversation_id, { body: { content: '' }, action: inTurn(action, others) })
  }

  #take(conversation_id: string, what: Pick<OutboxItem, 'body' | 'action' | 'uploads'>): string {
    const { clock } = this.#options
    if (this.#user_id === undefined) throw new Error('Nobody is signed in.')
    const id = uuidv7(clock)
    const made = { id, user_id: this.#user_id, conversation_id, created_at: clock.now(), ...what }
    this.#shelf.put({ ...made, position: this.#nextPosition(), status: 'queued' })
    this.#options.files?.hand(id, what.uploads ?? [])
    this.#changed(conversation_id)
    return id
  }

  /** Tries a failed, held or waiting message again now; it keeps its place. */
  retry(id: string): void {
    const item = this.#unsent(id)
    if (!item || item.status === 'sending') return
    this.#options.files?.retry(item.uploads ?? [])
    if (item.status === 'failed' || item.held) this.#shelf.put({ ...queued(item), held: false })
    this.#runNow(item.conversation_id, this.#lanes.of(item.conversation_id))
    this.#changed(item.conversation_id)
  }

  /** Gives a message that was not sent yet other content; false when there is no such message. */
  edit(id: string, content: string): boolean {
    const item = this.#unsent(id)
    if (!item) return false
    this.#wish({ ...rewritten(this.#asKnown(item), content), ...(item.held ? { held: false } : {}) })
    this.#changed(item.conversation_id)
    return true
  }

  /** Gives up one file of a message that is not on its way, and the message when there is nothing else to it. */
  discardFile(id: string, upload_id: string): void {
    const item = this.#unsent(id)
    if (!item || item.status === 'sending' || !item.uploads?.includes(upload_id)) return
    const rest = withoutFile(item, upload_id)
    if (!rest) return this.discard(id)
    this.#shelf.put(rest)
    this.#options.files?.drop([upload_id], false)
    this.#changed(item.conversation_id)
  }

  /** Files of its messages came further. */
  filesChanged(conversation_id: string): void {
    if (this.#shelf.of(conversation_id).some(({ uploads }) => uploads)) this.#changed(conversation_id)
  }

  /** Gives up a message that has not arrived. */
  discard(id: string): void {
    const item = this.#unsent(id)
    if (item) this.#giveUp(item)
  }

  /** Takes back a message that was just sent: it goes, or is deleted once it has arrived. False when it is not known. */
  takeBack(id: string): boolean {
    const item = this.#shelf.get(id)
    this.#options.files?.giveBack(item?.uploads ?? [])
    if (!item) return false
    this.#giveUp(item)
    return true
  }

  /** Stored messages, by answer or by socket: what is among them needs no more sending. `epoch`: the log they are in. */
  confirm(messages: readonly Message[], epoch = this.#options.epoch?.()): void {
    for (const message of messages) {
      const item = this.#shelf.get(message.id)
      // What was deleted must not come back with an older log.
      if (item?.status === 'acknowledged') {
        if (message.deleted_at) void this.#shelf.remove(item)
      } else if (item) {
        this.#sending.acknowledge(item, message, epoch)
        this.#changed(item.conversation_id)
      }
    }
  }

  /** The log may be another than the one in which items were acknowledged: they may be missing in it. */
  resubmit(): void {
    const epoch = this.#options.epoch?.()
    if (!this.#sends || epoch === undefined) return
    this.#purge.run()
    const stale = this.#shelf.all().filter((item) => item.status === 'acknowledged' && item.epoch !== epoch)
    for (const item of stale) this.#shelf.put({ ...queued(item), again: epoch })
    if (stale.length > 0) this.#allChanged()
  }

  /** Items of a conversation in the order of sending, acknowledged ones included. */
  of(conversation_id: string): OutboxItem[] {
    return this.#shelf.of(conversation_id)
  }

  #giveUp(item: OutboxItem): void {
    if (item.status === 'failed') void this.#shelf.remove(item)
    else this.#wish({ ...this.#asKnown(item), undone: true })
    this.#changed(item.conversation_id)
  }

  #asKnown(item: OutboxItem): OutboxItem {
    return this.#sends ? item : perhapsTried(item)
  }

  /**
   * Whether it is on the wire by now only the tab that sends knows. It hears at once, in case this one is closed, and not
   * before what was written earlier.
   */
  #wish(item: OutboxItem): void {
    this.#shelf.put(item)
    this.#shelf.tellAll()
  }

  #unsent(id: string): OutboxItem | undefined {
    const item = this.#shelf.get(id)
    return item?.status === 'acknowledged' ? undefined : item
  }

  #nextPosition(): number {
    return this.#shelf.nextPosition(this.#options.clock.now())
  }

  #allChanged(): void {
    const conversations = new Set(this.#shelf.all().map(({ conversation_id }) => conversation_id))
    for (const conversation_id of conversations) this.#changed(conversation_id)
  }

  #changed(conversation_id: string): void {
    this.#run(conversation_id)
    const next = counted(this.#shelf.all())
    if (!sameCounts(next, this.#state.get())) this.#state.set(next)
    this.#options.onChange(conversation_id)
  }

  #runNow(conversation_id: string, lane: Lane): void {
    lane.cancelWait?.()
    lane.cancelWait = undefined
    lane.attempt = 0
    this.#run(conversation_id, true)
  }

  #run(conversation_id: string, now = this.#online): void {
    const lane = this.#lanes.of(conversation_id)
    if (!this.#loaded || !this.#sends || lane.busy || lane.cancelWait) return
    const next = nextToSend(this.#shelf.of(conversation_id), this.#options.clock.now(), this.#shelf)
    const item = this.#withFiles(next)
    if (!item) return
    if (!now) return this.#wait(conversation_id, lane, backoffMs(OFFLINE_ATTEMPT, this.#options.random))
    lane.busy = true
    void this.#send(item, lane)
  }

  /** As it is to be sent; nothing while its files are on their way. One whose file failed lets the next go. */
  #withFiles(item: OutboxItem | undefined): OutboxItem | undefined {
    if (!item) return undefined
    const files = filesState(item, this.#options.files)
    if (files.is === 'ready') return { ...item, body: { ...item.body, ...files.body } }
    if (files.is === 'failed') {
      this.#shelf.put({ ...item, status: 'failed', failure: files.failure })
      this.#changed(item.conversation_id)
    }
    return undefined
  }

  #wait(conversation_id: string, lane: Lane, delayMs: number): void {
    lane.cancelWait = this.#options.clock.after(delayMs, () => {
      lane.cancelWait = undefined
      this.#run(conversation_id, true)
      this.#options.onChange(conversation_id)
    })
  }

  async #send(item: OutboxItem, lane: Lane): Promise<void> {
    const { user_id, conversation_id } = item
    const obstacle = await this.#sending.send(item)
    if (obstacle) this.#waitAfter(obstacle, conversation_id, lane)
    else lane.attempt = 0
    lane.busy = false
    if (this.#user_id === user_id && this.#loaded) this.#changed(conversation_id)
  }

  #waitAfter({ problem }: ApiError, conversation_id: string, lane: Lane): void {
    const delayMs = backoffMs(lane.attempt++, this.#options.random)
    this.#wait(conversation_id, lane, Math.max(delayMs, problem.retry_after_ms ?? 0))
  }
}
