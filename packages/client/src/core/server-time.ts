// The server's time on this device, whose own clock may be wrong or be set while the page is open.
//
// What the server said last is carried on by the clock that nobody can set. That clock stands still while some
// machines sleep. Without a connection, a wall clock that is ahead of it therefore counts as time slept; with one,
// any answer of the server corrects it.
import type { Clock } from './clock.ts'
import type { ClientStorage } from './storage.ts'

/** The date of an HTTP answer has no fractions of a second, and took a while to come. */
const COARSE_MS = 2_500

interface Anchor {
  server: number
  wall: number
  monotonic: number
}

export class ServerTime implements Clock {
  /** The device's own clock, for what must see it jump. */
  readonly device: Clock
  #anchor: Anchor
  readonly #storage: ClientStorage | undefined
  #connected = false
  #heard = false

  constructor(device: Clock, storage?: ClientStorage) {
    this.device = device
    this.#storage = storage
    this.#anchor = this.#anchorAt(device.now())
  }

  /** Milliseconds since 1970, as the server counts them. */
  now(): number {
    const { server, wall, monotonic } = this.#anchor
    const passed = this.device.monotonic() - monotonic
    return server + (this.#connected ? passed : Math.max(passed, this.device.now() - wall))
  }

  monotonic(): number {
    return this.device.monotonic()
  }

  after(delayMs: number, callback: () => void): () => void {
    return this.device.after(delayMs, callback)
  }

  /** The server says what time it is. */
  hear(server: number): void {
    if (Number.isNaN(server)) return
    this.#anchor = this.#anchorAt(server)
    this.#heard = true
  }

  /** An answer says it to the second. */
  hearRoughly(server: number): void {
    if (Math.abs(this.now() - server) > COARSE_MS) this.hear(server)
  }

  setConnected(connected: boolean): void {
    if (connected === this.#connected) return
    this.#anchor = this.#anchorAt(this.now())
    this.#connected = connected
  }

  /** Keeps by how much the device's clock is ahead, for this person's next visit without a network. */
  async keep(user_id: string): Promise<void> {
    const ahead = Math.round(this.device.now() - this.now())
    await this.#storage?.put('session', keyOf(user_id), ahead).catch(() => {})
  }

  /** Uses what the last visit of this person kept, unless the server has been heard since. */
  async recall(user_id: string): Promise<void> {
    const ahead = await this.#storage?.get<number>('session', keyOf(user_id)).catch(() => undefined)
    if (ahead !== undefined && !this.#heard) this.#anchor = this.#anchorAt(this.device.now() - ahead)
  }

  async wipe(user_id: string): Promise<void> {
    await this.#storage?.delete('session', keyOf(user_id))
  }

  #anchorAt(server: number): Anchor {
    return { server, wall: this.device.now(), monotonic: this.device.monotonic() }
  }
}

const keyOf = (user_id: string): string => `ahead ${user_id}`
