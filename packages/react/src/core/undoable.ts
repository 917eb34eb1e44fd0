// Destructive acts happen five seconds later, so that they can be undone instead of asked about.
import { Cell, type Store } from '@lectern/client'
import { after } from './clock.ts'

/** How long an act can be taken back before it happens. */
export const UNDO_MS = 5_000

export interface UndoableAct {
  /** What the row says meanwhile. */
  label: string
  run: () => void
}

export class UndoableActs {
  readonly #waiting = new Map<string, { act: UndoableAct; cancel: () => void }>()
  readonly #labels = new Cell<ReadonlyMap<string, string>>(new Map())

  /** What is about to happen, as labels by the id of what it happens to. */
  get labels(): Store<ReadonlyMap<string, string>> {
    return this.#labels
  }

  begin(id: string, act: UndoableAct): void {
    this.#waiting.get(id)?.cancel()
    this.#waiting.set(id, { act, cancel: after(UNDO_MS, () => this.#finish(id)) })
    this.#publish()
  }

  undo(id: string): void {
    this.#waiting.get(id)?.cancel()
    this.#waiting.delete(id)
    this.#publish()
  }

  /** Leaving means it: what waits happens now. */
  close(): void {
    for (const id of [...this.#waiting.keys()]) this.#finish(id)
  }

  #finish(id: string): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    waiting.cancel()
    this.#waiting.delete(id)
    waiting.act.run()
    this.#publish()
  }

  #publish(): void {
    this.#labels.set(new Map([...this.#waiting].map(([id, { act }]) => [id, act.label])))
  }
}
