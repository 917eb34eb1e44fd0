// What waits for staff is an entry of its own (`@lectern/client/inbox`), as few people need it; here is what tells it of changes.
import type { Clock } from '../core/clock.ts'
import type { Http } from '../http/http.ts'

export interface InboxOptions {
  http: Http
  clock: Clock
  random: () => number
}

interface Desk {
  /** A frame came, or a connection is live again. */
  resume(): void
  /** The user signed out, or another one signed in. */
  clear(): void
}

export class InboxDoor {
  readonly #options: InboxOptions
  #desk: Desk | undefined

  constructor(options: InboxOptions) {
    this.#options = options
  }

  /** The list, made at the first call and the same at each. */
  open<Made extends Desk>(make: (options: InboxOptions) => Made): Made {
    this.#desk ??= make(this.#options)
    return this.#desk as Made
  }

  /** What is not open has missed nothing: it reads everything when it is. */
  resume(): void {
    this.#desk?.resume()
  }

  clear(): void {
    this.#desk?.clear()
  }
}
