// Kysely over an open better-sqlite3 handle. Unlike Kysely's own dialect it caches prepared statements, and it
// takes no lock: the handle is used by readers only, or by the one running group commit.
import type BetterSqlite from 'better-sqlite3'
import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
} from 'kysely'
import { spell } from './fragments.ts'
import { driverOver, serialDriverOver } from './one-connection.ts'

const MAX_STATEMENTS = 500

class SqliteConnection implements DatabaseConnection {
  readonly #handle: BetterSqlite.Database
  readonly #statements = new Map<string, BetterSqlite.Statement>()

  constructor(handle: BetterSqlite.Database) {
    this.#handle = handle
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#prepared(sql)
    if (statement.reader) return { rows: statement.all(...parameters) as Row[] }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  async *streamQuery<Row>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    for (const row of this.#handle.prepare(spell(sql, 'sqlite')).iterate(...parameters))
      yield { rows: [row as Row] }
  }

  #prepared(sql: string): BetterSqlite.Statement {
    const known = this.#statements.get(sql)
    if (known) return known
    if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear()
    const statement = this.#handle.prepare(spell(sql, 'sqlite'))
    this.#statements.set(sql, statement)
    return statement
  }
}

/** Kysely would let statements wait for one another. Readers need not, and in a write that is a fault. */
class OwnAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

export const sqliteDialect = (handle: BetterSqlite.Database, use: 'read' | 'write'): Dialect => {
  const connection = new SqliteConnection(handle)
  const driver = use === 'write' ? serialDriverOver(connection) : driverOver(connection)
  return {
    createAdapter: () => new OwnAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}
