import type { Clock } from '../platform/clock.ts'
import { byeFrame } from './delivery.ts'
import type { Frame } from './frame.ts'
import type { FrameSink } from './frame-sink.ts'

/** Commits come in groups and so do their frames: an answer waits this long for the rest of its group. */
const GATHER_MS = 5

/** Keeps frames until a poll takes them. The heads of the next poll repair the loss of an answer. */
export class PollSink implements FrameSink {
  readonly #clock: Clock
  readonly #gone: () => void
  #held: Frame[] = []
  #bytes = 0
  #closed = false
  #drained: (() => void) | undefined
  #arrived: (() => void) | undefined

  /** `gone`: closed, and nothing has to be fetched any more. */
  constructor(clock: Clock, gone: () => void) {
    this.#clock = clock
    this.#gone = gone
  }

  get buffered(): number {
    return this.#bytes
  }

  write(frame: Frame): void {
    if (this.#closed) return
    this.#held.push(frame)
    this.#bytes += frame.text.length
    this.#arrived?.()
  }

  onDrain(run: () => void): void {
    this.#drained = run
  }

  probe(): void {}

  close(code: number, bye = byeFrame(code, 0)): void {
    this.write(bye)
    this.#closed = true
    this.#gone()
  }

  /** The kept frames, after a wait of up to `waitMs` for the first; a later call ends an earlier wait. */
  async take(waitMs: number, signal: AbortSignal): Promise<unknown[]> {
    this.#arrived?.()
    if (waitMs > 0 && this.#held.length === 0 && !this.#closed) await this.#arrival(waitMs, signal)
    if (signal.aborted) return []
    const taken = this.#held.map(({ text }) => (text === 'pong' ? text : (JSON.parse(text) as unknown)))
    this.#held = []
    this.#bytes = 0
    const drained = this.#drained
    this.#drained = undefined
    drained?.()
    return taken
  }

  #arrival(waitMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = this.#clock.after(waitMs, resolve)
    const arrived = (): void => void this.#clock.after(GATHER_MS, resolve)
    this.#arrived = arrived
    signal.addEventListener('abort', () => resolve(), { once: true })
    return promise.finally(() => {
      timer.cancel()
      if (this.#arrived === arrived) this.#arrived = undefined
    })
  }
}
