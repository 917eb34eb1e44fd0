// Migrations of PostgreSQL: their numbers are those of SQLite's, beginning with one that makes the whole schema of its time.
import type pg from 'pg'
import { OperatorError } from '../errors.ts'
import { spell } from './fragments.ts'
import { APPLIED, missingMigrations, readMigrations, type Migration, type MigrationStep } from './migrate.ts'

/** Nodes that start together must not migrate together. The number only has to be unlike those of others. */
const LOCK = 7_218_903_441

const makeTable = `CREATE TABLE IF NOT EXISTS migrations (
  number bigint PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at text NOT NULL)`

/**
 * Upgrades the database to the newest schema, each step in its own transaction.
 * @throws as `migrate` for SQLite
 */
export const migratePostgres = async (
  client: pg.ClientBase,
  folder: string,
  appliedAt: string,
  onStep: (step: MigrationStep) => void = () => {},
): Promise<number[]> =>
  aloneInSchema(client, async () => {
    await refuseMoving(client)
    return applyMissing(client, folder, appliedAt, onStep)
  })

/** The numbers of the migrations that the database lacks. Writes nothing. @throws as `migratePostgres` */
export const pendingPostgres = async (client: pg.ClientBase, folder: string): Promise<number[]> => {
  await refuseMoving(client)
  return missingMigrations(readMigrations(folder), await appliedMigrations(client)).map(
    ({ number }) => number,
  )
}

/** While this runs, no other node changes the schema. */
export const aloneInSchema = async <T>(client: pg.ClientBase, run: () => Promise<T>): Promise<T> => {
  await client.query('SET lock_timeout = 0')
  await client.query('SELECT pg_advisory_lock($1)', [LOCK])
  try {
    return await run()
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
    await client.query('RESET lock_timeout')
  }
}

export const applyMissing = async (
  client: pg.ClientBase,
  folder: string,
  appliedAt: string,
  onStep: (step: MigrationStep) => void = () => {},
): Promise<number[]> => {
  const pending = missingMigrations(readMigrations(folder), await appliedMigrations(client))
  for (const migration of pending) {
    onStep({ number: migration.number, name: migration.name, of: pending.at(-1)?.number ?? 0 })
    await apply(client, migration, appliedAt)
  }
  return pending.map(({ number }) => number)
}

/** How far an installation has been moved into this database (move-target.ts). It is there only meanwhile. */
export const MOVING = 'moving'

const refuseMoving = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ has: unknown }>('SELECT to_regclass($1) AS has', [MOVING])
  if (rows[0]?.has !== null)
    throw new OperatorError(
      'An installation is being moved into this database, and not all of it is there: call `lectern migrate-to` again.',
    )
}

/** Empty without the table: the database is new. */
const appliedMigrations = async (client: pg.ClientBase): Promise<Map<number, string>> => {
  const found = await client.query<{ has: unknown }>("SELECT to_regclass('migrations') AS has")
  if (found.rows[0]?.has === null) return new Map()
  const { rows } = await client.query<{ number: number; sha256: string }>(
    'SELECT number, sha256 FROM migrations',
  )
  return new Map(rows.map(({ number, sha256 }) => [Number(number), sha256]))
}

const apply = async (
  client: pg.ClientBase,
  { number, name, sql, sha256 }: Migration,
  appliedAt: string,
): Promise<void> => {
  await client.query('BEGIN')
  try {
    await client.query(makeTable)
    await client.query(sql)
    await client.query(spell(APPLIED, 'postgres'), [number, name, sha256, appliedAt])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}
