// A part of the program that loads when the first message needs it. Once loaded it is available synchronously,
// so that a row scrolled back into view has its final height at once.
import { useEffect } from 'react'
import { Cell } from '@lectern/client'
import { useSnapshot } from '../hooks/use-store.ts'

export class Lazy<T> {
  readonly value = new Cell<T | undefined>(undefined)
  readonly #load: () => Promise<T>
  #isLoading = false

  constructor(load: () => Promise<T>) {
    this.#load = load
  }

  /** Loads it once; a failure is tried again at the next call. */
  want(): void {
    if (this.#isLoading || this.value.get() !== undefined) return
    this.#isLoading = true
    this.#load()
      .then((value) => this.value.set(value))
      .catch(() => {
        // The source is shown instead; a deployment or a lost connection is not an error of the message.
        this.#isLoading = false
      })
  }
}

/** Undefined until it has loaded. */
export const useLazy = <T>(lazy: Lazy<T>): T | undefined => {
  useEffect(() => lazy.want(), [lazy])
  return useSnapshot(lazy.value)
}
