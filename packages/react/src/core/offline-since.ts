import type { ConnectionState, Store } from '@lectern/client'

/**
 * The start of the current outage, across the attempts to reconnect; undefined while connected. The banner
 * would otherwise come and go with every attempt.
 */
export class OfflineSince implements Store<number | undefined> {
  readonly #connection: Store<ConnectionState>
  #since: number | undefined

  constructor(connection: Store<ConnectionState>) {
    this.#connection = connection
  }

  get(): number | undefined {
    const state = this.#connection.get()
    if (state.status === 'offline') this.#since ??= state.since
    else if (state.status !== 'connecting' && state.status !== 'authenticating') this.#since = undefined
    return this.#since
  }

  subscribe(listener: () => void): () => void {
    return this.#connection.subscribe(() => {
      this.get()
      listener()
    })
  }
}
