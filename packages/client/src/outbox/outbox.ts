// Messages that the server does not have yet: kept until it has them on disk, sent in order, once, and only as
// their author. Every tab shows the same; one of them sends.
import type { Message, OwnWindow, PatchOwnSettings, Receipt } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import type { Emits } from '../core/emitter.ts'
import { signedOutError, type ApiError } from '../core/errors.ts'
import { failureError } from '../core/send-failure.ts'
import { sameFields } from '../core/same-fields.ts'
import type { ClientStorage } from '../core/storage.ts'
import { Cell, type Store } from '../core/store.ts'
import { uuidv7 } from '../core/uuid.ts'
import type { Http } from '../http/http.ts'
import type { MessageFiles } from '../uploads/message-files.ts'
import { markUntried } from './change-item.ts'
import { ForeignRefusals } from './foreign-refusals.ts'
import {
  countItems,
  isOnlyFile,
  isOwn,
  mayHaveCaller,
  NOTHING,
  queueAction,
  type MessageChange,
  type OutboxItem,
  type OutboxState,
} from './outbox-item.ts'
import { OutboxSender, type Log } from './outbox-sender.ts'
import { OutboxStore, type ItemNews } from './outbox-store.ts'
import { WaitingCallers } from './waiting-callers.ts'

export interface OutboxOptions {
  http: Http
  clock: Clock
  random: () => number
  storage: ClientStorage
  log: Log
  files?: Pick<MessageFiles, 'filesOf' | 'hand' | 'retry' | 'again' | 'giveBack' | 'drop'>
  events: Emits<OutboxEvents>
}

export interface OutboxEvents {
  /** The items of this conversation changed. */
  items_changed: string
  /** News for the other tabs. */
  item_news: { user_id: string; news: ItemNews }
  /** The server has a receipt, and counts the unread messages. Without one it refused it: `error` unless told to its caller. */
  receipt_answered: { conversation_id: string; receipt?: Receipt; error?: ApiError }
  /** The server refused what a person set in an earlier visit, or in a tab that is gone: nobody waits for the answer. */
  own_refused: { conversation_id: string; error: ApiError }
  /** The server has a setting of the person. */
  own_answered: OwnWindow
}

export class Outbox {
  readonly #options: OutboxOptions
  readonly #store: OutboxStore
  readonly #sender: OutboxSender
  readonly #callers = new WaitingCallers()
  readonly #foreign: ForeignRefusals
  readonly #state = new Cell(NOTHING)
  readonly state: Store<OutboxState> = this.#state
  #user_id: string | undefined
  #turn = 0

