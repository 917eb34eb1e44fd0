// What comes from the network can come hundreds of times a second, and a screen shows sixty pictures. So what
// renders hears of changes at most once a frame: at once after a quiet frame, else together at the next one.
import { after, ticks } from './clock.ts'

export interface FrameTimes {
  /** Whether there are pictures at all; without them everybody is told at once. */
  readonly drawn: boolean
  /** Runs `run` before the next picture. */
  next(run: () => void): void
  /** Runs `run` once the work for this picture is done. */
  afterPicture(run: () => void): void
  /** Runs `run` after this time. */
  after(delayMs: number, run: () => void): void
  /** Milliseconds that never go back. */
  now(): number
}

export class Frames {
  /** Tests bring their own. */
  times: FrameTimes
  readonly #waiting = new Set<() => void>()
  /** `first`: the task of the first change, whose other changes belong to it. */
  #phase: 'quiet' | 'first' | 'gathering' = 'quiet'

  constructor(times: FrameTimes = browserTimes) {
    this.times = times
  }

  /** Calls a listener at once or at the next frame, once for any number of changes until then. */
  tell(listener: () => void): void {
    if (this.#phase === 'gathering') return void this.#waiting.add(listener)
    if (this.#phase === 'quiet' && this.times.drawn) this.#begin()
    listener()
  }

  /** The listener is not told any more. */
  forget(listener: () => void): void {
    this.#waiting.delete(listener)
  }

  /** Tells those who wait, without waiting for the frame. */
  flush(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const listener of waiting) tellSafely(listener)
  }

  #begin(): void {
    this.#phase = 'first'
    queueMicrotask(() => (this.#phase = 'gathering'))
    this.times.next(() => this.#frame())
  }

  #frame(): void {
    if (this.#waiting.size === 0) {
      this.#phase = 'quiet'
      return
    }
    const begun = this.times.now()
    this.flush()
    // Half of the time stays for everything else, however long a picture takes: a slow device draws less often, and
    // then more at a time.
    this.times.afterPicture(() =>
      this.times.after(Math.min(this.times.now() - begun, LONGEST_MS), () =>
        this.times.next(() => this.#frame()),
      ),
    )
  }
}

/** One that throws stops no other. */
const tellSafely = (listener: () => void): void => {
  try {
    listener()
  } catch (error) {
    reportError(error)
  }
}

/** Nobody waits longer for the next picture because the last one took long. */
const LONGEST_MS = 500
/** A page that is hidden, or a frame out of view, gets no frames; nothing may pile up there. */
const UNSEEN_MS = 250

/**
 * Runs `run` once, before the next picture of the page or after a quarter of a second, whichever comes first. Also
 * where there are no pictures any more, because the page was taken down meanwhile.
 */
export const nextPicture = (run: () => void): void => {
  let done = false
  const once = () => {
    if (done) return
    done = true
    cancel()
    run()
  }
  const cancel = after(UNSEEN_MS, once)
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(once)
}

const browserTimes: FrameTimes = {
  get drawn() {
    return typeof requestAnimationFrame === 'function'
  },
  next: nextPicture,
  afterPicture: (run) => void after(0, run),
  after: (delayMs, run) => void (delayMs < 1 ? run() : after(delayMs, run)),
  now: ticks,
}

/** The frames of this page. */
export const frames = new Frames()
