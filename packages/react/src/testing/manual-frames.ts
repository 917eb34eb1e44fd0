import { onTestFinished } from 'vitest'
import { frames, type FrameTimes } from '../core/frames.ts'

/** Frames that come when a test says so. */
export class ManualFrames implements FrameTimes {
  readonly drawn = true
  #time = 0
  #next: (() => void)[] = []
  #afterPicture: (() => void)[] = []
  #timers: { at: number; run: () => void }[] = []

  readonly next = (run: () => void): void => void this.#next.push(run)
  readonly afterPicture = (run: () => void): void => void this.#afterPicture.push(run)
  readonly after = (delayMs: number, run: () => void): void =>
    void this.#timers.push({ at: this.#time + delayMs, run })
  readonly now = (): number => this.#time

  /** One picture, which takes this long. */
  frame(tookMs = 0): void {
    this.#take(this.#next)
    this.#time += tookMs
    this.#take(this.#afterPicture)
    this.pass(0)
  }

  /** Time without a picture. */
  pass(ms: number): void {
    this.#time += ms
    const due = this.#timers.filter(({ at }) => at <= this.#time)
    this.#timers = this.#timers.filter(({ at }) => at > this.#time)
    for (const { run } of due) run()
  }

  #take(runs: (() => void)[]): void {
    for (const run of runs.splice(0)) run()
  }
}

/** The page's frames come by hand until the test ends. */
export const drawByHand = (): ManualFrames => {
  const manual = new ManualFrames()
  const { times } = frames
  frames.times = manual
  onTestFinished(() => {
    // Two quiet frames end what the test began.
    for (let rest = 0; rest < 2; rest++) {
      manual.pass(1_000)
      manual.frame()
    }
    frames.times = times
  })
  return manual
}
