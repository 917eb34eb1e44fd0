// Keeps the outbox items: in memory, on disk, and equal in every tab.
import type { Clock } from '../core/clock.ts'
import type { ClientStorage } from '../core/storage.ts'
import { changeItem, type ItemEvent } from './change-item.ts'
import { hasPendingChange, toPersistentItem, type OutboxItem } from './outbox-item.ts'

/** The arguments of `tell`. */
type NewsArguments = readonly [user_id: string, news: ItemNews]

/** The newest state of an item; without `item` it is gone. */
export interface ItemNews {
  id: string
  item?: OutboxItem
}

export interface OutboxStoreOptions {
  storage: ClientStorage
  clock: Clock
  /** Tells the other tabs. */
  tell: (user_id: string, news: ItemNews) => unknown
  onRemove: (item: OutboxItem) => void
}

/** Acknowledged items are kept this long, to be sent again if the server comes back from a backup. */
const KEEP_MS = 10 * 60_000

export class OutboxStore {
  readonly #clock: Clock
  readonly #storage: ClientStorage
  readonly #tell: OutboxStoreOptions['tell']
  readonly #onRemove: OutboxStoreOptions['onRemove']
  readonly #items = new Map<string, OutboxItem>()
  /** By id, the news that the other tabs hear after the write. */
  readonly #untold = new Map<string, NewsArguments>()
  #lastPosition = 0
  #cancelPurge: (() => void) | undefined
  /** News is told in the order of the writes. */
  #saved: Promise<unknown> = Promise.resolve()

  constructor({ storage, clock, tell, onRemove }: OutboxStoreOptions) {
    this.#clock = clock
    this.#onRemove = onRemove
    this.#storage = storage
    this.#tell = tell
  }

  /** Resolves when all items so far are on disk. */
  get saved(): Promise<unknown> {
    return this.#saved
  }

  get(id: string): OutboxItem | undefined {
    return this.#items.get(id)
  }

  all(): OutboxItem[] {
    return [...this.#items.values()]
  }

  /** In the order of sending. */
  of(conversation_id: string): OutboxItem[] {
    return this.all()
      .filter((item) => item.conversation_id === conversation_id)
      .sort(inOrder)
  }

  /** A position after all others, in other tabs too as far as clocks agree. */
  nextPosition(): number {
    return (this.#lastPosition = Math.max(this.#lastPosition + 1, this.#clock.now()))
  }

  /** Items that are on disk and unknown here, or taken back or tried there, in the order of sending. */
  async findMissed(user_id: string): Promise<OutboxItem[]> {
    await this.#saved
    const kept = await this.#storage.list<OutboxItem>('outbox', `${user_id}/`)
    const isNews = ({ id, undone, tried }: OutboxItem) => {
      const ours = this.#items.get(id)
      return !ours || (undone && !ours.undone) || (tried && !ours.tried)
    }
    return kept.filter(isNews).sort(inOrder)
  }

  /** Takes an item that is already on disk, or came from another tab. */
  hold(item: OutboxItem): void {
    this.#items.set(item.id, item)
    this.#lastPosition = Math.max(this.#lastPosition, item.position)
  }

  /** Takes another tab's news; returns its conversation. */
  applyNews({ id, item }: ItemNews): string | undefined {
    const ours = this.#items.get(id)
    if (!item) this.#items.delete(id)
    else {
      const now = (ours && changeItem(ours, { type: 'heard', theirs: item })) ?? item
      this.hold(now)
      // The other tab read an older state from disk.
      if (now !== item && item.status === 'queued') this.tell(now)
    }
    return (item ?? ours)?.conversation_id
  }

  /** Tells the other tabs all pending news at once: in the order of writing, each once. */
  tellAll(): void {
    const all = [...this.#untold.values()]
    this.#untold.clear()
    for (const [user_id, news] of all) this.#tell(user_id, news)
  }

  /** Tells the other tabs the state here. */
  tell(item: OutboxItem): void {
    this.#tell(item.user_id, { id: item.id, item })
  }

  put(item: OutboxItem): void {
    this.hold(item)
    const { user_id, id } = item
    this.#save(user_id, { id, item }, () =>
      this.#storage.put('outbox', `${user_id}/${id}`, toPersistentItem(item)),
    )
  }

  /** Applies the event to the item and keeps or removes it. */
  change(item: OutboxItem, event: ItemEvent): void {
    const next = changeItem(item, event)
    if (!next) void this.remove(item)
    else if (next !== item) this.put(next)
    if (next?.status === 'acknowledged') this.purgeLater()
  }

  async remove(item: OutboxItem): Promise<void> {
    const { id, user_id } = item
    this.#items.delete(id)
    this.#onRemove(item)
    this.#save(user_id, { id }, () => this.#storage.delete('outbox', `${user_id}/${id}`))
    await this.#saved
  }

  /** Removes items acknowledged long ago, now and from time to time; does not wait. */
  purge(): void {
    const now = this.#clock.now()
    const sent = this.all().filter(({ status }) => status === 'acknowledged')
    // A clock set back makes ages negative; such an item is kept for one more full time at most.
    const old = sent.filter(
      (item) => !hasPendingChange(item) && Math.abs(now - (item.acknowledged_at ?? now)) >= KEEP_MS,
    )
    for (const item of old) void this.remove(item)
    if (sent.length > old.length) this.purgeLater()
  }

  purgeLater(): void {
    this.#cancelPurge ??= this.#clock.after(KEEP_MS, () => {
      this.#cancelPurge = undefined
      this.purge()
    })
  }

  clear(): void {
    this.#cancelPurge?.()
    this.#cancelPurge = undefined
    this.#items.clear()
  }

  /**
   * A failed write must not keep a message from being sent. A write does not wait for the one before, because
   * the page may close at any moment; the storage keeps their order. An item that was written again meanwhile
   * is not told: another tab may have heard of it and finished it.
   */
  #save(user_id: string, news: ItemNews, write: () => Promise<void>): void {
    const told: NewsArguments = [user_id, news]
    this.#untold.set(news.id, told)
    const written = write().catch(() => {})
    this.#saved = this.#saved
      .then(() => written)
      .then(() => {
        if (this.#untold.get(news.id) !== told) return
        this.#untold.delete(news.id)
        this.#tell(...told)
      })
  }
}

const inOrder = (a: OutboxItem, b: OutboxItem): number => a.position - b.position || (a.id < b.id ? -1 : 1)
