// Sends the outbox: in each conversation one message after the other (MS1), and beside them one change of a
// stored message after the other, with a wait after failures.
import type { Message, OwnWindow, Receipt, Window } from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import type { Clock } from '../core/clock.ts'
import type { ApiError } from '../core/errors.ts'
import { BLOCKED_AFTER, toFailure } from '../core/send-failure.ts'
import { callSafely } from '../core/store.ts'
import type { Http } from '../http/http.ts'
import type { FilesState, MessageFiles } from '../uploads/message-files.ts'
import type { ItemEvent } from './change-item.ts'
import { isOwn, lacksFiles, targetOf, turnOf, type OutboxItem } from './outbox-item.ts'
import type { OutboxStore } from './outbox-store.ts'
import { sendItem, type Obstacle, type Outcome } from './send-item.ts'

/** The current log of changes; `Sync` implements it. */
export interface Log {
  /** The epoch last heard of. */
  readonly epoch: string | undefined
  /** Call it before a request; the result takes the window of the answer. */
  receiver(): (window: Window) => unknown
}

export interface OutboxSenderOptions {
  http: Http
  clock: Clock
  random: () => number
  log: Log
  files?: Pick<MessageFiles, 'filesOf' | 'again'> | undefined
  store: OutboxStore
  /** The items of this conversation changed. */
  onChange: (conversation_id: string) => void
  onRead: (conversation_id: string, receipt: Receipt) => void
  onOwn: (window: OwnWindow) => void
}

/** The state of sending in one conversation: its messages and actions, its changes of messages, its receipts, or its settings. */
interface SendState {
  readonly conversation_id: string
  /** It waits this long for more. */
  readonly pauseMs: number
  readonly takes: (item: OutboxItem) => boolean
  busy: boolean
  attempt: number
  cancelWait: (() => void) | undefined
}

/** While offline only every fifth attempt is made: the socket may be blocked while HTTP works. */
const OFFLINE_ATTEMPT = 5
/** Of the receipts that come within this time, only the newest is sent. */
const RECEIPT_MS = 300
const isChange = ({ change }: OutboxItem): boolean => change !== undefined
const isReceipt = ({ read }: OutboxItem): boolean => read !== undefined
const isSetting = ({ own }: OutboxItem): boolean => own !== undefined
const NO_FILES: FilesState = { is: 'ready', body: {} }

export class OutboxSender {
  readonly #options: OutboxSenderOptions
  readonly #store: OutboxStore
  readonly #lanes = new Map<string, readonly SendState[]>()
  #user_id: string | undefined
  #online = false
  /** One of the tabs sends. */
  sends = true

  constructor(options: OutboxSenderOptions) {
    this.#options = options
    this.#store = options.store
  }

  get started(): boolean {
    return this.#user_id !== undefined
  }

  /** Starts to send this user's items. */
  start(user_id: string): void {
    this.#user_id = user_id
  }

