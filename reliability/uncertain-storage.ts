import { MemoryStorage, type ClientStorage, type StorageArea } from '@lectern/client'

/** A device's storage as its application meets it: it may fall silent, or be full. */
export class UncertainStorage implements ClientStorage {
  readonly shared = false
  readonly #disk: MemoryStorage
  #is: 'fine' | 'silent' | 'full' = 'fine'
  #waiting: (() => void)[] = []

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

  async get<T>(area: StorageArea, key: string): Promise<T | undefined> {
    await this.#answer()
    return this.#disk.get(area, key)
  }

  async put(area: StorageArea, key: string, value: unknown): Promise<void> {
    await this.#answer()
    if (this.#is === 'full') throw new DOMException('The disk is full.', 'QuotaExceededError')
    return this.#disk.put(area, key, value)
  }

  async delete(area: StorageArea, key: string): Promise<void> {
    await this.#answer()
    return this.#disk.delete(area, key)
  }

  async list<T>(area: StorageArea, prefix: string): Promise<T[]> {
    await this.#answer()
    return this.#disk.list(area, prefix)
  }

  close(): void {}

  async #answer(): Promise<void> {
    if (this.#is === 'silent') await new Promise<void>((go) => this.#waiting.push(go))
  }
}
