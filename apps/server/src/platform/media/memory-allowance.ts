// The memory that the media processes may take together. Who needs more than is left waits for those before; nobody
// overtakes, or a large picture would wait for as long as small ones come.
import { totalmem } from 'node:os'
import { constrainedMemory } from 'node:process'

/** Of what there is: the rest is for the server, and for its database if that is on the same machine. */
const SHARE = 0.6
/** A server with less could not show a single picture. */
export const LEAST_MB = 128
/** More does not help two processes of at most 1 GiB each. */
const MOST_BYTES = 2 * 1024 ** 3

/** The memory that this process and its children may use: that of the machine, or of its container. */
const memoryHere = (): number => Math.min(totalmem(), constrainedMemory() || Infinity)

/** What the media processes may take where there are so many bytes. */
export const allowanceOf = (memory_bytes = memoryHere()): number =>
  Math.max(LEAST_MB * 1024 ** 2, Math.min(MOST_BYTES, memory_bytes * SHARE))

interface Waiter {
  bytes: number
  enter(): void
}

export class MemoryAllowance {
  readonly bytes: number
  readonly #waiting: Waiter[] = []
  #held = 0

  constructor(bytes: number) {
    this.bytes = bytes
  }

  /** What is held at this moment. */
  get held(): number {
    return this.#held
  }

  /** Runs once there is so much; more than everything is everything. */
  async hold<T>(wanted: number, run: () => Promise<T>): Promise<T> {
    const bytes = Math.min(wanted, this.bytes)
    if (this.#waiting.length > 0 || !this.#fits(bytes)) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#waiting.push({ bytes, enter: resolve })
      await promise
    } else this.#held += bytes
    try {
      return await run()
    } finally {
      this.#held -= bytes
      this.#admit()
    }
  }

  #fits(bytes: number): boolean {
    return this.#held + bytes <= this.bytes
  }

  #admit(): void {
    for (let [next] = this.#waiting; next && this.#fits(next.bytes); [next] = this.#waiting) {
      this.#waiting.shift()
      this.#held += next.bytes
      next.enter()
    }
  }
}
