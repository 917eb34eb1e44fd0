// LISTEN and NOTIFY: for a few nodes that have PostgreSQL and nothing else. One connection does both, so that hearing oneself
// proves both. A pooler that shares connections between transactions cannot carry it.
import pg from 'pg'
import type { Clock, Timer } from '../clock.ts'
import { CONNECT_MS } from '../db/postgres-server.ts'
import { shownAddress } from '../shown-address.ts'
import type { Link } from './link.ts'

const CHANNEL = 'lectern'
const RETRY_MS = 500

export class PostgresLink implements Link {
  readonly name: string
  readonly #url: string
  readonly #clock: Clock
  #client: pg.Client | undefined
  /** Ends with the last statement of the connection: it takes one at a time. */
  #sent: Promise<unknown> = Promise.resolve()
  #retry: Timer | undefined
  #closed = false
  #hear: (message: string) => void = () => {}

  constructor(url: string, clock: Clock) {
    this.name = `LISTEN on ${shownAddress(url)}`
    this.#url = url
    this.#clock = clock
    void this.#connect()
  }

  send(message: string): void {
    const client = this.#client
    if (!client) return
    const notify = () => client.query('SELECT pg_notify($1, $2)', [CHANNEL, message])
    this.#sent = this.#sent.then(notify).catch(() => {})
  }

  listen(hear: (message: string) => void): void {
    this.#hear = hear
  }

  renew(): void {
    const client = this.#client
    this.#client = undefined
    void client?.end().catch(() => {})
    if (!this.#retry) void this.#connect()
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#retry?.cancel()
    await this.#client?.end().catch(() => {})
  }

  async #connect(): Promise<void> {
    this.#retry = undefined
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: CONNECT_MS,
      application_name: 'lectern link',
    })
    client.on('notification', ({ payload = '' }) => this.#hear(payload))
    // Lost: the statement that meets it says so, too.
    client.on('error', () => this.#lost(client))
    client.on('end', () => this.#lost(client))
    this.#client = client
    const listening = client.connect().then(() => client.query(`LISTEN ${CHANNEL}`))
    this.#sent = listening.catch(() => {})
    try {
      await listening
    } catch {
      this.#lost(client)
    }
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client || this.#closed) return
    this.#client = undefined
    void client.end().catch(() => {})
    this.#retry = this.#clock.after(RETRY_MS, () => void this.#connect())
  }
}
