// The PostgreSQL database that an installation is moved into. A table of its own says how far the move is, so that it goes on
// after it was interrupted, and so that no server starts on a part. It is dropped with the last step.
import pg from 'pg'
import { OperatorError } from '../errors.ts'
import { shownAddress } from '../shown-address.ts'
import { addTo, newSum, quoted, type MovedRow, type MovedTable } from './move-source.ts'
import { CONNECT_MS, inspectServer } from './postgres-server.ts'
import { TYPES } from './postgres-dialect.ts'
import { openingError } from './postgres-errors.ts'
import { aloneInSchema, applyMissing, MOVING, pendingPostgres } from './postgres-migrate.ts'

/** Two moves into one database would mix. The number only has to be unlike those of others. */
const LOCK = 7_218_903_442
/** Read at once to compare. */
const PAGE = 2_000
/** Full text is made again. */
const IS_OWN = `c.relname NOT LIKE 'passage\\_%' AND c.relname NOT IN ('message_terms', 'migrations', '${MOVING}')`

export interface Progress {
  rows: number
  /** Of these rows. */
  sum: string
}

export interface Beginning {
  /** Of the installation that is moved. */
  sign: string
  /** The folder of those of PostgreSQL. */
  migrations: string
  at: string
}

interface FoundTable {
  name: string
  columns: string[]
  types: string[]
  key: string[]
  parents: string[]
}

const names = (numbers: string): string => `(
  SELECT coalesce(json_agg(a.attname ORDER BY n.place), '[]') FROM unnest(${numbers}) WITH ORDINALITY n (number, place)
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n.number)`

// The primary key, or else the first unique one.
const TABLES = `
  SELECT c.relname AS name,
    (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT json_agg(format_type(a.atttypid, NULL) ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS types,
    ${names(`(SELECT k.conkey FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u')
      ORDER BY k.contype, k.conname LIMIT 1)`)} AS key,
    (SELECT coalesce(json_agg(DISTINCT p.relname), '[]') FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid
      WHERE k.conrelid = c.oid AND k.contype = 'f') AS parents
  FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND ${IS_OWN}
  ORDER BY c.relname`

const ANYTHING = `
  SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') LIMIT 1`

/** Numbers that the database gives go on after the last one. */
const COUNTERS = `
  SELECT c.relname AS "table", a.attname AS "column" FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = current_schema()::regnamespace AND a.attidentity <> '' AND c.relkind = 'r'`

export class MoveTarget {
  readonly #client: pg.Client
  readonly #types = new Map<string, string[]>()

