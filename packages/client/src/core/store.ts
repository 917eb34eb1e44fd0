/** A value that changes over time. `get` returns the same reference until it changed; both functions may be passed on unbound. */
export interface Store<T> {
  get(): T
  /** Calls `listener` after each change; returns the unsubscribe. */
  subscribe(listener: () => void): () => void
}

/** The writable side of a {@link Store}. A listener that throws never stops the others. */
export class Cell<T> implements Store<T> {
  #value: T
  readonly #listeners = new Set<() => void>()

  constructor(value: T) {
    this.#value = value
  }

  readonly get = (): T => this.#value

  readonly subscribe = (listener: () => void): (() => void) => {
    // A wrapper of its own, so that the same function subscribed twice is called twice and unsubscribed apart.
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

/** Runs a host's callback; what it throws is reported as an uncaught error and goes no further. */
export const callSafely = (callback: () => void): void => {
  try {
    callback()
  } catch (error) {
    reportUncaught(error)
  }
}

const reportUncaught = (error: unknown): void => {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error)
  else console.error(error)
}
