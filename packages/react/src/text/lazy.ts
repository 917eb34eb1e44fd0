// A part of the program that is fetched when the first message needs it. Once there it answers at once, so that a
// row scrolled back into view is drawn in its final height.
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

  /** Fetches it, once; what failed is tried again when it is wanted again. */
  want(): void {
    if (this.#isLoading || this.value.get() !== undefined) return
    this.#isLoading = true
    this.#load()
      .then((value) => this.value.set(value))
      .catch(() => {
        // The source that is shown instead can be read; a deployment or a dead line is no error of the message.
        this.#isLoading = false
      })
  }
}

/** Undefined until it has come. */
export const useLazy = <T>(lazy: Lazy<T>): T | undefined => {
  useEffect(() => lazy.want(), [lazy])
  return useSnapshot(lazy.value)
}
