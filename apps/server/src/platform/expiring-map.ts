import type { Clock } from './clock.ts'

/** A cache: each entry expires, and the oldest are dropped when there are too many. */
export class ExpiringMap<Value> {
  readonly #clock: Clock
  readonly #max: number
  readonly #entries = new Map<string, { value: Value; expires_at: number }>()

  constructor(clock: Clock, max: number) {
    this.#clock = clock
    this.#max = max
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    if (entry.expires_at > this.#clock.now()) return entry.value
    this.#entries.delete(key)
    return undefined
  }

  set(key: string, value: Value, expires_at: number): void {
    this.#entries.delete(key)
    this.#entries.set(key, { value, expires_at })
    if (this.#entries.size <= this.#max) return
    const [oldest] = this.#entries.keys()
    if (oldest !== undefined) this.#entries.delete(oldest)
  }

  delete(key: string): boolean {
    return this.#entries.delete(key)
  }
}
