import { byeFrame } from './delivery.ts'
import type { Frame } from './frame.ts'
import type { FrameSink } from './frame-sink.ts'

const encoder = new TextEncoder()

/** Server-sent events (WHATWG HTML, 9.2): each event is one message of the socket. */
export class EventSink implements FrameSink {
  readonly stream: ReadableStream<Uint8Array>
  readonly #gone: () => void
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  #drained: (() => void) | undefined

  /** `gone`: called when writing is no longer possible. */
  constructor(gone: () => void) {
    this.#gone = gone
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => this.#pulled(),
        cancel: () => {
          this.#controller = undefined
          gone()
        },
      },
      { highWaterMark: 0, size: (chunk) => chunk?.byteLength ?? 0 },
    )
  }

  get buffered(): number {
    return -(this.#controller?.desiredSize ?? 0)
  }

  write(frame: Frame): void {
    this.#controller?.enqueue(encoder.encode(`data: ${frame.text}\n\n`))
  }

  onDrain(run: () => void): void {
    this.#drained = run
  }

  /** Only a failed write shows that a reader is gone; a comment is not an event. */
  probe(): void {
    this.#controller?.enqueue(encoder.encode(':\n\n'))
  }

  close(code: number, bye = byeFrame(code, 0)): void {
    this.write(bye)
    const controller = this.#controller
    this.#controller = undefined
    controller?.close()
    this.#gone()
  }

  /** The stream asks for more only when all before is on its way. */
  #pulled(): void {
    const run = this.#drained
    this.#drained = undefined
    run?.()
  }
}
