import { openDB, type IDBPDatabase } from 'idb'
import { MemoryStorage, type ClientStorage, type StorageArea } from './storage.ts'

const AREAS: readonly StorageArea[] = ['outbox', 'uploads', 'files', 'drafts', 'session', 'cache']
/** Raise it when areas change. */
const VERSION = 3

/**
 * Keeps values in the browser's IndexedDB, shared by all tabs of an origin. If that is forbidden or broken
 * (private windows, a full disk), it goes on in memory: chatting matters more than surviving a reload.
 */
export class IndexedDbStorage implements ClientStorage {
  readonly shared = true
  readonly #name: string
  readonly #fallback = new MemoryStorage()
  #opening: Promise<IDBPDatabase | undefined> | undefined

  constructor(name: string) {
    this.#name = name
  }

  async get<T>(area: StorageArea, key: string): Promise<T | undefined> {
    return this.#on(
      (db) => db.get(area, key) as Promise<T | undefined>,
      () => this.#fallback.get<T>(area, key),
    )
  }

  async put(area: StorageArea, key: string, value: unknown): Promise<void> {
    await this.#on(
      (db) => {
        // Commit at once: a wait for the request's own event would lose the write when the page closes.
        const transaction = db.transaction(area, 'readwrite')
        void transaction.store.put(value, key).catch(() => {})
        transaction.commit()
        return transaction.done
      },
      () => this.#fallback.put(area, key, value),
    )
  }

  async delete(area: StorageArea, key: string): Promise<void> {
    await this.#on(
      (db) => db.delete(area, key),
      () => this.#fallback.delete(area, key),
    )
  }

  async list<T>(area: StorageArea, prefix: string): Promise<T[]> {
    const range = () => IDBKeyRange.bound(prefix, `${prefix}\uffff`)
    return this.#on(
      (db) => db.getAll(area, range()) as Promise<T[]>,
      () => this.#fallback.list<T>(area, prefix),
    )
  }

  close(): void {
    const opening = this.#opening
    this.#opening = undefined
    void opening?.then((db) => db?.close())
  }

  async #on<T>(run: (db: IDBPDatabase) => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    const db = await (this.#opening ??= this.#open())
    if (!db) return otherwise()
    try {
      return await run(db)
    } catch {
      return otherwise()
    }
  }

  async #open(): Promise<IDBPDatabase | undefined> {
    try {
      return await openDB(this.#name, VERSION, {
        upgrade: (db) => {
          for (const area of AREAS) if (!db.objectStoreNames.contains(area)) db.createObjectStore(area)
        },
        // Another tab wants to upgrade, or the browser closed it: the next call opens it again.
        blocking: () => this.close(),
        terminated: () => void (this.#opening = undefined),
      })
    } catch {
      return undefined
    }
  }
}