  /** @throws OperatorError if it cannot be reached, cannot hold Lectern, or is filled from elsewhere at this moment */
  static async open(url: string): Promise<MoveTarget> {
    await inspectServer(url)
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, types: TYPES })
    // The next statement says so.
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ got: number }>('SELECT pg_try_advisory_lock($1) AS got', [LOCK])
      if (rows[0]?.got !== 1)
        throw new OperatorError(
          `Another \`lectern migrate-to\` fills the database ${shownAddress(url)}; let it end.`,
        )
      return new MoveTarget(client)
    } catch (error) {
      await client.end().catch(() => {})
      throw openingError(error, url)
    }
  }

  private constructor(client: pg.Client) {
    this.#client = client
  }

  /** The sign of the installation that was begun to be moved here; undefined if nothing is here. @throws OperatorError */
  async begun(name: string, migrations: string): Promise<string | undefined> {
    if (await this.#has(MOVING)) return (await this.progress()).get('')?.sum
    if (await this.#has('migrations')) {
      // A newer one has a sentence of its own.
      await pendingPostgres(this.#client, migrations)
      throw new OperatorError(
        `${name} has an installation of Lectern. Name an empty one, made with createdb.`,
      )
    }
    const found = await this.#client.query<{ name: string }>(ANYTHING)
    if (found.rows[0])
      throw new OperatorError(
        `${name} is not empty: it has ${found.rows[0].name}. Name an empty one, made with createdb.`,
      )
    return undefined
  }

  async #has(table: string): Promise<boolean> {
    const { rows } = await this.#client.query<{ has: string | null }>('SELECT to_regclass($1)::text AS has', [
      table,
    ])
    return rows[0]?.has !== null
  }

  /** Makes the tables. From here on no server starts on it until `finish`. */
  async begin(name: string, { sign, migrations, at }: Beginning): Promise<void> {
    await aloneInSchema(this.#client, async () => {
      // A server may have begun there meanwhile.
      await this.begun(name, migrations)
      await this.#client.query(
        `CREATE TABLE IF NOT EXISTS ${MOVING} (name text PRIMARY KEY, rows bigint NOT NULL, sum text NOT NULL)`,
      )
      await this.#note('', { rows: 0, sum: sign })
      await applyMissing(this.#client, migrations, at)
    })
  }

  async progress(): Promise<Map<string, Progress>> {
    const { rows } = await this.#client.query<Progress & { name: string }>(
      `SELECT name, rows, sum FROM ${MOVING}`,
    )
    return new Map(rows.map(({ name, ...progress }) => [name, progress]))
  }

  #note(name: string, { rows, sum }: Progress): Promise<unknown> {
    return this.#client.query(
      `INSERT INTO ${MOVING} (name, rows, sum) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET rows = excluded.rows, sum = excluded.sum`,
      [name, rows, sum],
    )
  }

  /** In an order in which each row finds those that it refers to. */
  async tables(): Promise<MovedTable[]> {
    const found = (await this.#client.query<Record<keyof FoundTable, string>>(TABLES)).rows.map(
      ({ name, columns, types, key, parents }): FoundTable => ({
        name,
        columns: JSON.parse(columns) as string[],
        types: JSON.parse(types) as string[],
        key: JSON.parse(key) as string[],
        parents: JSON.parse(parents) as string[],
      }),
    )
    const ordered: FoundTable[] = []
    const place = (table: FoundTable): void => {
      if (ordered.includes(table)) return
      for (const parent of found.filter(({ name }) => name !== table.name && table.parents.includes(name)))
        place(parent)
      ordered.push(table)
    }
    for (const table of found) {
      this.#types.set(table.name, table.types)
      place(table)
    }
    return ordered.map(({ name, columns, key }) => ({ name, columns, key }))
  }

  /** Adds rows, and notes with them how far the table is. */
  async add({ name, columns }: MovedTable, rows: readonly MovedRow[], progress: Progress): Promise<void> {
    const types = this.#types.get(name) ?? []
    const lists = columns.map((_, index) => rows.map((row) => row[index] ?? null))
    const places = types.map((type, index) => `$${index + 1}::${type}[]`).join()
    await this.#inOne(async () => {
      await this.#client.query(
        `INSERT INTO ${quoted(name)} (${columns.map(quoted).join()}) SELECT * FROM unnest(${places})`,
        lists,
      )
      await this.#note(name, progress)
    })
  }

  /** Forgets what is here of an installation that was another one at that time. */
  async empty(tables: readonly MovedTable[]): Promise<void> {
    const all = [...tables.map(({ name }) => quoted(name)), 'passage_words', 'passage_grams', 'message_terms']
    await this.#inOne(async () => {
      await this.#client.query(`TRUNCATE ${all.join()}`)
      await this.#client.query(`DELETE FROM ${MOVING} WHERE name <> ''`)
    })
  }

  /** What is here, read back. */
  async sumOf({ name, columns, key }: MovedTable): Promise<Progress> {
    const list = (some: string[]) => some.map(quoted).join()
    const sum = newSum()
    let rows = 0
    await this.#inOne(async () => {
      await this.#client.query(
        `DECLARE moved NO SCROLL CURSOR FOR SELECT ${list(columns)} FROM ${quoted(name)} ORDER BY ${list(key)}`,
      )
      for (;;) {
        const page = await this.#client.query<MovedRow>({
          text: `FETCH ${PAGE} FROM moved`,
          rowMode: 'array',
        })
        if (page.rows.length === 0) return
        for (const row of page.rows) addTo(sum, row)
        rows += page.rows.length
      }
    })
    return { rows, sum: sum.digest('hex') }
  }

  async count(table: string): Promise<number> {
    const { rows } = await this.#client.query<{ count: number }>(
      `SELECT count(*) AS count FROM ${quoted(table)}`,
    )
    return rows[0]?.count ?? 0
  }

  /** A server may start on it from now on; `last` are statements for what it does then. */
  async finish(last: readonly string[]): Promise<void> {
    const { rows } = await this.#client.query<{ table: string; column: string }>(COUNTERS)
    await this.#inOne(async () => {
      for (const { table, column } of rows)
        await this.#client.query(
          `SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column)}), 0) + 1, false)
           FROM ${quoted(table)}`,
          [table, column],
        )
      for (const statement of last) await this.#client.query(statement)
      await this.#client.query(`DROP TABLE ${MOVING}`)
    })
    // The planner knows nothing of the rows yet.
    await this.#client.query('ANALYZE')
  }

  async #inOne(work: () => Promise<void>): Promise<void> {
    await this.#client.query('BEGIN')
    try {
      await work()
      await this.#client.query('COMMIT')
    } catch (error) {
      await this.#client.query('ROLLBACK').catch(() => {})
      throw error
    }
  }

  /** What was not committed is not there. */
  close(): Promise<void> {
    return this.#client.end().catch(() => {})
  }
}
