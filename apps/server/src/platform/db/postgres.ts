// PostgreSQL behind the same interface as SQLite. A write is a transaction of its own on a connection of the pool; writers
// of one conversation wait for its row. Writes are not gathered into one commit as on SQLite: such a transaction would hold
// the rows of many conversations, and two nodes would wait for each other.
import pg from 'pg'
import { HandleEmptyInListsPlugin, Kysely, replaceWithNoncontingentExpression } from 'kysely'
import { AppError } from '../errors.ts'
import { failpoint } from '../failpoints.ts'
import type { Db, Transaction } from './db.ts'
import { CONNECT_MS, inspectServer } from './postgres-server.ts'
import { postgresDialect, Statements, TYPES, type Runner } from './postgres-dialect.ts'
import { attemptsFor, isLost, openingError, POOL_SIZE, refusalOf } from './postgres-errors.ts'

const IDLE_MS = 30_000

/** How long a statement may take: the server ends it, and one of a server that has fallen silent is given up somewhat later. */
export interface TimeLimits {
  read_ms: number
  write_ms: number
  silent_ms: number
}

const TIME_LIMITS: TimeLimits = { read_ms: 10_000, write_ms: 30_000, silent_ms: 5_000 }

/** Limits of the server for each connection: nobody waits for a lock for ever, and a dead node holds none. */
const SETTINGS = { lock_timeout: 5_000, idle_in_transaction_session_timeout: 60_000, jit: 'off' }

export interface PostgresDb<Tables> extends Db<Tables> {
  /** Runs on a connection of its own, outside of transactions. */
  withConnection<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T>
}

/**
 * Opens the database that the address names. `onError` gets errors of hooks after a commit.
 * @throws OperatorError if it cannot be reached, or cannot hold Lectern
 */
export const openPostgres = async <Tables>(
  url: string,
  onError: (error: unknown) => void,
  { read_ms, write_ms, silent_ms } = TIME_LIMITS,
): Promise<PostgresDb<Tables>> => {
  const { synchronous_commit } = await inspectServer(url)
  const settings = { ...SETTINGS, ...(synchronous_commit === 'off' && { synchronous_commit: 'on' }) }
  // Reads have a pool of their own: writers that wait for each other must not keep them out.
  const writers = poolOf(url, { ...settings, statement_timeout: write_ms }, write_ms + silent_ms)
  const readers = poolOf(url, { ...settings, statement_timeout: read_ms }, read_ms + silent_ms)
  const statements = new Statements()
  const snapshots = new Snapshots<Tables>(readers, statements)
  const writer = new Writer<Tables>(writers, statements, onError)
  return {
    read: kyselyOver<Tables>(new Reader(readers), statements, 'read'),
    snapshot: (work) => snapshots.read(work),
    write: (work) => writer.write(work),
    withConnection: async (run) => {
      // A migration takes as long as it takes.
      const patient = poolOf(url, settings)
      try {
        const client = await patient.connect()
        try {
          return await run(client)
        } finally {
          client.release()
        }
      } catch (error) {
        throw openingError(error, url)
      } finally {
        await patient.end()
      }
    },
    close: async () => {
      for (const pool of [writers, readers]) if (!pool.ending) await pool.end()
    },
  }
}

const poolOf = (url: string, settings: Record<string, string | number>, answer_ms?: number): pg.Pool => {
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    options,
    types: TYPES,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    ...(answer_ms !== undefined && { query_timeout: answer_ms }),
    // A server that vanishes without a word is noticed.
    keepAlive: true,
    application_name: 'lectern',
  })
  // A connection was lost, for one because the server restarted: whoever uses it hears of it by its statement.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** SQLite reads `IN ()`, PostgreSQL does not. */
const EMPTY_LISTS = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })

const kyselyOver = <Tables>(runner: Runner, statements: Statements, use: 'read' | 'write'): Kysely<Tables> =>
  new Kysely({ dialect: postgresDialect(runner, statements, use), plugins: [EMPTY_LISTS] })

