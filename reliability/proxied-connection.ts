import type { Socket } from 'node:net'
import type { Clock } from '@lectern/client'
import type { Faults } from './fault-proxy.ts'
import { Pipe } from './pipe.ts'

const UPGRADE = /^GET [^\r]*\r\n[^]*?\r\nupgrade: *websocket\r\n/i
const EVENT_STREAM = /^content-type: *text\/event-stream/im
const END_OF_HEAD = '\r\n\r\n'

interface ProxiedConnectionOptions {
  faults: Faults
  clock: Clock
  /** Called with the number of received bytes: `up` from the client, `down` from the server. */
  onTaken: (way: 'up' | 'down', bytes: number) => void
}

/** One client and the server behind it, with a pipe in each direction. */
export class ProxiedConnection {
  readonly #client: Socket
  readonly #server: Socket
  readonly #faults: Faults
  readonly #up: Pipe
  readonly #down: Pipe
  readonly #listeners: (() => void)[] = []
  #ended = false
  #upgraded = false
  #streaming = false

  constructor(client: Socket, server: Socket, { faults, clock, onTaken }: ProxiedConnectionOptions) {
    this.#client = client
    this.#server = server
    this.#faults = faults
    client.setNoDelay(true)
    server.setNoDelay(true)
    this.#up = new Pipe(client, server, {
      faults: faults.up,
      clock,
      count: (bytes) => onTaken('up', bytes),
      pass: (bytes) => this.#passUp(bytes),
    })
    this.#down = new Pipe(server, client, {
      faults: faults.down,
      clock,
      count: (bytes) => onTaken('down', bytes),
      pass: (bytes) => this.#passDown(bytes),
    })
    for (const socket of [client, server]) {
      socket.on('error', () => this.#lose(socket))
      socket.on('close', () => this.#lose(socket))
    }
  }

  get upgraded(): boolean {
    return this.#upgraded
  }

  onEnd(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** The faults have changed: waiting bytes may go on. */
  wake(): void {
    this.#up.wake()
    this.#down.wake()
  }

  /** Blocks everything, in both directions. */
  forget(): void {
    this.#up.forget()
    this.#down.forget()
  }

  end(how: 'cut' | 'reset'): void {
    if (this.#ended) return
    this.#ended = true
    this.#up.stop()
    this.#down.stop()
    for (const socket of [this.#client, this.#server])
      if (how === 'reset') socket.resetAndDestroy()
      else socket.destroy()
    for (const listener of this.#listeners) listener()
  }

  /** One side is gone. The other learns it, unless the way there is a black hole. */
  #lose(socket: Socket): void {
    const way = socket === this.#client ? this.#up : this.#down
    if (way.swallows && !(this.#client.destroyed && this.#server.destroyed)) return
    if (way.pending && !socket.errored) way.onEmpty(() => this.end('cut'))
    else this.end(socket.errored ? 'reset' : 'cut')
  }

  #passUp(bytes: Buffer): Buffer | undefined {
    if (this.#upgraded || !UPGRADE.test(bytes.toString('latin1'))) return bytes
    const status = this.#faults.block_upgrades
    if (status === false) {
      this.#upgraded = true
      return bytes
    }
    const reason = status === 403 ? 'Forbidden' : 'Bad Request'
    this.#client.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    this.#server.destroy()
    return undefined
  }

  #passDown(bytes: Buffer): Buffer | undefined {
    if (this.#upgraded) return bytes
    if (this.#streaming) return this.#faults.buffer_event_streams ? undefined : bytes
    const head = bytes.indexOf(END_OF_HEAD)
    if (head < 0 || !EVENT_STREAM.test(bytes.toString('latin1', 0, head))) return bytes
    this.#streaming = true
    return this.#faults.buffer_event_streams ? bytes.subarray(0, head + END_OF_HEAD.length) : bytes
  }
}
