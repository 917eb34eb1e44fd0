// Keeps values in the browser's IndexedDB, shared by all tabs of an origin. A database may refuse (private
// windows, a full disk) or never answer (an upgrade that another tab blocks, a broken profile). Then the values
// stay in memory: chatting matters more than surviving a reload.
//
// A value is in memory from the call of `put` until it is on disk. So a value that could not be written is read
// back as it is, and not as the older one on disk; it is written as soon as a later write succeeds.
import { openDB, type IDBPDatabase } from 'idb'
import { systemClock, type Clock } from './clock.ts'
import { inTime, TooLate } from './in-time.ts'
import type { ClientStorage, StorageArea } from './storage.ts'

const AREAS: readonly StorageArea[] = ['outbox', 'uploads', 'files', 'drafts', 'session', 'cache']
/** Raise it when areas change. */
const VERSION = 3
/** A database that does not answer for this long is done without, until it answers. */
const ANSWER_MS = 4_000

/** What is not on disk yet: a value, or that it is deleted. */
interface Unwritten {
  area: StorageArea
  key: string
  value?: unknown
  /** The older value was removed from the disk: one that stands there now is newer, from another tab. */
  cleared?: true
}

export class IndexedDbStorage implements ClientStorage {
  readonly shared = true
  readonly #name: string
  readonly #clock: Clock
  readonly #unwritten = new Map<string, Unwritten>()
  /** The database did not answer, and has not answered since. */
  #silent = false
  #opening: Promise<IDBPDatabase> | undefined

  constructor(name: string, clock: Clock = systemClock) {
    this.#name = name
    this.#clock = clock
  }

  async get<T>(area: StorageArea, key: string): Promise<T | undefined> {
    const unwritten = this.#unwritten.get(`${area}/${key}`)
    if (unwritten && !unwritten.cleared) return structuredClone(unwritten.value) as T | undefined
    const read = await this.#ask((db) => db.get(area, key) as Promise<T | undefined>)
    if (read?.answer !== undefined) return read.answer
    return structuredClone(this.#unwritten.get(`${area}/${key}`)?.value) as T | undefined
  }

  async put(area: StorageArea, key: string, value: unknown): Promise<void> {
    await this.#write({ area, key, value: structuredClone(value) })
  }

  async delete(area: StorageArea, key: string): Promise<void> {
    await this.#write({ area, key })
  }

  async list<T>(area: StorageArea, prefix: string): Promise<T[]> {
    const read = await this.#ask((db) => readAll(db, area, prefix))
    const found = new Map<string, unknown>(read?.answer)
    for (const unwritten of this.#unwritten.values()) {
      const { key, cleared } = unwritten
      if (unwritten.area !== area || !key.startsWith(prefix) || (cleared && found.has(key))) continue
      if (unwritten.value === undefined) found.delete(key)
      else found.set(key, structuredClone(unwritten.value))
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value as T)
  }

  close(): void {
    const opening = this.#opening
    this.#opening = undefined
    void opening?.then((db) => db.close()).catch(() => {})
  }

  async #write(change: Unwritten): Promise<void> {
    const name = `${change.area}/${change.key}`
    this.#unwritten.set(name, change)
    const isWritten = await this.#ask((db) => write(db, change))
    if (!isWritten) return void (await this.#clear(name, change))
    if (this.#unwritten.get(name) === change) this.#unwritten.delete(name)
    this.#writeRest()
  }

  /** There is room again. */
  #writeRest(): void {
    const rest = [...this.#unwritten].find(([, { cleared }]) => cleared)
    if (!rest) return
    const [name, change] = rest
    this.#unwritten.delete(name)
    void this.get(change.area, change.key).then((newer) => {
      if (newer === undefined && !this.#unwritten.has(name)) void this.#write(change)
      else this.#writeRest()
    })
  }

  /** A full disk refuses values and still deletes: after a reload, no value is better than an outdated one. */
  async #clear(name: string, change: Unwritten): Promise<void> {
    // A later value may be on disk already.
    if (this.#unwritten.get(name) !== change) return
    const isCleared = await this.#ask((db) => write(db, { area: change.area, key: change.key }))
    if (isCleared && this.#unwritten.get(name) === change)
      this.#unwritten.set(name, { ...change, cleared: true })
  }

  /** Undefined if the database refuses or does not answer. */
  async #ask<T>(run: (db: IDBPDatabase) => Promise<T>): Promise<{ answer: T } | undefined> {
    if (this.#silent) return undefined
    const work = this.#run(run)
    try {
      return await inTime(this.#clock, ANSWER_MS, work)
    } catch (error) {
      if (error instanceof TooLate) this.#waitFor(work)
      return undefined
    }
  }

  async #run<T>(run: (db: IDBPDatabase) => Promise<T>): Promise<{ answer: T }> {
    const db = await this.#open()
    return { answer: await run(db) }
  }

  #waitFor(work: Promise<unknown>): void {
    this.#silent = true
    const answered = (): void => {
      this.#silent = false
      for (const change of this.#unwritten.values()) if (!change.cleared) void this.#write(change)
    }
    work.then(answered, answered)
  }

  #open(): Promise<IDBPDatabase> {
    this.#opening ??= openDB(this.#name, VERSION, {
      upgrade: (db) => {
        for (const area of AREAS) if (!db.objectStoreNames.contains(area)) db.createObjectStore(area)
      },
      // Another tab wants to upgrade, or the browser closed it: the next call opens it again.
      blocking: () => this.close(),
      terminated: () => void (this.#opening = undefined),
    })
    return this.#opening
  }
}

const write = (db: IDBPDatabase, { area, key, value }: Unwritten): Promise<void> => {
  // Commit at once: a wait for the request's own event would lose the write when the page closes.
  const transaction = db.transaction(area, 'readwrite')
  const { store } = transaction
  void (value === undefined ? store.delete(key) : store.put(value, key)).catch(() => {})
  transaction.commit()
  return transaction.done
}

/** Keys and values in one transaction. */
const readAll = async (db: IDBPDatabase, area: StorageArea, prefix: string): Promise<[string, unknown][]> => {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  const { store } = db.transaction(area)
  const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)])
  // Only `put` makes keys, and of strings.
  return keys.map((key, at) => [key as string, values[at]])
}
