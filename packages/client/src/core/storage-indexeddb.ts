// Keeps values in the browser's IndexedDB, shared by all tabs of an origin. It may refuse or never answer:
// `SteadyStorage` around it takes care of that.
import { openDB, type IDBPDatabase } from 'idb'
import type { ClientStorage, StorageArea } from './storage.ts'

const AREAS: readonly StorageArea[] = ['outbox', 'uploads', 'files', 'drafts', 'session', 'cache']
/** Raise it when areas change. */
const VERSION = 3

export class IndexedDbStorage implements ClientStorage {
  readonly shared = true
  readonly #name: string
  #opening: Promise<IDBPDatabase> | undefined

  constructor(name: string) {
    this.#name = name
  }

  async get<T>(area: StorageArea, key: string): Promise<T | undefined> {
    const db = await this.#open()
    return db.get(area, key) as Promise<T | undefined>
  }

  async put(area: StorageArea, key: string, value: unknown): Promise<void> {
    await write(await this.#open(), area, { key, value })
  }

  async delete(area: StorageArea, key: string): Promise<void> {
    await write(await this.#open(), area, { key })
  }

  async list<T>(area: StorageArea, prefix: string): Promise<T[]> {
    return (await this.entries<T>(area, prefix)).map(([, value]) => value)
  }

  /** Keys and values in one transaction. */
  async entries<T>(area: StorageArea, prefix: string): Promise<[string, T][]> {
    const db = await this.#open()
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
    const { store } = db.transaction(area)
    const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)])
    // Only `put` makes keys, and of strings.
    return keys.map((key, at) => [key as string, values[at] as T])
  }

  close(): void {
    const opening = this.#opening
    this.#opening = undefined
    void opening?.then((db) => db.close()).catch(() => {})
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

const write = (
  db: IDBPDatabase,
  area: StorageArea,
  { key, value }: { key: string; value?: unknown },
): Promise<void> => {
  // Commit at once: a wait for the request's own event would lose the write when the page closes.
  const transaction = db.transaction(area, 'readwrite')
  const { store } = transaction
  void (value === undefined ? store.delete(key) : store.put(value, key)).catch(() => {})
  transaction.commit()
  return transaction.done
}
