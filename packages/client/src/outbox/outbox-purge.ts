import type { Clock } from '../core/clock.ts'
import type { OutboxShelf } from './outbox-shelf.ts'

/** Acknowledged items are kept this long, to be sent again if the server comes back from a backup. */
const KEEP_MS = 10 * 60_000

/** Removes acknowledged items in time. */
export class OutboxPurge {
  readonly #shelf: OutboxShelf
  readonly #clock: Clock
  #cancel: (() => void) | undefined

  constructor(shelf: OutboxShelf, clock: Clock) {
    this.#shelf = shelf
    this.#clock = clock
  }

  run(): void {
    if (this.#shelf.purge(this.#clock.now(), KEEP_MS) > 0) this.later()
  }

  later(): void {
    this.#cancel ??= this.#clock.after(KEEP_MS, () => {
      this.#cancel = undefined
      this.run()
    })
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }
}