  stop(): void {
    this.#user_id = undefined
    for (const lane of [...this.#lanes.values()].flat()) lane.cancelWait?.()
    this.#lanes.clear()
  }

  setOnline(online: boolean): void {
    this.#online = online
    if (online) for (const conversation_id of this.#lanes.keys()) this.runNow(conversation_id)
  }

  /** Sends the next item of a conversation, unless it waits. */
  #run(lane: SendState, now = this.#online && lane.pauseMs === 0): void {
    if (!this.started || !this.sends || lane.busy || lane.cancelWait) return
    const item = this.#withFiles(this.#next(lane))
    if (!item) return
    if (!now)
      return this.#wait(lane, this.#online ? lane.pauseMs : backoffMs(OFFLINE_ATTEMPT, this.#options.random))
    lane.busy = true
    void this.#send(item, lane)
  }

  /** Sends the next items of a conversation without waiting. */
  runNow(conversation_id: string): void {
    for (const lane of this.#lanesOf(conversation_id)) {
      lane.cancelWait?.()
      lane.cancelWait = undefined
      lane.attempt = 0
      this.#run(lane, true)
    }
  }

  /** Stored messages: their items are done. `epoch`: the log they are in. */
  confirm(messages: readonly Message[], epoch = this.#options.log.epoch): void {
    for (const message of messages) {
      const item = this.#store.get(message.id)
      if (!item) continue
      const isNews = item.status !== 'acknowledged'
      this.#acknowledge(item, message, epoch)
      if (isNews) this.changed(item.conversation_id)
    }
  }

  /** The log may differ from the one in which items were acknowledged: it may lack them. */
  resubmit(): void {
    const { epoch } = this.#options.log
    if (!this.sends || epoch === undefined) return
    this.#store.purge()
    const foreign = this.#store.all().filter(({ read, own }) => (read ?? own ?? { epoch }).epoch !== epoch)
    for (const item of foreign) this.#store.change(item, { type: 'dropped' })
    const stale = this.#store.all().filter((item) => item.status === 'acknowledged' && item.epoch !== epoch)
    // A change is asked for once: the message may have changed again since.
    for (const item of stale)
      this.#store.change(item, item.change ? { type: 'dropped' } : { type: 'log_replaced', epoch })
    if (stale.length > 0) this.allChanged()
  }

  allChanged(): void {
    const conversations = new Set(this.#store.all().map(({ conversation_id }) => conversation_id))
    for (const conversation_id of conversations) this.changed(conversation_id)
  }

  /** The items of this conversation changed: sends what can be sent. */
  changed(conversation_id: string): void {
    for (const lane of this.#lanesOf(conversation_id)) this.#run(lane)
    this.#options.onChange(conversation_id)
  }

  #lanesOf(conversation_id: string): readonly SendState[] {
    const fresh = { conversation_id, pauseMs: 0, busy: false, attempt: 0, cancelWait: undefined }
    const lanes = this.#lanes.get(conversation_id) ?? [
      { ...fresh, takes: (item) => !isChange(item) && !isOwn(item) },
      { ...fresh, takes: isChange },
      { ...fresh, takes: isReceipt, pauseMs: RECEIPT_MS },
      { ...fresh, takes: isSetting },
    ]
    this.#lanes.set(conversation_id, lanes)
    return lanes
  }

  /**
   * The first item whose turn it is. Holds items that are too old and removes those taken back before they were
   * sent.
   */
  #next({ conversation_id, takes }: SendState): OutboxItem | undefined {
    const now = this.#options.clock.now()
    for (const item of this.#store.of(conversation_id).filter(takes)) {
      const turn = turnOf(item, now)
      if (turn === 'send') return item
      if (turn === 'drop') this.#store.change(item, { type: 'dropped' })
      if (turn === 'hold') this.#store.change(item, { type: 'held' })
    }
    return undefined
  }

  /**
   * The item to send; undefined while its files are being uploaded. An item with a failed file lets the next
   * one go.
   */
  #withFiles(item: OutboxItem | undefined): OutboxItem | undefined {
    if (!item) return undefined
    const files = this.#filesOf(item)
    if (files.is === 'ready') return { ...item, body: { ...item.body, ...files.body } }
    if (files.is === 'failed') {
      this.#store.change(item, { type: 'files_failed', failure: files.failure })
      this.changed(item.conversation_id)
    }
    return undefined
  }

