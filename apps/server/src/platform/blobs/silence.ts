// A storage that hangs: nothing has moved for too long. How long the whole takes depends on the size and is no fault.
import type { Clock, Timer } from '../clock.ts'
import { BucketError } from './bucket-error.ts'

export const SILENCE_MS = 15_000

export class Silence {
  readonly #clock: Clock
  readonly #stop = new AbortController()
  #timer: Timer | undefined

  /** From now on something has to move. */
  constructor(clock: Clock) {
    this.#clock = clock
    this.moved()
  }

  /** Aborts with a `BucketError`, or what `fail` got. */
  get signal(): AbortSignal {
    return this.#stop.signal
  }

  moved(): void {
    this.end()
    this.#timer = this.#clock.after(SILENCE_MS, () => this.#stop.abort(silent()))
  }

  fail(error: Error): void {
    this.#stop.abort(error)
  }

  end(): void {
    this.#timer?.cancel()
    this.#timer = undefined
  }
}

const silent = (): BucketError =>
  new BucketError('silent', 'silent', `Nothing came for ${SILENCE_MS / 1_000} seconds.`)
