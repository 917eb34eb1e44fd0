// One tab of a browser leads: it holds the lock, and the browser passes the lock on when the tab is gone.
import type { LocksLike } from '../core/browser-tabs.ts'
import { Cell, type Store } from '../core/store.ts'
import { deferred } from '../core/deferred.ts'

export class Leadership {
  readonly #leading = new Cell(false)
  readonly leading: Store<boolean> = this.#leading
  readonly #locks: LocksLike
  readonly #name: string
  readonly #also: Leadership | undefined
  #turn: { abort: AbortController; release: () => void } | undefined
  readonly #stopListening: () => void

  /** `also` is stolen together with this one: a tab that is frozen holds both. */
  constructor(locks: LocksLike, name: string, also?: Leadership) {
    this.#locks = locks
    this.#name = name
    this.#also = also
    this.#stopListening = whenFrozen(() => this.#queue())
    this.#queue()
  }

  /** Takes the lock from a leader that does not answer. */
  steal(): void {
    this.#request({ steal: true })
    this.#also?.steal()
  }

  /**
   * Leads without the lock, where locks do not answer. Then two tabs may lead: each has its own connection, and the
   * server takes what both send once.
   */
  leadAlone(): void {
    this.#let()
    this.#leading.set(true)
  }

  close(): void {
    this.#stopListening()
    this.#let()
  }

  /** Releases the lock and queues after all that wait. */
  #queue(): void {
    this.#request({})
  }

  #request(options: { steal?: boolean }): void {
    this.#let()
    const abort = new AbortController()
    const turn = { abort, release: (): void => {} }
    this.#turn = turn
    // The two options exclude each other.
    const request = options.steal ? options : { signal: abort.signal }
    const held = this.#locks.request(this.#name, request, () => this.#lead(turn))
    // Rejects if it was given up before its turn, or if another tab stole it.
    held.catch(() => {
      if (this.#turn === turn) this.#queue()
    })
  }

  #lead(turn: { release: () => void }): Promise<void> | undefined {
    if (this.#turn !== turn) return undefined
    const { promise, resolve } = deferred<void>()
    turn.release = resolve
    this.#leading.set(true)
    return promise
  }

  #let(): void {
    const turn = this.#turn
    this.#turn = undefined
    turn?.abort.abort()
    turn?.release()
    this.#leading.set(false)
  }
}

/** A frozen page can neither lead nor answer. */
const whenFrozen = (run: () => void): (() => void) => {
  if (typeof document === 'undefined') return () => {}
  document.addEventListener('freeze', run)
  return () => document.removeEventListener('freeze', run)
}