  #filesOf({ uploads, body, conversation_id, status }: OutboxItem): FilesState {
    const { files } = this.#options
    const isToAsk = uploads && status !== 'acknowledged' && !body.attachment_ids && files
    return isToAsk ? files.filesOf(uploads, conversation_id) : NO_FILES
  }

  #wait(lane: SendState, delayMs: number): void {
    lane.cancelWait = this.#options.clock.after(delayMs, () => {
      lane.cancelWait = undefined
      this.#run(lane, true)
      this.#options.onChange(lane.conversation_id)
    })
  }

  async #send(item: OutboxItem, lane: SendState): Promise<void> {
    const { user_id, conversation_id } = item
    const obstacle = item.status === 'acknowledged' ? await this.#sendChange(item) : await this.#sendNew(item)
    if (obstacle) this.#waitAfter(obstacle, lane)
    else lane.attempt = 0
    lane.busy = false
    if (this.#user_id === user_id) this.changed(conversation_id)
  }

  /** Returns the error if another attempt is worthwhile. */
  async #sendNew(item: OutboxItem): Promise<ApiError | undefined> {
    const { http, log } = this.#options
    this.#store.change(item, { type: 'sending' })
    const receive = log.receiver()
    const { epoch } = log
    // Save first: after a crash a sent item must not look unsent.
    await this.#store.saved
    const outcome = await sendItem(http, item)
    if (outcome.is === 'read' || outcome.is === 'own') return this.#settled(item, outcome)
    if (outcome.is !== 'stored') return this.#failed(item, 'sending', outcome)
    const { window } = outcome
    this.confirm(window.messages, epoch)
    callSafely(() => receive(window))
    this.#acknowledgeOnCarrier(item.id, window, epoch)
    // The answer may be from a log that was replaced meanwhile: the new one may lack the item.
    if (epoch !== log.epoch) this.resubmit()
    return undefined
  }

  #settled(
    { id, conversation_id }: OutboxItem,
    outcome: Extract<Outcome, { is: 'read' | 'own' }>,
  ): undefined {
    const item = this.#store.get(id)
    // What is set is known before nothing stands for it any more.
    if (outcome.is === 'own') this.#options.onOwn(outcome.window)
    if (!item) return
    this.#store.change(item, { type: 'dropped' })
    if (outcome.is === 'read') this.#options.onRead(conversation_id, outcome.receipt)
  }

  /** An action or a change is stored in another message. Its author may have left meanwhile. */
  #acknowledgeOnCarrier(id: string, window: Window, epoch: string | undefined): void {
    const item = this.#store.get(id)
    const target = item && targetOf(item)
    if (!item || target === undefined) return
    const carrier = window.messages.find((message) => message.id === target)
    if (carrier) this.#acknowledge(item, carrier, epoch)
    // It was done already, so nothing has changed.
    else if (item.change) this.#store.change(item, { type: 'dropped' })
  }

  /** Sends the change that its author made while the message was being sent. */
  async #sendChange(item: OutboxItem): Promise<ApiError | undefined> {
    const { http, log } = this.#options
    const receive = log.receiver()
    const outcome = await sendItem(http, item)
    if (outcome.is === 'read' || outcome.is === 'own') return undefined
    if (outcome.is !== 'stored') return this.#failed(item, 'acknowledged', outcome)
    const { window } = outcome
    const now = this.#store.get(item.id)
    if (now) this.#store.change(now, { type: 'change_done', sent: item })
    this.confirm(window.messages)
    callSafely(() => receive(window))
    return undefined
  }

  /** Does nothing for an item that has changed its state meanwhile. */
  #failed({ id }: OutboxItem, status: OutboxItem['status'], outcome: Obstacle): ApiError | undefined {
    const item = this.#store.get(id)
    if (item?.status !== status) return undefined
    const { error } = outcome
    if (outcome.is === 'later') this.#store.change(item, this.#delay(item, error))
    else if (this.#sendsFilesAgain(item, error)) this.#store.change(item, { type: 'files_sent_again' })
    else this.#store.change(item, { type: 'refused', error })
    return outcome.is === 'later' ? error : undefined
  }

  /** It is tried again either way; a refusal that comes again and again is told. */
  #delay(item: OutboxItem, error: ApiError): ItemEvent {
    const { conversation_id } = item
    const attempt = this.#lanesOf(conversation_id).find((lane) => lane.takes(item))?.attempt ?? 0
    const isBlocked = !isOwn(item) && error.refused_on_way !== undefined && attempt + 1 >= BLOCKED_AFTER
    return isBlocked ? { type: 'blocked', failure: toFailure(error) } : { type: 'postponed' }
  }

  #sendsFilesAgain(item: OutboxItem, error: ApiError): boolean {
    return lacksFiles(item, error) && this.#options.files?.again(item.uploads ?? []) === true
  }

  #acknowledge(item: OutboxItem, message: Message, epoch: string | undefined): void {
    this.#store.change(item, { type: 'stored', message, at: this.#options.clock.now(), epoch })
  }

  #waitAfter({ problem }: ApiError, lane: SendState): void {
    const delayMs = backoffMs(lane.attempt++, this.#options.random)
    this.#wait(lane, Math.max(delayMs, problem.retry_after_ms ?? 0))
  }
}
