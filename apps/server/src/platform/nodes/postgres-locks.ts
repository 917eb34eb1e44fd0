// Who of the nodes does what only one may do at a time: advisory locks of PostgreSQL, all of a node on one connection. They end
// with it, so a node that dies holds nothing, and one that stands still keeps what it has.
import pg from 'pg'
import { CONNECT_MS } from '../db/postgres-server.ts'
import { refusalOf } from '../db/postgres-errors.ts'

/** Apart from the locks of others in the same database. */
const SPACE = 721_890

/** Between the nodes of an installation. */
export interface Locks {
  /** Undefined while another node has it; within a node everybody gets it. `onLost`: others may have it from now on. */
  take(key: string, onLost: () => void): Promise<Release | undefined>
}

export type Release = () => Promise<void>

export class PostgresLocks implements Locks {
  readonly #url: string
  #connection: Promise<pg.Client> | undefined
  readonly #held = new Set<() => void>()

  constructor(url: string) {
    this.#url = url
  }

  /** @throws AppError `unavailable` without the database */
  async take(key: string, onLost: () => void): Promise<Release | undefined> {
    const client = await this.#connected()
    const { rows } = await client
      .query<{ got: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS got', [SPACE, key])
      .catch((error: unknown) => {
        this.#lost(client)
        throw refusalOf(error)
      })
    if (!rows[0]?.got) return undefined
    const held = () => onLost()
    this.#held.add(held)
    return async () => {
      if (!this.#held.delete(held)) return
      await client
        .query('SELECT pg_advisory_unlock($1, hashtext($2))', [SPACE, key])
        .catch(() => this.#lost(client))
    }
  }

  async close(): Promise<void> {
    const client = await this.#connection?.catch(() => undefined)
    await client?.end().catch(() => {})
  }

  async #connected(): Promise<pg.Client> {
    this.#connection ??= this.#connect()
    try {
      return await this.#connection
    } catch (error) {
      this.#connection = undefined
      throw refusalOf(error)
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      keepAlive: true,
      application_name: 'lectern locks',
    })
    client.on('error', () => this.#lost(client))
    client.on('end', () => this.#lost(client))
    await client.connect()
    return client
  }

  /** All that was held there is free for others. */
  #lost(client: pg.Client): void {
    void client.end().catch(() => {})
    const lost = [...this.#held]
    this.#held.clear()
    this.#connection = undefined
    for (const tell of lost) tell()
  }
}
