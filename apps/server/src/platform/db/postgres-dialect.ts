// Kysely over PostgreSQL. A statement is prepared on each connection at its first use there. Values arrive as SQLite gives
// them: numbers for whole numbers and flags, text for JSON.
import { createHash } from 'node:crypto'
import pg from 'pg'
import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
} from 'kysely'
import { spell } from './fragments.ts'
import { driverOver, serialDriverOver } from './one-connection.ts'

/** What runs statements: readers on any connection, or the one of a transaction. */
export interface Runner {
  query(statement: pg.QueryConfig): Promise<Pick<pg.QueryResult<object>, 'rows' | 'rowCount'>>
}

interface Spelled {
  text: string
  /** Names it on the server, where it stays prepared. */
  name?: string
}

/** Statements that are joined from parts are endless, and the server keeps each that has a name. */
const MAX_NAMED = 500

/** The statements of one database, spelled once. */
export class Statements {
  readonly #spelled = new Map<string, Spelled>()

  spelled(sql: string): Spelled {
    const known = this.#spelled.get(sql)
    if (known) return known
    const text = spell(sql, 'postgres')
    if (this.#spelled.size >= MAX_NAMED) return { text }
    const name = createHash('sha256').update(text).digest('hex').slice(0, 40)
    this.#spelled.set(sql, { text, name })
    return { text, name }
  }
}

const { builtins, getTypeParser } = pg.types
const asText = (value: string): string => value
const PARSERS: Record<number, (value: string) => unknown> = {
  [builtins.INT8]: Number,
  [builtins.NUMERIC]: Number,
  [builtins.BOOL]: (value) => (value === 't' ? 1 : 0),
  [builtins.JSON]: asText,
  [builtins.JSONB]: asText,
}

/** For the settings of a pool. */
export const TYPES = {
  getTypeParser: ((oid: number, format?: 'text') =>
    PARSERS[oid] ?? getTypeParser(oid, format)) as typeof getTypeParser,
}

/** The only character that PostgreSQL cannot keep. */
const withoutNul = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value

class PostgresConnection implements DatabaseConnection {
  readonly #runner: Runner
  readonly #statements: Statements

  constructor(runner: Runner, statements: Statements) {
    this.#runner = runner
    this.#statements = statements
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = { ...this.#statements.spelled(sql), values: parameters.map(withoutNul) }
    const { rows, rowCount } = await this.#runner.query(statement)
    return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('nothing is streamed from PostgreSQL')
  }
}

export const postgresDialect = (runner: Runner, statements: Statements, use: 'read' | 'write'): Dialect => {
  const connection = new PostgresConnection(runner, statements)
  const driver = use === 'write' ? serialDriverOver(connection) : driverOver(connection)
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
