import { setImmediate as turn } from 'node:timers/promises'
import { MemoryStorage, type ClientStorage, type StorageArea } from '@lectern/client'
import { until } from './until.ts'

/** A device's storage as its application meets it: it may fall silent, or be full. */
export class UncertainStorage implements ClientStorage {
  readonly shared = false
  readonly #disk: MemoryStorage
  #is: 'fine' | 'silent' | 'full' = 'fine'
  #waiting: (() => void)[] = []
  /** How many calls have no answer yet. */
  #open = 0

  constructor(disk: MemoryStorage) {
    this.#disk = disk
  }

  /** Calls have no answer until `heal`; they take effect then. */
  fallSilent(): void {
    this.#is = 'silent'
  }

  /** Values are refused; reading and deleting works, as on a full disk. */
  fill(): void {
    this.#is = 'full'
  }

  heal(): void {
    this.#is = 'fine'
    for (const go of this.#waiting.splice(0)) go()
  }

  get<T>(area: StorageArea, key: string): Promise<T | undefined> {
    return this.#call(() => this.#disk.get(area, key))
  }

  put(area: StorageArea, key: string, value: unknown): Promise<void> {
    return this.#call(() => {
      if (this.#is === 'full') throw new DOMException('The disk is full.', 'QuotaExceededError')
      return this.#disk.put(area, key, value)
    })
  }

  delete(area: StorageArea, key: string): Promise<void> {
    return this.#call(() => this.#disk.delete(area, key))
  }

  list<T>(area: StorageArea, prefix: string): Promise<T[]> {
    return this.#call(() => this.#disk.list(area, prefix))
  }

  /**
   * Resolves when every call has its answer, and what the application asks for because of it as well: a call follows
   * another within one turn of the loop.
   */
  async answered(): Promise<void> {
    await turn()
    await until(() => this.#open === 0, 'the storage has answered every call')
  }

  close(): void {}

  async #call<T>(run: () => Promise<T>): Promise<T> {
    this.#open++
    try {
      if (this.#is === 'silent') await new Promise<void>((go) => this.#waiting.push(go))
      return await run()
    } finally {
      this.#open--
    }
  }
}
