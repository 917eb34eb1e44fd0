import { MemoryStorage, type StorageArea } from '../core/storage.ts'
import type { HeldAnswer } from './held-answer.ts'

/** Storage whose answers can be held back. A call is named as in `put drafts/…`. */
export class HeldStorage extends MemoryStorage {
  readonly #held: HeldAnswer
  readonly #entries = new Map<string, unknown>()

  /** `shared`: several chats are the tabs of one browser. */
  constructor(held: HeldAnswer, options: { shared?: boolean } = {}) {
    super(options)
    this.#held = held
  }

  /** The content of these areas, keys included. */
  dump(areas: readonly StorageArea[]): string {
    const isAsked = ([key]: [string, unknown]) => areas.some((area) => key.startsWith(`${area}/`))
    return JSON.stringify([...this.#entries].filter(isAsked))
  }

  override get<T>(area: StorageArea, key: string): Promise<T | undefined> {
    return this.#held.of(`get ${area}/${key}`, super.get<T>(area, key))
  }

  override put(area: StorageArea, key: string, value: unknown): Promise<void> {
    this.#entries.set(`${area}/${key}`, structuredClone(value))
    return this.#held.of(`put ${area}/${key}`, super.put(area, key, value))
  }

  override delete(area: StorageArea, key: string): Promise<void> {
    this.#entries.delete(`${area}/${key}`)
    return this.#held.of(`delete ${area}/${key}`, super.delete(area, key))
  }

  override list<T>(area: StorageArea, prefix: string): Promise<T[]> {
    return this.#held.of(`list ${area}/${prefix}`, super.list<T>(area, prefix))
  }
}
