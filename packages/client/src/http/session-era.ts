import { unreachableError } from '../core/errors.ts'

/**
 * Recognises late answers. Every sign-in and sign-out begins a new era; an answer to a request of an earlier
 * era must change nothing.
 */
export class SessionEra {
  #current = 0

  /** The present era, to remember with a request. */
  get current(): number {
    return this.#current
  }

  /** Begins a new era and returns it. */
  begin(): number {
    return ++this.#current
  }

  isCurrent(era: number): boolean {
    return era === this.#current
  }

  /** @throws ApiError `unavailable` after another sign-in or sign-out. */
  require(era: number): void {
    if (!this.isCurrent(era)) throw unreachableError('The session changed meanwhile')
  }
}
