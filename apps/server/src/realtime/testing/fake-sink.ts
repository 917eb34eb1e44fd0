import type { DownFrame } from '@lectern/protocol'
import type { Frame } from '../frame.ts'
import type { FrameSink } from '../frame-sink.ts'

/** A sink made of counters. */
export class FakeSink implements FrameSink {
  buffered = 0
  readonly frames: Frame[] = []
  readonly codes: number[] = []
  /** The frames of the closes. */
  readonly goodbyes: Frame[] = []
  probes = 0
  #drained: (() => void)[] = []

  get values(): DownFrame[] {
    return this.frames.map(({ text }) => JSON.parse(text) as DownFrame)
  }

  write(frame: Frame): void {
    this.frames.push(frame)
  }

  onDrain(run: () => void): void {
    this.#drained.push(run)
  }

  drain(): void {
    this.buffered = 0
    for (const run of this.#drained.splice(0)) run()
  }

  probe(): void {
    this.probes += 1
  }

  close(code: number, bye?: Frame): void {
    this.codes.push(code)
    if (bye) this.goodbyes.push(bye)
  }
}
