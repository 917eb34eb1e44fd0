// Messages on their way: kept until the server has them on disk, sent in order, once, and only as their author.
import { endpoints, type Message, type NewMessage, type Window } from '@lectern/protocol'
import { backoffMs } from './backoff.ts'
import type { Clock } from './clock.ts'
import { toApiError, type ApiError } from './errors.ts'
import type { Http } from './http.ts'
import { acknowledged, failed, persistent, queued, type OutboxItem } from './outbox-item.ts'
import type { ClientStorage } from './storage.ts'
import { Cell, type Store } from './store.ts'
import { uuidv7 } from './uuid.ts'

export interface OutboxOptions {
  http: Http
  clock: Clock
  random: () => number
  storage: ClientStorage
  /** Taken before a request; hands its window to sync. */
  receiver: () => (window: Window) => void
  onChange: (conversation_id: string) => void
}

interface Lane {
  busy: boolean
  attempt: number
  cancelWait: (() => void) | undefined
}

/** Acknowledged items are kept this long, to be sent again if the server comes back from a backup. */
const KEEP_MS = 10 * 60_000
/** While offline it is only tried now and then: the socket may be blocked where HTTP is not. */
const OFFLINE_ATTEMPT = 5

export class Outbox {
  readonly #options: OutboxOptions
  readonly #items = new Map<string, OutboxItem>()
  readonly #lanes = new Map<string, Lane>()
  readonly #state = new Cell<{ pending: number }>({ pending: 0 })
  /** How many messages are still to be sent. */
  readonly state: Store<{ pending: number }> = this.#state
  #user_id: string | undefined
  #loaded = false
  #online = false
  #lastPosition = 0
  #cancelPurge: (() => void) | undefined
  /** Writes go one after the other, so that the last state of an item is what a reload finds. */
  #saved: Promise<unknown> = Promise.resolve()

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  /** Takes up what this user left unsent. */
  async load(user_id: string): Promise<void> {
    this.unload()
    this.#user_id = user_id
    const kept = await this.#options.storage.list<OutboxItem>('outbox', `${user_id}/`)
    if (this.#user_id !== user_id || this.#loaded) return
    const early = [...this.#items.values()]
    for (const item of kept) {
      this.#items.set(item.id, item)
      this.#lastPosition = Math.max(this.#lastPosition, item.position)
    }
    for (const item of early) this.#put({ ...item, position: ++this.#lastPosition })
    this.#loaded = true
    this.#purge()
    for (const conversation_id of this.#conversations()) this.#changed(conversation_id)
  }

  /** Stops sending and forgets; what is stored stays for its author. */
  unload(): void {
    for (const lane of this.#lanes.values()) lane.cancelWait?.()
    this.#cancelPurge?.()
    this.#cancelPurge = undefined
    this.#items.clear()
    this.#lanes.clear()
    this.#user_id = undefined
    this.#loaded = false
    this.#state.set({ pending: 0 })
  }

  /** Removes copies of what was sent; called at sign-out. Unsent messages stay for their author. */
  async wipeSent(): Promise<void> {
    for (const item of this.#items.values()) if (item.status === 'acknowledged') await this.#remove(item)
  }

  setOnline(online: boolean): void {
    this.#online = online
    if (!online) return
    for (const [conversation_id, lane] of this.#lanes) this.#runNow(conversation_id, lane)
  }

  /** Takes a message and returns its id, which it keeps for ever. */
  add(conversation_id: string, body: Omit<NewMessage, 'id'>): string {
    const { clock } = this.#options
    if (this.#user_id === undefined) throw new Error('Nobody is signed in.')
    const id = uuidv7(clock)
    this.#put({
      id,
      user_id: this.#user_id,
      conversation_id,
      position: ++this.#lastPosition,
      body,
      created_at: clock.now(),
      status: 'queued',
    })
    this.#changed(conversation_id)
    return id
  }

  /** Tries a failed or waiting message again now; it keeps its place. */
  retry(id: string): void {
    const item = this.#items.get(id)
    if (!item || item.status === 'acknowledged' || item.status === 'sending') return
    if (item.status === 'failed') this.#put(queued(item))
    this.#runNow(item.conversation_id, this.#lane(item.conversation_id))
    this.#changed(item.conversation_id)
  }

  /** Gives up a message that is not on its way at this moment. */
  discard(id: string): void {
    const item = this.#items.get(id)
    if (!item || item.status === 'acknowledged' || item.status === 'sending') return
    void this.#remove(item)
    this.#changed(item.conversation_id)
  }

  /** Stored messages, by answer or by socket: what is among them needs no more sending. */
  confirm(messages: readonly Message[]): void {
    for (const message of messages) {
      const item = this.#items.get(message.id)
      if (!item || item.status === 'acknowledged') continue
      this.#acknowledge(item, message)
      this.#changed(item.conversation_id)
    }
  }

  /** The log was replaced by an older one: what was acknowledged lately may be missing in it. */
  resubmit(): void {
    this.#purge()
    for (const item of [...this.#items.values()]) if (item.status === 'acknowledged') this.#put(queued(item))
    for (const conversation_id of this.#conversations()) this.#changed(conversation_id)
  }

  /** Items of a conversation in the order of sending, acknowledged ones included. */
  of(conversation_id: string): OutboxItem[] {
    return [...this.#items.values()]
      .filter((item) => item.conversation_id === conversation_id)
      .sort((a, b) => a.position - b.position)
  }

  close(): void {
    this.unload()
  }

  #conversations(): Set<string> {
    return new Set([...this.#items.values()].map(({ conversation_id }) => conversation_id))
  }

  #changed(conversation_id: string): void {
    this.#run(conversation_id)
    const pending = [...this.#items.values()].filter(
      ({ status }) => status === 'queued' || status === 'sending',
    ).length
    if (pending !== this.#state.get().pending) this.#state.set({ pending })
    this.#options.onChange(conversation_id)
  }

  #lane(conversation_id: string): Lane {
    const lane = this.#lanes.get(conversation_id) ?? { busy: false, attempt: 0, cancelWait: undefined }
    this.#lanes.set(conversation_id, lane)
    return lane
  }

  #runNow(conversation_id: string, lane: Lane): void {
    lane.cancelWait?.()
    lane.cancelWait = undefined
    lane.attempt = 0
    this.#run(conversation_id, true)
  }

  #run(conversation_id: string, now = this.#online): void {
    const lane = this.#lane(conversation_id)
    const item = this.of(conversation_id).find(({ status }) => status === 'queued')
    if (!item || !this.#loaded || lane.busy || lane.cancelWait) return
    if (!now) return this.#wait(conversation_id, lane, backoffMs(OFFLINE_ATTEMPT, this.#options.random))
    lane.busy = true
    void this.#send(this.#put({ ...item, status: 'sending' }), lane)
  }

  #wait(conversation_id: string, lane: Lane, delayMs: number): void {
    lane.cancelWait = this.#options.clock.after(delayMs, () => {
      lane.cancelWait = undefined
      this.#run(conversation_id, true)
      this.#options.onChange(conversation_id)
    })
  }

  async #send(item: OutboxItem, lane: Lane): Promise<void> {
    const { http, receiver } = this.#options
    const { id, user_id, conversation_id, body } = item
    const receive = receiver()
    try {
      await this.#saved
      const answer = await http.call(endpoints.sendMessage, {
        params: { id: conversation_id },
        body: { id, ...body },
        as: user_id,
      })
      this.confirm(answer.window.messages)
      lane.attempt = 0
      lane.busy = false
      receive(answer.window)
    } catch (error) {
      lane.busy = false
      if (this.#items.get(id)?.status === 'sending') this.#failed(item, lane, toApiError(error))
    }
    if (this.#user_id === user_id && this.#loaded) this.#changed(conversation_id)
  }

  #acknowledge(item: OutboxItem, stored: Message): void {
    this.#put(acknowledged(item, stored, this.#options.clock.now()))
    this.#purgeLater()
  }

  #failed(item: OutboxItem, lane: Lane, error: ApiError): void {
    if (!error.transient) return void this.#put(failed(item, error))
    this.#put(queued(item))
    const delayMs = Math.max(
      backoffMs(lane.attempt++, this.#options.random),
      error.problem.retry_after_ms ?? 0,
    )
    this.#wait(item.conversation_id, lane, delayMs)
  }

  #purge(): void {
    const now = this.#options.clock.now()
    for (const item of [...this.#items.values()]) {
      const age = now - (item.acknowledged_at ?? now)
      // A clock set back makes ages negative; such an item is kept for another full time at most.
      if (item.status === 'acknowledged' && Math.abs(age) >= KEEP_MS) void this.#remove(item)
    }
    if ([...this.#items.values()].some(({ status }) => status === 'acknowledged')) this.#purgeLater()
  }

  #purgeLater(): void {
    this.#cancelPurge ??= this.#options.clock.after(KEEP_MS, () => {
      this.#cancelPurge = undefined
      this.#purge()
    })
  }

  #put(item: OutboxItem): OutboxItem {
    this.#items.set(item.id, item)
    this.#save((storage) => storage.put('outbox', `${item.user_id}/${item.id}`, persistent(item)))
    return item
  }

  async #remove(item: OutboxItem): Promise<void> {
    this.#items.delete(item.id)
    this.#save((storage) => storage.delete('outbox', `${item.user_id}/${item.id}`))
    await this.#saved
  }

  /** Failing to persist must not keep a message from being sent. */
  #save(write: (storage: ClientStorage) => Promise<void>): void {
    this.#saved = this.#saved.then(() => write(this.#options.storage)).catch(() => {})
  }
}
