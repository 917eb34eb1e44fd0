import { LIMITS } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import type { Emits } from '../core/emitter.ts'
import { Cell, type Store } from '../core/store.ts'

export interface TypingEvents {
  /** Somebody begins or stops typing. */
  typing_changed: { user_id: string; on: boolean }
}

/** The people who are typing in one conversation; each entry ends by itself (EP2). */
export class TypingPeople {
  readonly #clock: Clock
  readonly #events: Emits<TypingEvents>
  readonly #cells = new Cell<readonly string[]>([])
  readonly #ends = new Map<string, () => void>()
  readonly store: Store<readonly string[]> = this.#cells

  constructor(clock: Clock, events: Emits<TypingEvents>) {
    this.#clock = clock
    this.#events = events
  }

  receive(user_id: string, on: boolean, ttlMs: number): void {
    if (!on) return this.stop(user_id)
    this.#ends.get(user_id)?.()
    const isNew = !this.#ends.has(user_id)
    this.#ends.set(
      user_id,
      this.#clock.after(ttlMs, () => this.stop(user_id)),
    )
    if (isNew) this.#changed(user_id, true)
  }

  stop(user_id: string): void {
    const cancel = this.#ends.get(user_id)
    if (!cancel) return
    cancel()
    this.#ends.delete(user_id)
    this.#changed(user_id, false)
  }

  close(): void {
    for (const user_id of [...this.#ends.keys()]) this.stop(user_id)
  }

  #changed(user_id: string, on: boolean): void {
    this.#cells.set([...this.#ends.keys()])
    this.#events.emit('typing_changed', { user_id, on })
  }
}

/**
 * The user's own typing: told at most every 3 s, and ended when no key came for as long as others would show
 * it.
 */
export class OwnTyping {
  readonly #clock: Clock
  readonly #tell: (on: boolean) => void
  #toldAt: number | undefined
  #cancelStop = (): void => {}

  constructor(clock: Clock, tell: (on: boolean) => void) {
    this.#clock = clock
    this.#tell = tell
  }

  set(on: boolean): void {
    this.#cancelStop()
    if (!on) return this.#stop(true)
    const time = this.#clock.monotonic()
    this.#cancelStop = this.#clock.after(LIMITS.typing_ttl_ms, () => this.#stop(true))
    if (this.#toldAt !== undefined && time - this.#toldAt < LIMITS.typing_interval_ms) return
    this.#toldAt = time
    this.#tell(true)
  }

  /** A message was sent, which already ends typing at the other side. */
  sent(): void {
    this.#cancelStop()
    this.#stop(false)
  }

  close(): void {
    this.#cancelStop()
  }

  #stop(tell: boolean): void {
    const wasOn = this.#toldAt !== undefined
    this.#toldAt = undefined
    if (wasOn && tell) this.#tell(false)
  }
}
