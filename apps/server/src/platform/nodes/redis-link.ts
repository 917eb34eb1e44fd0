// Publish and subscribe of Redis. The library dials again by itself; nothing is queued while it does, because what is old is
// worth nothing.
import { Redis } from 'ioredis'
import type { Link } from './link.ts'
import { shownAddress } from '../shown-address.ts'

const RETRY_MS = 500
/** A connection that answers nothing for so long is ended. */
const SILENT_MS = 5_000

const OPTIONS = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  commandTimeout: SILENT_MS,
  connectTimeout: SILENT_MS,
  retryStrategy: () => RETRY_MS,
} as const

export class RedisLink implements Link {
  readonly name: string
  readonly #channel: string
  readonly #sender: Redis
  readonly #listener: Redis

  /** `channel`: of this installation alone, if several share the server. */
  constructor(url: string, channel: string) {
    this.name = `Redis ${shownAddress(url)}`
    this.#channel = channel
    this.#sender = new Redis(url, OPTIONS)
    this.#listener = new Redis(url, { ...OPTIONS, autoResubscribe: true })
    // Whoever sends learns of it by silence: see `NodeBus`.
    for (const connection of [this.#sender, this.#listener]) connection.on('error', () => {})
    this.#listener.on('ready', () => void this.#listener.subscribe(channel).catch(() => {}))
  }

  send(message: string): void {
    this.#sender.publish(this.#channel, message).catch(() => {})
  }

  listen(hear: (message: string) => void): void {
    this.#listener.on('message', (_channel, message) => hear(message))
  }

  renew(): void {
    for (const connection of [this.#sender, this.#listener])
      if (connection.status === 'ready') connection.disconnect(true)
  }

  async close(): Promise<void> {
    for (const connection of [this.#sender, this.#listener]) connection.disconnect()
  }
}
