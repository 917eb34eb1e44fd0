/**
 * The SDK's areas: unconfirmed messages and their files, drafts, the signed-in user, and the last
 * conversations.
 */
export type StorageArea = 'outbox' | 'uploads' | 'files' | 'drafts' | 'session' | 'cache'

/**
 * Storage for values that must survive a reload. Values are plain structured-cloneable data. It may refuse, be
 * full, or never answer: a chat does without it then.
 */
export interface ClientStorage {
  /** Other tabs of this browser see the same values. */
  readonly shared: boolean
  get<T>(area: StorageArea, key: string): Promise<T | undefined>
  put(area: StorageArea, key: string, value: unknown): Promise<void>
  delete(area: StorageArea, key: string): Promise<void>
  /** Values whose key starts with `prefix`, by key. */
  list<T>(area: StorageArea, prefix: string): Promise<T[]>
  /** The same with their keys. With it a value that could not be written keeps its place in a list. */
  entries?<T>(area: StorageArea, prefix: string): Promise<[string, T][]>
  /** While it does not answer: resolves when it does. */
  readonly silence?: Promise<void> | undefined
  close(): void
}

/** Keeps values as long as the object lives. */
export class MemoryStorage implements ClientStorage {
  readonly shared: boolean
  readonly #values = new Map<string, unknown>()

  /** `shared`: for tests in which several chats are the tabs of one browser. */
  constructor(options: { shared?: boolean } = {}) {
    this.shared = options.shared ?? false
  }

  async get<T>(area: StorageArea, key: string): Promise<T | undefined> {
    return structuredClone(this.#values.get(`${area}/${key}`)) as T | undefined
  }

  async put(area: StorageArea, key: string, value: unknown): Promise<void> {
    this.#values.set(`${area}/${key}`, structuredClone(value))
  }

  async delete(area: StorageArea, key: string): Promise<void> {
    this.#values.delete(`${area}/${key}`)
  }

  async list<T>(area: StorageArea, prefix: string): Promise<T[]> {
    const keys = [...this.#values.keys()].filter((key) => key.startsWith(`${area}/${prefix}`)).sort()
    return keys.map((key) => structuredClone(this.#values.get(key)) as T)
  }

  close(): void {}
}
