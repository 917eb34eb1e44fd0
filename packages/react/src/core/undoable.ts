// Destructive acts happen five seconds later, so that they can be undone instead of confirmed.
import { Cell, type Store } from '@lectern/client'
import { after } from './clock.ts'

/** The time in which an act can be undone. */
const UNDO_MS = 5_000

/** Calls `run` after five seconds, or another time, unless it is undone before. */
export class UndoableAct {
  readonly #run: () => void
  readonly #waitMs: number
  #cancel: () => void
  #waits = true
  #holders = 0

  constructor(run: () => void, waitMs = UNDO_MS) {
    this.#run = run
    this.#waitMs = waitMs
    this.#cancel = after(waitMs, () => this.happen())
  }

  /** The time stands still as long as somebody is at the undo; then it begins anew. Returns what ends that. */
  hold(): () => void {
    this.#holders += 1
    this.#cancel()
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#holders -= 1
      if (this.#holders === 0 && this.#waits) this.#cancel = after(this.#waitMs, () => this.happen())
    }
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
  /** Called when it is undone, wherever that is. */
  onUndo?: () => void
}

/** Acts by the id of their targets. A second act with an id replaces the first. */
export class UndoableActs {
  readonly #waiting = new Map<string, LabelledAct & { act: UndoableAct }>()
  readonly #labels = new Cell<ReadonlyMap<string, string>>(new Map())

  /** The labels of pending acts, by the id of their target. */
  get labels(): Store<ReadonlyMap<string, string>> {
    return this.#labels
  }

  begin(id: string, labelled: LabelledAct): void {
    this.#waiting.get(id)?.act.undo()
    const act = new UndoableAct(() => {
      this.#waiting.delete(id)
      labelled.run()
      this.#publish()
    })
    this.#waiting.set(id, { ...labelled, act })
    this.#publish()
  }

  undo(id: string): void {
    const undone = this.#waiting.get(id)
    undone?.act.undo()
    this.#waiting.delete(id)
    undone?.onUndo?.()
    this.#publish()
  }

  /** Gives time to whoever is at its undo, or at that of all. Returns what ends that. */
  hold(id?: string): () => void {
    const held = id === undefined ? [...this.#waiting.values()] : [this.#waiting.get(id)]
    const ends = held.flatMap((each) => each?.act.hold() ?? [])
    return () => ends.forEach((end) => end())
  }

  /** Leaving confirms: pending acts happen now. */
  close(): void {
    for (const { act } of [...this.#waiting.values()]) act.happen()
  }

  #publish(): void {
    this.#labels.set(new Map([...this.#waiting].map(([id, { label }]) => [id, label])))
  }
}