/** Runs each statement on any connection. */
class Reader implements Runner {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async query(statement: pg.QueryConfig): Promise<pg.QueryResult<object>> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.#pool.query<object>(statement)
      } catch (error) {
        if (attempt >= attemptsFor(error)) throw refusalOf(error)
      }
  }
}

/** Kysely over each connection of a pool, made once. */
class Queries<Tables> {
  readonly #statements: Statements
  readonly #made = new WeakMap<pg.PoolClient, Kysely<Tables>>()

  constructor(statements: Statements) {
    this.#statements = statements
  }

  of(client: pg.PoolClient): Kysely<Tables> {
    const known = this.#made.get(client)
    if (known) return known
    const query = kyselyOver<Tables>(client, this.#statements, 'write')
    this.#made.set(client, query)
    return query
  }
}

/** Each in a transaction that sees the commits before its first statement. */
class Snapshots<Tables> {
  readonly #pool: pg.Pool
  readonly #queries: Queries<Tables>

  constructor(pool: pg.Pool, statements: Statements) {
    this.#pool = pool
    this.#queries = new Queries(statements)
  }

  async read<T>(work: (query: Kysely<Tables>) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.#within(work)
      } catch (error) {
        if (attempt >= attemptsFor(error)) throw refusalOf(error)
      }
  }

  async #within<T>(work: (query: Kysely<Tables>) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      const value = await work(this.#queries.of(client))
      await client.query('COMMIT')
      client.release()
      return value
    } catch (error) {
      await abandon(client, error)
      throw error
    }
  }
}

type Work<Tables, T> = (transaction: Transaction<Tables>) => Promise<T>

class Writer<Tables> {
  readonly #pool: pg.Pool
  readonly #queries: Queries<Tables>
  readonly #onError: (error: unknown) => void
  /** Ends when the hooks of all earlier commits have run. */
  #told: Promise<unknown> = Promise.resolve()

  constructor(pool: pg.Pool, statements: Statements, onError: (error: unknown) => void) {
    this.#pool = pool
    this.#queries = new Queries(statements)
    this.#onError = onError
  }

  /** Collisions begin it again from the start: `work` must change nothing outside of its transaction. */
  async write<T>(work: Work<Tables, T>): Promise<T> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.#transact(work)
      } catch (error) {
        if (attempt >= attemptsFor(error)) throw refusalOf(error)
      }
  }

  async #transact<T>(work: Work<Tables, T>): Promise<T> {
    const client = await this.#pool.connect()
    const hooks: (() => void)[] = []
    try {
      await client.query('BEGIN')
      const value = await work({ query: this.#queries.of(client), afterCommit: (run) => hooks.push(run) })
      failpoint('before_commit')
      await this.#tell(commit(client), hooks)
      failpoint('after_commit')
      client.release()
      return value
    } catch (error) {
      await abandon(client, error)
      throw error
    }
  }

  /** Runs the hooks in the order in which the commits were sent: for one conversation, that of its numbers. */
  #tell(committed: Promise<void>, hooks: readonly (() => void)[]): Promise<void> {
    const before = this.#told
    const told = Promise.allSettled([before, committed])
      .then(() => committed)
      .then(() => {
        for (const hook of hooks) this.#run(hook)
      })
    this.#told = told.catch(() => {})
    return told
  }

  #run(hook: () => void): void {
    try {
      hook()
    } catch (error) {
      this.#onError(error)
    }
  }
}

/**
 * A transaction in which a statement failed is rolled back by COMMIT, without an error. If the connection is lost here,
 * nobody knows whether it was committed: the error is made final, so that the write is not begun again.
 */
const commit = async (client: pg.PoolClient): Promise<void> => {
  const { command } = await client.query('COMMIT').catch((error: unknown) => {
    throw isLost(error) ? refusalOf(error) : error
  })
  if (command !== 'COMMIT') throw new Error('a statement of the transaction had failed, and nobody was told')
}

const abandon = async (client: pg.PoolClient, error: unknown): Promise<void> => {
  if (isLost(error) || (error instanceof AppError && isLost(error.cause))) return client.release(true)
  try {
    await client.query('ROLLBACK')
    client.release()
  } catch {
    client.release(true)
  }
}
