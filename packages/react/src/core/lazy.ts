// A part of the program that is loaded when it is first needed. Once there it is used at once, so that a row that is
// scrolled back into view is drawn in its final height.
import { Cell } from '@lectern/client'

export type LazyState<T> = { status: 'absent' | 'loading' | 'failed' } | { status: 'ready'; value: T }

export class Lazy<T> {
  readonly state = new Cell<LazyState<T>>({ status: 'absent' })
  readonly #load: () => Promise<T>

  constructor(load: () => Promise<T>) {
    this.#load = load
  }

  /** Loads it, once; after a failure each call tries again. Never rejects: `state` has the outcome. */
  async want(): Promise<void> {
    const { status } = this.state.get()
    if (status === 'loading' || status === 'ready') return
    this.state.set({ status: 'loading' })
    try {
      this.state.set({ status: 'ready', value: await this.#load() })
    } catch {
      // A new version on the server, or no network: what is shown instead says so.
      this.state.set({ status: 'failed' })
    }
  }
}
