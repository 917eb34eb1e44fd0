// Drawing hundreds of formulas in one task would freeze the page: a message may have three hundred. So each frame draws a
// slice of them, and the others show their source meanwhile. Those of an ordinary message are drawn at once.

/** Work of one frame; a formula's is about its length. Twenty short formulas. */
export const SLICE_WORK = 1_600
/** What drawing the shortest formula takes, as if it were so long. */
const LEAST_WORK = 60

/** About what drawing takes. */
export const workOf = (tex: string): number => LEAST_WORK + tex.length

interface Waiting {
  work: number
  ready: () => void
}

export class FormulaQueue {
  readonly #nextFrame: (run: () => void) => void
  readonly #waiting = new Set<Waiting>()
  #left = SLICE_WORK
  #isAsked = false

  constructor(nextFrame: (run: () => void) => void) {
    this.#nextFrame = nextFrame
  }

  /** Whether a formula may be drawn in this frame; another one has to `wait`. */
  admit(work: number): boolean {
    this.#askForFrame()
    if (this.#waiting.size > 0 || this.#left <= 0) return false
    this.#left -= work
    return true
  }

  /** Calls `ready` in the frame of its turn. Returns the cancel function. */
  wait(work: number, ready: () => void): () => void {
    const waiting = { work, ready }
    this.#waiting.add(waiting)
    this.#askForFrame()
    return () => void this.#waiting.delete(waiting)
  }

  #askForFrame(): void {
    if (this.#isAsked) return
    this.#isAsked = true
    this.#nextFrame(() => {
      this.#isAsked = false
      this.#drawSlice()
    })
  }

  #drawSlice(): void {
    this.#left = SLICE_WORK
    for (const waiting of [...this.#waiting]) {
      if (this.#left <= 0) break
      this.#left -= waiting.work
      this.#waiting.delete(waiting)
      waiting.ready()
    }
    if (this.#waiting.size > 0) this.#askForFrame()
  }
}
