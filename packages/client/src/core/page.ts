// What there is once per page, whatever the number of copies of this module (hot reload, several bundles).
import { callSafely } from './store.ts'

/** Listeners by topic. */
export class Topics {
  readonly #listeners = new Map<string, Set<(event: unknown) => void>>()

  on(topic: string, listener: (event: unknown) => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners)
    const entry = (event: unknown) => listener(event)
    listeners.add(entry)
    return () => {
      listeners.delete(entry)
      if (listeners.size === 0 && this.#listeners.get(topic) === listeners) this.#listeners.delete(topic)
    }
  }

  emit(topic: string, event: unknown): void {
    for (const listener of [...(this.#listeners.get(topic) ?? [])]) callSafely(() => listener(event))
  }
}

const KEY = Symbol.for('lectern.page')

/** What this page has under this name; made by whoever asks first. */
export const oncePerPage = <T>(name: string, make: () => T): T => {
  const place = globalThis as { [KEY]?: Map<string, unknown> }
  const things = (place[KEY] ??= new Map())
  if (!things.has(name)) things.set(name, make())
  return things.get(name) as T
}

/** New messages by recipient, for those who hold no chat. */
export const inbox = (): Topics => oncePerPage('inbox', () => new Topics())
