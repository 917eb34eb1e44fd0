import { callSafely } from './store.ts'

/** Lets a part report events without knowing the listeners. */
export interface Emits<Events> {
  emit<Type extends keyof Events>(type: Type, event: Events[Type]): void
}

/** Listeners by type of event. A listener that throws stops neither the others nor the emitter. */
export class Emitter<Events extends object> implements Emits<Events> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>()

  /** Listens until the returned function is called. */
  on<Type extends keyof Events>(type: Type, listener: (event: Events[Type]) => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, listeners)
    // A new function for each call, so that the same listener given twice is called twice and ended separately.
    const entry = (event: Events[Type]) => listener(event)
    listeners.add(entry)
    return () => {
      listeners.delete(entry)
      if (listeners.size === 0 && this.#listeners.get(type) === listeners) this.#listeners.delete(type)
    }
  }

  emit<Type extends keyof Events>(type: Type, event: Events[Type]): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])])
      callSafely(() => (listener as (event: Events[Type]) => void)(event))
  }
}