  constructor(options: OutboxOptions) {
    const { http, clock, random, storage, log, files, events } = options
    this.#options = options
    this.#store = new OutboxStore({
      storage,
      clock,
      tell: (user_id, news) => this.#sender.started && events.emit('item_news', { user_id, news }),
      onRemove: ({ uploads = [], status }) => files?.drop(uploads, status === 'acknowledged'),
    })
    this.#foreign = new ForeignRefusals(clock, (id) => {
      const item = this.#store.get(id)
      if (item) this.#show(item.conversation_id)
    })
    this.#sender = new OutboxSender({
      ...{ http, clock, random, log, files, store: this.#store },
      onChange: (conversation_id) => this.#show(conversation_id),
      onRead: (conversation_id, receipt) => events.emit('receipt_answered', { conversation_id, receipt }),
      onOwn: (window) => events.emit('own_answered', window),
    })
  }

  /** Takes items of this user from now on; they are sent when what the device has is loaded. */
  enter(user_id: string): void {
    this.unload()
    this.#user_id = user_id
  }

  /** Loads the unsent items of this user. */
  async load(user_id: string): Promise<void> {
    if (this.#user_id !== user_id || this.#sender.started) this.enter(user_id)
    const kept = await this.#store.findMissed(user_id)
    if (this.#user_id !== user_id || this.#sender.started) return
    const early = this.#store.all()
    this.#sender.start(user_id)
    for (const item of kept) {
      this.#store.hold(item)
      // The tab that wrote it may have died before it told the others.
      if (item.status === 'queued' || item.undone) this.#store.tell(item)
    }
    for (const item of early)
      this.#store.change(item, { type: 'placed', position: this.#store.nextPosition() })
    for (const { id, uploads = [] } of this.#store.all()) this.#options.files?.hand(id, uploads)
    this.#store.purge()
    this.#sender.allChanged()
    // What lies in a storage that is silent is taken up when it answers.
    void this.#options.storage.silence?.then(() => this.#takeUp(user_id))
  }

  /** Stops sending and forgets the items; those on disk stay for their author. */
  unload(): void {
    this.#store.clear()
    this.#callers.clear()
    this.#foreign.keep(() => undefined)
    this.#sender.stop()
    this.#user_id = undefined
    this.#state.set(NOTHING)
  }

  /**
   * Removes copies of sent messages at sign-out. Unsent messages stay for their author; returns the ids of
   * their files.
   */
  async wipeSent(user_id: string): Promise<string[]> {
    await this.#store.saved
    const missed = await this.#store.findMissed(user_id)
    const kept = [...this.#store.all(), ...missed].filter((item) => item.user_id === user_id)
    for (const item of kept) if (item.status === 'acknowledged') await this.#store.remove(item)
    return kept.flatMap(({ status, uploads = [] }) => (status === 'acknowledged' ? [] : uploads))
  }

  setOnline(online: boolean): void {
    this.#sender.setOnline(online)
  }

  /** One of the tabs sends. A new sender first loads the items of the former one. */
  async setSender(sends: boolean): Promise<void> {
    const sender = this.#sender
    const user_id = this.#user_id
    const turn = ++this.#turn
    if (!sends || sender.sends || user_id === undefined || !sender.started) return void (sender.sends = sends)
    await this.#takeUp(user_id, () => {
      if (turn !== this.#turn) return
      sender.sends = true
      sender.resubmit()
    })
  }

  /** Takes what is on the device and unknown here. */
  async #takeUp(user_id: string, then = (): void => {}): Promise<void> {
    const missed = await this.#store.findMissed(user_id)
    if (this.#user_id !== user_id) return
    for (const item of missed) this.#store.applyNews({ id: item.id, item })
    then()
    this.#sender.allChanged()
  }

  /** Another tab changed an item. */
  applyNews({ id, item: theirs }: ItemNews): void {
    if (!this.#sender.started) return
    const item = theirs && this.#sender.sends ? markUntried(this.#store.get(id), theirs) : theirs
    const conversation_id = this.#store.applyNews({ id, ...(item && { item }) })
    if (conversation_id === undefined) return
    if (item?.status === 'acknowledged') this.#store.purgeLater()
    this.#sender.changed(conversation_id)
  }

  /** Takes a message and returns its id, which never changes. */
  add(conversation_id: string, body: OutboxItem['body'], uploads: readonly string[] = []): string {
    return this.#take(conversation_id, { body, ...(uploads.length > 0 && { uploads }) })
  }

  /** Takes an action on a card, to be sent in its turn; earlier failed actions on that card are dropped. */
  act(conversation_id: string, action: NonNullable<OutboxItem['action']>): string {
    const others = this.#store.of(conversation_id).filter((item) => item.action?.card_id === action.card_id)
    for (const item of others) if (item.status === 'failed') this.#store.change(item, { type: 'dropped' })
    return this.#take(conversation_id, { body: { content: '' }, action: queueAction(action, others) })
  }

  /**
   * Takes a change of a stored message, to be sent after the earlier ones; it survives a reload. Resolves when the
   * server has it. @throws ApiError when it was refused; it is dropped then. `AbortError` when it is discarded
   */
  async change(conversation_id: string, change: MessageChange): Promise<void> {
    if (this.#user_id === undefined) throw signedOutError()
    const id = this.#take(conversation_id, { body: { content: '' }, change })
    await this.#callers.wait(id)
  }

  /**
   * Takes a receipt, in place of older ones of the conversation that are not on their way. `onRefused`: called when
   * the server refused it.
   */
  read(conversation_id: string, read_seq: number, onRefused?: (error: unknown) => void): void {
    const others = this.#store.of(conversation_id).filter(isReading)
    if (this.#user_id === undefined || others.some(({ read }) => read && read.read_seq >= read_seq)) return
    const { epoch } = this.#options.log
    const id = this.#take(conversation_id, { body: { content: '' }, read: { read_seq, epoch } })
    if (onRefused) this.#callers.wait(id).catch(onRefused)
    for (const item of others) if (item.status !== 'sending') this.#store.change(item, { type: 'dropped' })
  }

  /**
   * Takes what the person sets for themselves; it survives a reload. Resolves when the server has it. @throws ApiError
   * when it was refused
   */
  async setOwn(conversation_id: string, patch: PatchOwnSettings): Promise<void> {
    if (this.#user_id === undefined) throw signedOutError()
    const { epoch } = this.#options.log
    await this.#callers.wait(this.#take(conversation_id, { body: { content: '' }, own: { patch, epoch } }))
  }

  /** The settings that wait for the server, in their order. */
  ownOf(conversation_id: string): OutboxItem[] {
    return this.#store.of(conversation_id).filter(({ own, status }) => own && status !== 'failed')
  }

  #take(
    conversation_id: string,
    what: Pick<OutboxItem, 'body' | 'action' | 'change' | 'read' | 'own' | 'uploads'>,
  ): string {
    const { clock, files } = this.#options
    if (this.#user_id === undefined) throw new Error('Nobody is signed in.')
    const id = uuidv7(clock)
    const made = { id, user_id: this.#user_id, conversation_id, created_at: clock.now(), ...what }
    this.#foreign.ask(id)
    this.#store.put({ ...made, position: this.#store.nextPosition(), status: 'queued' })
    files?.hand(id, what.uploads ?? [])
    this.#sender.changed(conversation_id)
    return id
  }

  /** Tries a failed, held or waiting message again now; it keeps its place. */
  retry(id: string): void {
    const item = this.#unsent(id)
    if (!item || item.status === 'sending') return
    this.#options.files?.retry(item.uploads ?? [])
    this.#store.change(item, { type: 'retried' })
    this.#sender.runNow(item.conversation_id)
    this.#sender.changed(item.conversation_id)
  }

  /** Lets the later messages pass one that something on the way refuses; `retry` queues it again. */
  setAside(id: string): void {
    const item = this.#unsent(id)
    if (!item) return
    this.#store.change(item, { type: 'set_aside' })
    this.#sender.runNow(item.conversation_id)
    this.#sender.changed(item.conversation_id)
  }

  /** Changes the content of an unsent message; false if there is no such message. */
  edit(id: string, content: string, mentions?: readonly string[]): boolean {
    const item = this.#unsent(id)
    if (!item) return false
    this.#store.change(item, { type: 'edited', content, mentions, sends: this.#sender.sends })
    this.#pendingChanged(item)
    return true
  }

  /** Removes one file from a message that is not being sent, and the message if nothing else is in it. */
  discardFile(id: string, upload_id: string): void {
    const item = this.#unsent(id)
    if (!item || item.status === 'sending' || !item.uploads?.includes(upload_id)) return
    if (isOnlyFile(item, upload_id)) return this.#giveUp(item)
    this.#store.change(item, { type: 'file_discarded', upload_id })
    this.#options.files?.drop([upload_id], false)
    this.#sender.changed(item.conversation_id)
  }

  /** The files of its messages made progress. */
  filesChanged(conversation_id: string): void {
    if (this.#store.of(conversation_id).some(({ uploads }) => uploads)) this.#sender.changed(conversation_id)
  }

  /** Drops a message that has not arrived. */
  discard(id: string): void {
    const item = this.#unsent(id)
    if (!item) return
    this.#callers.giveUp(id)
    this.#giveUp(item)
  }

  /** Takes back a message that was just sent: drops it, or deletes it after arrival. False if it is unknown. */
  takeBack(id: string): boolean {
    const item = this.#store.get(id)
    void this.#options.files?.giveBack(item?.uploads ?? [])
    if (!item) return false
    this.#giveUp(item)
    return true
  }

  /** The result of this change is shown: nothing has to stand for it any more. */
  forgetChange(id: string): void {
    const item = this.#store.get(id)
    if (item?.change && item.status === 'acknowledged') this.#store.change(item, { type: 'dropped' })
  }

  /** Stored messages, from an answer or the socket: their items are done. */
  confirm(messages: readonly Message[]): void {
    this.#sender.confirm(messages)
  }

  /** The log may differ from the one in which items were acknowledged: it may lack them. */
  resubmit(): void {
    this.#sender.resubmit()
  }

  /** Items of a conversation in the order of sending, acknowledged ones included, without what is its author's own. */
  of(conversation_id: string): OutboxItem[] {
    return this.#store
      .of(conversation_id)
      .filter((item) => !isOwn(item))
      .map((item) => (this.#foreign.isOpen(item.id) ? withoutRefusal(item) : item))
  }

  /** How far the receipt goes that waits for the server. */
  readSeq(conversation_id: string): number {
    const waiting = this.#store.of(conversation_id).filter(isReading)
    return Math.max(0, ...waiting.map(({ read }) => read?.read_seq ?? 0))
  }

  #giveUp(item: OutboxItem): void {
    this.#store.change(item, { type: 'taken_back', sends: this.#sender.sends })
    if (item.status === 'failed') this.#sender.changed(item.conversation_id)
    else this.#pendingChanged(item)
  }

  /**
   * Only the sending tab knows whether the item is on the wire. It hears at once, in case this tab closes, and
   * not before earlier writes.
   */
  #pendingChanged({ conversation_id }: OutboxItem): void {
    this.#store.tellAll()
    this.#sender.changed(conversation_id)
  }

  #unsent(id: string): OutboxItem | undefined {
    const item = this.#store.get(id)
    return item?.status === 'acknowledged' ? undefined : item
  }

  #show(conversation_id: string): void {
    const next = countItems(this.#store.all())
    if (!sameFields(next, this.#state.get())) this.#state.set(next)
    const told = this.#callers.tell((id) => this.#store.get(id))
    this.#foreign.keep((id) => this.#store.get(id)?.status)
    const refused = this.#store
      .of(conversation_id)
      .filter((item) => mayHaveCaller(item) && item.status === 'failed')
    const fresh = refused.filter((item) => this.#isForeign(item) && this.#foreign.begin(item.id))
    const untold = refused.filter((item) => isOwn(item) && this.#isMineToTell(item))
    // Who asked may be in another tab, which has to hear of the refusal before the end.
    if (refused.length > 0) this.#store.tellAll()
    for (const item of [...told, ...untold]) this.#store.change(item, { type: 'dropped' })
    const [reading] = untold.filter((item) => item.read && !told.includes(item))
    const error = reading && failureError(reading.failure)
    if ([...untold, ...fresh].some(({ read }) => read))
      this.#options.events.emit('receipt_answered', { conversation_id, ...(error && { error }) })
    this.#options.events.emit('items_changed', conversation_id)
    for (const item of untold)
      if (item.own && !told.includes(item))
        this.#options.events.emit('own_refused', { conversation_id, error: failureError(item.failure) })
  }

  /** Whether who asked for it may be in another tab. */
  #isForeign({ id }: OutboxItem): boolean {
    return this.#options.storage.shared && this.#foreign.isForeign(id)
  }

  /** Whether this tab tells of a refusal that no other tab tells of: of several, the one that sends. */
  #isMineToTell(item: OutboxItem): boolean {
    return !this.#isForeign(item) || (this.#sender.sends && !this.#foreign.isOpen(item.id))
  }
}

/** A receipt that may still arrive. */
const isReading = ({ read, status }: OutboxItem): boolean => read !== undefined && status !== 'failed'

/** As it was before, for as long as another tab may tell of its refusal. */
const withoutRefusal = ({ failure: _, ...item }: OutboxItem): OutboxItem => ({ ...item, status: 'sending' })
