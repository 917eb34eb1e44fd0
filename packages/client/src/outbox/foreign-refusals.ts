// Refused items that were not asked for in this tab. Who asked may wait in another one, which then tells and drops the
// item; only when that does not happen soon is the tab gone, and the others tell.
import type { Clock } from '../core/clock.ts'
import type { OutboxItem } from './outbox-item.ts'

/** Tabs hear of each other within milliseconds. */
const CLAIM_MS = 1_000

export class ForeignRefusals {
  readonly #clock: Clock
  readonly #onUnclaimed: (id: string) => void
  /** What was asked for in this tab. */
  readonly #asked = new Set<string>()
  /** By id, what ends the wait; undefined when it is over. */
  readonly #waits = new Map<string, (() => void) | undefined>()

  constructor(clock: Clock, onUnclaimed: (id: string) => void) {
    this.#clock = clock
    this.#onUnclaimed = onUnclaimed
  }

  /** It is asked for in this tab. */
  ask(id: string): void {
    this.#asked.add(id)
  }

  isForeign(id: string): boolean {
    return !this.#asked.has(id)
  }

  /** Whether another tab may still tell. */
  isOpen(id: string): boolean {
    return this.#waits.get(id) !== undefined
  }

  /** Begins the wait; false if it has begun before. */
  begin(id: string): boolean {
    if (this.#waits.has(id)) return false
    const over = (): void => {
      this.#waits.set(id, undefined)
      this.#onUnclaimed(id)
    }
    this.#waits.set(id, this.#clock.after(CLAIM_MS, over))
    return true
  }

  /** Forgets the items that are gone, and the refusals of those that are tried again. */
  keep(statusOf: (id: string) => OutboxItem['status'] | undefined): void {
    for (const id of this.#asked) if (statusOf(id) === undefined) this.#asked.delete(id)
    for (const [id, cancel] of this.#waits) {
      if (statusOf(id) === 'failed') continue
      cancel?.()
      this.#waits.delete(id)
    }
  }
}
