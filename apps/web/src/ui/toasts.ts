// Short notes at the edge of the page. A destructive act waits five seconds for an "Undo" first.
import { UndoableAct } from '@lectern/react/ui'
import { createContext, useContext, useSyncExternalStore } from 'react'

const NOTE_MS = 6_000

export interface Toast {
  id: number
  text: string
  tone: 'note' | 'trouble'
  action?: { label: string; run(): void }
  /** Its action undoes what is about to happen. */
  isUndoable?: true
}

interface Shown {
  toast: Toast
  /** Happens when the note disappears. */
  act?: UndoableAct
}

export class Toasts {
  #shown: readonly Shown[] = []
  #toasts: readonly Toast[] = []
  #listeners = new Set<() => void>()
  #nextId = 1

  get = (): readonly Toast[] => this.#toasts

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Returns what takes it away before its time. */
  note(text: string, action?: Toast['action']): () => void {
    const id = this.#show({ text, tone: 'note', ...(action && { action }) }, NOTE_MS)
    return () => this.dismiss(id)
  }

  trouble(text: string, action?: Toast['action']): void {
    this.#show({ text, tone: 'trouble', ...(action && { action }) }, NOTE_MS)
  }

  /** Stays until it is accepted or closed. */
  offer(text: string, action: NonNullable<Toast['action']>): void {
    this.#show({ text, tone: 'note', action })
  }

  /** Runs `deed` in five seconds, or earlier when the page is left; not at all after "Undo". */
  undoable(text: string, undoLabel: string, deed: { commit(): void; undo?(): void }): void {
    const id = this.#nextId++
    const act = new UndoableAct(() => {
      this.#remove(id)
      deed.commit()
    })
    const run = () => {
      act.undo()
      this.#remove(id)
      deed.undo?.()
    }
    const toast: Toast = { id, text, tone: 'note', action: { label: undoLabel, run }, isUndoable: true }
    this.#change([...this.#shown, { toast, act }])
  }

  /** No time passes while somebody is at the notes. Returns what ends that. */
  hold = (): (() => void) => {
    const ends = this.#shown.flatMap(({ act }) => act?.hold() ?? [])
    return () => ends.forEach((end) => end())
  }

  dismiss(id: number): void {
    const shown = this.#remove(id)
    shown?.act?.happen()
  }

  /** Runs all pending acts now: the page is being left. */
  settle = (): void => {
    for (const { toast } of this.#shown) this.dismiss(toast.id)
  }

  #show(toast: Omit<Toast, 'id'>, ms?: number): number {
    const id = this.#nextId++
    const act = ms === undefined ? undefined : new UndoableAct(() => void this.#remove(id), ms)
    this.#change([...this.#shown, { toast: { ...toast, id }, ...(act && { act }) }])
    return id
  }

  #remove(id: number): Shown | undefined {
    const shown = this.#shown.find(({ toast }) => toast.id === id)
    if (shown === undefined) return undefined
    this.#change(this.#shown.filter((other) => other !== shown))
    return shown
  }

  #change(shown: readonly Shown[]): void {
    this.#shown = shown
    this.#toasts = shown.map(({ toast }) => toast)
    for (const listener of this.#listeners) listener()
  }
}

export const ToastsContext = createContext<Toasts | undefined>(undefined)

export const useToasts = (): Toasts => {
  const toasts = useContext(ToastsContext)
  if (toasts === undefined) throw new Error('useToasts needs a ToastsContext above it')
  return toasts
}

export const useToastList = (): readonly Toast[] => {
  const toasts = useToasts()
  return useSyncExternalStore(toasts.subscribe, toasts.get)
}
