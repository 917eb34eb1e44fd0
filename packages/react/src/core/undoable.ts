// Destructive acts happen five seconds later, so that they can be undone instead of confirmed.
import { Cell, type Store } from '@lectern/client'
import { after } from './clock.ts'

/** The time in which an act can be undone. */
const UNDO_MS = 5_000

/** Calls `run` after five seconds, unless it is undone before. */
export class UndoableAct {
  readonly #run: () => void
  readonly #cancel: () => void
  #waits = true

  constructor(run: () => void) {
    this.#run = run
    this.#cancel = after(UNDO_MS, () => this.happen())
  }

  /** Calls `run` now, unless it was called or undone. */
  happen(): void {
    if (!this.#waits) return
    this.undo()
    this.#run()
  }

  /** From now on `run` is never called. */
  undo(): void {
    this.#waits = false
    this.#cancel()
  }
}

/** An act on something that the screen already hides. */
export interface LabelledAct {
  /** The text of the row meanwhile. */
  label: string
  run: () => void
}

/** Acts by the id of their targets. A second act with an id replaces the first. */
export class UndoableActs {
  readonly #waiting = new Map<string, { label: string; act: UndoableAct }>()
  readonly #labels = new Cell<ReadonlyMap<string, string>>(new Map())

  /** The labels of pending acts, by the id of their target. */
  get labels(): Store<ReadonlyMap<string, string>> {
    return this.#labels
  }

  begin(id: string, { label, run }: LabelledAct): void {
    this.#waiting.get(id)?.act.undo()
    const act = new UndoableAct(() => {
      this.#waiting.delete(id)
      run()
      this.#publish()
    })
    this.#waiting.set(id, { label, act })
    this.#publish()
  }

  undo(id: string): void {
    this.#waiting.get(id)?.act.undo()
    this.#waiting.delete(id)
    this.#publish()
  }

  /** Leaving confirms: pending acts happen now. */
  close(): void {
    for (const { act } of [...this.#waiting.values()]) act.happen()
  }

  #publish(): void {
    this.#labels.set(new Map([...this.#waiting].map(([id, { label }]) => [id, label])))
  }
}
