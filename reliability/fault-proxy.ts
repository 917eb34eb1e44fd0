// A TCP proxy on loopback that treats connections like bad networks do, switchable while it runs.
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { systemClock, type Clock } from '@lectern/client'
import { ProxiedConnection } from './proxied-connection.ts'

/** The faults of one direction. */
export interface DirectionFaults {
  /** The delay of every byte. */
  latency_ms: number
  /** Bytes are taken and never delivered, and neither is the end of the stream. */
  black_hole: boolean
  /** The number of bytes a second that are taken from the sender, with back-pressure. 0 takes none. */
  bytes_per_s: number
}

export interface Faults {
  /** From the client to the server. */
  up: DirectionFaults
  /** From the server to the client. */
  down: DirectionFaults
  /** New connections are reset at once. */
  refuse: boolean
  /** The status that answers WebSocket upgrades instead of the server. */
  block_upgrades: false | 400 | 403
  /** Bodies of event streams are held back, like in a buffering proxy. */
  buffer_event_streams: boolean
}

const healthy = (): DirectionFaults => ({ latency_ms: 0, black_hole: false, bytes_per_s: Infinity })

const noFaults = (): Faults => ({
  up: healthy(),
  down: healthy(),
  refuse: false,
  block_upgrades: false,
  buffer_event_streams: false,
})

export class FaultProxy {
  readonly #server: Server
  readonly #connections = new Set<ProxiedConnection>()
  #targetPort: number
  #faults = noFaults()
  /** Connections accepted since the beginning. */
  accepted = 0
  /** Bytes received since the beginning: `up` from clients, `down` from the server. */
  readonly taken = { up: 0, down: 0 }
  readonly #clock: Clock

  /** Listens on a free port of 127.0.0.1 and forwards everything to `targetPort`. */
  static async listen(targetPort: number, clock: Clock = systemClock): Promise<FaultProxy> {
    const proxy = new FaultProxy(targetPort, clock)
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject).listen(0, '127.0.0.1', resolve)
    })
    return proxy
  }

  private constructor(targetPort: number, clock: Clock) {
    this.#targetPort = targetPort
    this.#clock = clock
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#take(client))
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get open(): number {
    return this.#connections.size
  }

  /** Open connections that became a WebSocket. */
  get sockets(): number {
    return [...this.#connections].filter(({ upgraded }) => upgraded).length
  }

  /** New connections go to another port from now on: the server came back there. */
  retarget(port: number): void {
    this.#targetPort = port
  }

  /** Sets the faults of all connections, present and future. */
  set(faults: {
    up?: Partial<DirectionFaults>
    down?: Partial<DirectionFaults>
    refuse?: boolean
    block_upgrades?: Faults['block_upgrades']
    buffer_event_streams?: boolean
  }): void {
    const { up, down, ...others } = faults
    Object.assign(this.#faults.up, up)
    Object.assign(this.#faults.down, down)
    Object.assign(this.#faults, others)
    for (const connection of this.#connections) connection.wake()
  }

  /** Removes all faults; bytes in a black hole stay lost. */
  heal(): void {
    this.set(noFaults())
  }

  /**
   * Makes every open connection dead for good without telling either side: a router forgot it. New ones are
   * fine.
   */
  forget(which: 'all' | 'sockets' = 'all'): void {
    for (const connection of this.#connections)
      if (which === 'all' || connection.upgraded) connection.forget()
  }

  /** Ends every open connection in both directions without further bytes. */
  cut(): void {
    for (const connection of this.#connections) connection.end('cut')
  }

  /** Resets every open connection (RST) on both sides. */
  reset(): void {
    for (const connection of this.#connections) connection.end('reset')
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.cut()
    await closed
  }

  #take(client: Socket): void {
    this.accepted++
    if (this.#faults.refuse) {
      client.on('error', () => {}).resetAndDestroy()
      return
    }
    const server = connect({ port: this.#targetPort, host: '127.0.0.1', allowHalfOpen: true })
    const connection = new ProxiedConnection(client, server, {
      faults: this.#faults,
      clock: this.#clock,
      onTaken: (way, bytes) => (this.taken[way] += bytes),
    })
    this.#connections.add(connection)
    connection.onEnd(() => this.#connections.delete(connection))
  }
}
