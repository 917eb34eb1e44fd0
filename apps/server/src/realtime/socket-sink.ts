// The only module that writes to the socket under `ws`. That is safe because the server masks nothing,
// compression is off, and every frame is one whole write; `ws` itself writes only control frames to the same
// socket.
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { CLOSE } from '@lectern/protocol'
import type { Clock } from '../platform/clock.ts'
import type { Frame } from './frame.ts'
import type { FrameSink } from './frame-sink.ts'

/** `ws` would wait 30 s for a stuck peer to answer a close. */
const CLOSE_PATIENCE_MS = 2_000

/** The codes of `ws` for a violation, bad UTF-8 and an oversized frame; the contract has one code for these. */
const BROKEN_FRAME = new Set([1002, 1007, 1009])

export class ContractSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    super.close(code !== undefined && BROKEN_FRAME.has(code) ? CLOSE.protocol : code, reason)
  }
}

/** Joins the writes of one turn to one socket: one system call for all frames of a commit group. */
export class Flush {
  #held: Duplex[] = []

  hold(socket: Duplex): void {
    socket.cork()
    if (this.#held.push(socket) === 1) queueMicrotask(() => this.#release())
  }

  #release(): void {
    const held = this.#held
    this.#held = []
    for (const socket of held) socket.uncork()
  }
}

export class SocketSink implements FrameSink {
  readonly #ws: WebSocket
  readonly #socket: Duplex
  readonly #flush: Flush
  readonly #clock: Clock

  constructor(ws: WebSocket, socket: Duplex, { flush, clock }: { flush: Flush; clock: Clock }) {
    this.#ws = ws
    this.#socket = socket
    this.#flush = flush
    this.#clock = clock
  }

  get buffered(): number {
    return this.#socket.writableLength
  }

  write(frame: Frame): void {
    if (this.#ws.readyState !== WebSocket.OPEN || !this.#socket.writable) return
    if (this.#socket.writableCorked === 0) this.#flush.hold(this.#socket)
    this.#socket.write(frame.bytes)
  }

  onDrain(run: () => void): void {
    this.#socket.once('drain', run)
  }

  probe(): void {
    if (this.#ws.readyState === WebSocket.OPEN) this.#ws.ping()
  }

  close(code: number, bye?: Frame): void {
    if (bye) this.write(bye)
    this.#ws.close(code)
    const patience = this.#clock.after(CLOSE_PATIENCE_MS, () => this.#ws.terminate())
    this.#ws.once('close', () => patience.cancel())
  }
}
