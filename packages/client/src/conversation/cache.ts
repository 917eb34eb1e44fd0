// Keeps the last conversations on the device, so that a visit without a network begins where the last one
// ended. Each conversation has one record with rows, cursor and the log they belong to: none is ever stored
// without the others.
import type { Conversation } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import type { Positions } from './read-position.ts'
import type { ClientStorage } from '../core/storage.ts'
import type { LiveSegment } from '../timeline/timeline.ts'

/** A conversation as it was at `cursor`. */
export interface Snapshot {
  cursor: number
  conversation: Conversation
  /** The positions that the server is known to have; those of `conversation` may be higher. */
  known: Positions
  /** The number of unread messages was exact. */
  counted: boolean
  /** Its newest messages; absent if only the list is known. */
  live?: LiveSegment
}

interface StoredRecord extends Snapshot {
  user_id: string
  epoch: string
}

export interface CacheOptions {
  storage: ClientStorage
  clock: Clock
  /** The current log. */
  log: { readonly epoch: string | undefined }
  conversations: {
    snapshot(id: string): Snapshot | undefined
    /** Ids, latest activity first. */
    recent(): string[]
  }
}

/**
 * Changes are written together at this interval. A crash loses at most the changes of one interval, which are
 * then pulled again.
 */
const WRITE_MS = 1_000
const MAX_CONVERSATIONS = 50

export class Cache {
  readonly #options: CacheOptions
  readonly #dirty = new Set<string>()
  /** The ids on disk, and whether their records have messages. */
  readonly #kept = new Map<string, boolean>()
  #user_id: string | undefined
  #cancelTimer: (() => void) | undefined
  #written: Promise<void> = Promise.resolve()
  readonly #stopListening: () => void

  constructor(options: CacheOptions) {
    this.#options = options
    this.#stopListening = whenHidden(() => void this.flush())
  }

  /** Loads the records of this user and log and deletes the others. */
  async load(user_id: string, epoch: string | undefined): Promise<Snapshot[]> {
    this.unload()
    this.#user_id = user_id
    const all = await this.#options.storage.list<StoredRecord>('cache', '').catch(() => [])
    if (this.#user_id !== user_id) return []
    const useful = all.filter((kept) => kept.user_id === user_id && kept.epoch === epoch)
    for (const { conversation, live } of useful) this.#kept.set(conversation.id, live !== undefined)
    void this.#later(() => this.#delete(all.filter((kept) => !useful.includes(kept))))
    return useful
  }

  /** Notes that this conversation changed. */
  markChanged(conversation_id: string): void {
    if (this.#user_id === undefined) return
    this.#dirty.add(conversation_id)
    this.#cancelTimer ??= this.#options.clock.after(WRITE_MS, () => void this.flush())
  }

  /** Writes all pending changes. */
  flush(): Promise<void> {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const user_id = this.#user_id
    if (user_id === undefined || this.#dirty.size === 0) return this.#written
    const recent = new Set(this.#options.conversations.recent().slice(0, MAX_CONVERSATIONS))
    const dirty = [...this.#dirty]
    this.#dirty.clear()
    return this.#later(() => this.#write(user_id, dirty, recent))
  }

  /** Stops writing; the records on disk stay. */
  unload(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#user_id = undefined
    this.#dirty.clear()
    this.#kept.clear()
  }

  /** Removes all records of this user from the device. */
  async wipe(user_id: string): Promise<void> {
    if (this.#user_id === user_id) this.unload()
    await this.#later(async () =>
      this.#delete(await this.#options.storage.list<StoredRecord>('cache', `${user_id}/`)),
    )
  }

  /** Resolves when the last change is written. */
  async close(): Promise<void> {
    this.#stopListening()
    await this.flush()
    this.unload()
  }

  /**
   * Runs one task after the other, so that no write follows a wipe. A failure only slows the start of the next
   * visit.
   */
  #later(run: () => Promise<void>): Promise<void> {
    return (this.#written = this.#written.then(run).catch(() => {}))
  }

  async #write(user_id: string, dirty: readonly string[], recent: ReadonlySet<string>): Promise<void> {
    const { storage, conversations, log } = this.#options
    for (const id of dirty) {
      // Another user may have signed in meanwhile. This checks at the last moment, without an await in between.
      if (this.#user_id !== user_id) return
      const { epoch } = log
      const now = recent.has(id) ? conversations.snapshot(id) : undefined
      // Another tab may have stored messages that this tab never loaded.
      if (!now || epoch === undefined || (!now.live && this.#kept.get(id))) continue
      await storage.put('cache', `${user_id}/${id}`, { ...now, user_id, epoch } satisfies StoredRecord)
      this.#kept.set(id, now.live !== undefined)
    }
    for (const id of [...this.#kept.keys()]) if (!recent.has(id)) await this.#forget(user_id, id)
  }

  async #forget(user_id: string, id: string): Promise<void> {
    this.#kept.delete(id)
    await this.#options.storage.delete('cache', `${user_id}/${id}`)
  }

  async #delete(records: readonly StoredRecord[]): Promise<void> {
    for (const { user_id, conversation } of records)
      await this.#options.storage.delete('cache', `${user_id}/${conversation.id}`)
  }
}

/** Hiding is the last moment at which a page is sure to run. */
const whenHidden = (run: () => void): (() => void) => {
  if (typeof document === 'undefined') return () => {}
  const check = () => document.visibilityState === 'hidden' && run()
  document.addEventListener('visibilitychange', check)
  return () => document.removeEventListener('visibilitychange', check)
}
