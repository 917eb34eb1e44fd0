import type { Socket } from 'node:net'
import type { Clock } from '@lectern/client'
import type { DirectionFaults } from './fault-proxy.ts'

const TICK_MS = 20
/** Without a limit nothing waits, but a receiver that does not read must still cause back-pressure. */
const HIGH_WATER_BYTES = 64 * 1024

interface PipeOptions {
  faults: DirectionFaults
  clock: Clock
  /** Called with the number of received bytes, including those that a black hole swallows. */
  count: (bytes: number) => void
  /** May change the bytes, or return undefined to drop them. */
  pass: (bytes: Buffer) => Buffer | undefined
}

/** One direction of a connection: forwards bytes from one socket to the other, as its faults allow. */
export class Pipe {
  readonly #from: Socket
  readonly #to: Socket
  readonly #faults: DirectionFaults
  readonly #clock: Clock
  readonly #count: PipeOptions['count']
  readonly #pass: PipeOptions['pass']
  /** In order, even when the latency shrinks meanwhile. */
  readonly #late: { due: number; run: () => void }[] = []
  #cancelWait: (() => void) | undefined
  #allowance = 0
  #cancelRefill: (() => void) | undefined
  #ended = false
  #forgotten = false
  #onEmpty: (() => void) | undefined

  constructor(from: Socket, to: Socket, { faults, clock, count, pass }: PipeOptions) {
    this.#from = from
    this.#to = to
    this.#faults = faults
    this.#clock = clock
    this.#count = count
    this.#pass = pass
    from.on('readable', () => this.#read())
    from.on('end', () => this.#finish())
    to.on('drain', () => this.#read())
  }

  get swallows(): boolean {
    return this.#forgotten || this.#faults.black_hole
  }

  /** Swallows everything from now on. */
  forget(): void {
    this.#forgotten = true
  }

  /** Whether bytes are on their way. */
  get pending(): boolean {
    return this.#late.length > 0
  }

  onEmpty(run: () => void): void {
    this.#onEmpty = run
  }

  wake(): void {
    this.#read()
  }

  stop(): void {
    this.#cancelRefill?.()
    this.#cancelWait?.()
    this.#late.length = 0
  }

  #read(): void {
    while (!this.#from.destroyed && this.#from.readableLength > 0) {
      if (!this.swallows && this.#to.writableLength > HIGH_WATER_BYTES) return
      const bytes = this.#take()
      if (!bytes) return
      this.#count(bytes.length)
      this.#deliver(bytes)
    }
    // Asking for more than there is makes the stream fetch, which is how it notices the end.
    if (this.#faults.bytes_per_s === Infinity) this.#from.read(0)
  }

  #take(): Buffer | undefined {
    const { bytes_per_s } = this.#faults
    if (bytes_per_s === Infinity) return this.#from.read() as Buffer | undefined
    if (this.#allowance <= 0) {
      if (bytes_per_s > 0) this.#cancelRefill ??= this.#clock.after(TICK_MS, () => this.#renew())
      return undefined
    }
    const size = Math.min(this.#from.readableLength, this.#allowance)
    this.#allowance -= size
    return this.#from.read(size) as Buffer | undefined
  }

  #renew(): void {
    this.#cancelRefill = undefined
    this.#allowance = Math.max(1, Math.floor((this.#faults.bytes_per_s * TICK_MS) / 1_000))
    this.#read()
  }

  #deliver(taken: Buffer): void {
    if (this.swallows) return
    const bytes = this.#pass(taken)
    if (!bytes) return
    this.#later(() => this.#to.write(bytes))
  }

  #finish(): void {
    if (this.swallows || this.#ended) return
    this.#ended = true
    this.#later(() => this.#to.end())
  }

  #later(run: () => void): void {
    if (this.#faults.latency_ms === 0 && !this.pending) return run()
    this.#late.push({ due: this.#clock.monotonic() + this.#faults.latency_ms, run })
    if (this.#late.length === 1) this.#wait()
  }

  #wait(): void {
    const next = this.#late[0]
    if (!next) return this.#onEmpty?.()
    this.#cancelWait = this.#clock.after(next.due - this.#clock.monotonic(), () => {
      this.#late.shift()
      if (!this.#to.destroyed) next.run()
      this.#wait()
    })
  }
}
