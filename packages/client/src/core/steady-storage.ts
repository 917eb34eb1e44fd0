// Storage that a chat can rely on, over one that may refuse (private windows, a full disk) or never answer (an
// upgrade that another tab blocks, a broken profile, a host's own bridge). Then the values stay in memory:
// chatting matters more than surviving a reload.
//
// A value is in memory from the call of `put` until it is stored. So a value that could not be stored is read
// back as it is, and not as the older one; it is stored as soon as a later write succeeds.
import type { Clock } from './clock.ts'
import { inTime, TooLate } from './in-time.ts'
import { MemoryStorage, type ClientStorage, type StorageArea } from './storage.ts'

/** Storage that does not answer for this long is done without, until it answers. */
const ANSWER_MS = 4_000

/** What is not stored yet: a value, or that it is deleted. */
interface Unwritten {
  area: StorageArea
  key: string
  value?: unknown
  /** The older value was removed: one that stands there now is newer, from another tab. */
  cleared?: true
}

export class SteadyStorage implements ClientStorage {
  readonly shared: boolean
  readonly #inner: ClientStorage
  readonly #clock: Clock
  readonly #unwritten = new Map<string, Unwritten>()
  /** The session as it was read or written last: for a storage that nobody else writes, and that falls silent. */
  readonly #session = new Map<string, unknown>()
  #silence: Promise<void> | undefined

  constructor(inner: ClientStorage, clock: Clock) {
    this.shared = inner.shared
    this.#inner = inner
    this.#clock = clock
  }

  get silence(): Promise<void> | undefined {
    return this.#silence
  }

  async get<T>(area: StorageArea, key: string): Promise<T | undefined> {
    const unwritten = this.#unwritten.get(`${area}/${key}`)
    if (unwritten && !unwritten.cleared) return structuredClone(unwritten.value) as T | undefined
    const read = await this.#ask((inner) => inner.get<T>(area, key))
    if (read?.answer !== undefined) {
      this.#note(area, key, read.answer)
      return read.answer
    }
    const ours = this.#unwritten.get(`${area}/${key}`)
    if (ours || read) return structuredClone(ours?.value) as T | undefined
    return area === 'session' ? (structuredClone(this.#session.get(key)) as T | undefined) : undefined
  }

  async put(area: StorageArea, key: string, value: unknown): Promise<void> {
    await this.#write({ area, key, value: structuredClone(value) })
  }

  async delete(area: StorageArea, key: string): Promise<void> {
    await this.#write({ area, key })
  }

  async list<T>(area: StorageArea, prefix: string): Promise<T[]> {
    const ours = () =>
      [...this.#unwritten.values()].filter((one) => one.area === area && one.key.startsWith(prefix))
    const keys = ours().map(({ key }) => key)
    const read = await this.#ask((inner) => readEntries(inner, { area, prefix, keys }))
    const found = new Map<string, unknown>(read?.answer)
    for (const { key, value, cleared } of ours()) {
      if (cleared && found.has(key)) continue
      if (value === undefined) found.delete(key)
      else found.set(key, structuredClone(value))
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value as T)
  }

  close(): void {
    this.#inner.close()
  }

  #note(area: StorageArea, key: string, value: unknown): void {
    // Another tab may write a newer one to a shared storage, and an outdated token would end the session.
    if (area === 'session' && !this.shared) this.#session.set(key, value)
  }

  async #write(change: Unwritten): Promise<void> {
    const name = `${change.area}/${change.key}`
    this.#unwritten.set(name, change)
    this.#note(change.area, change.key, change.value)
    const isWritten = await this.#ask((inner) => write(inner, change))
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
    // A later value may be stored already.
    if (this.#unwritten.get(name) !== change) return
    const isCleared = await this.#ask((inner) => inner.delete(change.area, change.key))
    if (isCleared && this.#unwritten.get(name) === change)
      this.#unwritten.set(name, { ...change, cleared: true })
  }

  /** Undefined if the storage refuses or does not answer. */
  async #ask<T>(run: (inner: ClientStorage) => Promise<T>): Promise<{ answer: T } | undefined> {
    if (this.#silence) return undefined
    const work = this.#run(run)
    try {
      return await inTime(this.#clock, ANSWER_MS, work)
    } catch (error) {
      if (error instanceof TooLate) this.#waitFor(work)
      return undefined
    }
  }

  async #run<T>(run: (inner: ClientStorage) => Promise<T>): Promise<{ answer: T }> {
    return { answer: await run(this.#inner) }
  }

  #waitFor(work: Promise<unknown>): void {
    const answered = (): void => {
      this.#silence = undefined
      for (const change of this.#unwritten.values()) if (!change.cleared) void this.#write(change)
    }
    this.#silence ??= work.then(answered, answered)
  }
}

/** Makes storage steady that may not be. */
export const steady = (storage: ClientStorage, clock: Clock): ClientStorage =>
  Object.getPrototypeOf(storage) === MemoryStorage.prototype ? storage : new SteadyStorage(storage, clock)

const write = (inner: ClientStorage, { area, key, value }: Unwritten): Promise<void> =>
  value === undefined ? inner.delete(area, key) : inner.put(area, key, value)

/**
 * Values by key. Where a storage lists no keys, those of `keys` are found by their values: of two equal values it
 * does not matter which one is meant.
 */
const readEntries = async (
  inner: ClientStorage,
  { area, prefix, keys }: { area: StorageArea; prefix: string; keys: readonly string[] },
): Promise<[string, unknown][]> => {
  if (inner.entries) return inner.entries(area, prefix)
  const values = await inner.list(area, prefix)
  const texts = new Map<string, string>()
  for (const key of keys) texts.set(key, JSON.stringify(await inner.get(area, key)))
  return values.map((value, at) => {
    const text = JSON.stringify(value)
    const key = [...texts].find(([, kept]) => kept === text)?.[0]
    if (key === undefined) return [`${prefix}${String(at).padStart(9, '0')}`, value]
    texts.delete(key)
    return [key, value]
  })
}
