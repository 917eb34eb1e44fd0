/**
 * A value that changes over time. `get` returns the same reference until a change; both functions work unbound.
 */
export interface Store<T> {
  get(): T
  /** Calls `listener` after each change; returns the unsubscribe function. */
  subscribe(listener: () => void): () => void
}

/** The writable side of a {@link Store}. A listener that throws does not stop the others. */
export class Cell<T> implements Store<T> {
  #value: T
  readonly #listeners = new Set<() => void>()

  constructor(value: T) {
    this.#value = value
  }

  readonly get = (): T => this.#value

  readonly subscribe = (listener: () => void): (() => void) => {
    // A new wrapper for each call, so that the same function subscribed twice is called twice and unsubscribed
    // separately.
    const entry = () => listener()
    this.#listeners.add(entry)
    return () => void this.#listeners.delete(entry)
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return
    this.#value = value
    for (const listener of [...this.#listeners]) callSafely(listener)
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value))
  }
}

/** Runs a host's callback; an exception is reported as an uncaught error and goes no further. */
export const callSafely = (callback: () => void): void => {
  try {
    callback()
  } catch (error) {
    reportUncaught(error)
  }
}

/** Shows an error where uncaught errors are seen, and goes on. */
export const reportUncaught = (error: unknown): void => {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error)
  else console.error(error)
}
