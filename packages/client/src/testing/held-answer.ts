/**
 * Holds back the answer to one call until a test releases it. The call itself takes effect at once.
 * @example
 * const held = new HeldAnswer()
 * const chat = new Chat({ storage: new HeldStorage(held), fetch: held.fetch(network.fetch) })
 * held.next(/^list drafts/)
 * void chat.session.signIn(email, password)
 * // … the drafts are being read
 * held.release()
 */
export class HeldAnswer {
  #next: RegExp | undefined
  #release: (() => void) | undefined

  /** Whether a call came and its answer is held. */
  get isHeld(): boolean {
    return this.#release !== undefined
  }

  /** Holds the answer to the next call that matches, and only that one. */
  next(call: RegExp): void {
    this.#next = call
  }

  release(): void {
    this.#next = undefined
    this.#release?.()
    this.#release = undefined
  }

  /**
   * Returns `answer`, after the release if it is held. `call` is a method and its target, as in `put
   * session/user`.
   */
  async of<T>(call: string, answer: Promise<T>): Promise<T> {
    if (!this.#next?.test(call)) return answer
    this.#next = undefined
    const released = new Promise<void>((resolve) => (this.#release = resolve))
    const settled = await answer.then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error
      },
    )
    await released
    return settled()
  }

  /** A call is named as in `post /auth/login`. */
  fetch(send: typeof fetch): typeof fetch {
    return (input, init) => {
      const { pathname } = new URL(String(input))
      return this.of(`${(init?.method ?? 'GET').toLowerCase()} ${pathname}`, send(input, init))
    }
  }
}
