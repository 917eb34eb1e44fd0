// The database of an installation: SQLite in its data folder, or PostgreSQL at an address.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { databaseFile, type Config } from './config.ts'
import type { LecternDb } from './features/context.ts'
import { migrate, pendingMigrations, type MigrationStep } from './platform/db/migrate.ts'
import { openPostgres } from './platform/db/postgres.ts'
import { shownAddress } from './platform/shown-address.ts'
import { migratePostgres, pendingPostgres } from './platform/db/postgres-migrate.ts'
import { openSqlite } from './platform/db/sqlite.ts'
import { OperatorError } from './platform/errors.ts'
import type { Tables } from './records/tables.ts'

const folderOf = (database: string): string =>
  fileURLToPath(new URL(`../migrations/${database}`, import.meta.url))
export const MIGRATIONS = folderOf('sqlite')
export const POSTGRES_MIGRATIONS = folderOf('postgres')

export interface Database {
  db: LecternDb
  /** For people, without a password. */
  name: string
  /** Brings the schema up to date; returns the numbers of the applied migrations. */
  migrate(appliedAt: string, onStep?: (step: MigrationStep) => void): Promise<number[]>
  /** The numbers of the migrations that it lacks. Writes nothing. */
  pending(): Promise<number[]>
  /** Deleted text also leaves the log, where there is one to empty. */
  emptyLog(): void
}

export type Place = Pick<Config, 'data_dir'> & Partial<Pick<Config, 'database_url'>>

/** `onError` gets errors of hooks after a commit. @throws OperatorError */
export const openDatabase = (place: Place, onError?: (error: unknown) => void): Promise<Database> =>
  place.database_url === undefined
    ? Promise.resolve(openFile(databaseFile(place.data_dir), onError))
    : openServer(place.database_url, onError)

const openFile = (file: string, onError?: (error: unknown) => void): Database => {
  const db = openSqlite<Tables>(file, onError)
  return {
    db,
    name: `The database ${file}`,
    migrate: async (appliedAt, onStep) => migrate(db.handle, MIGRATIONS, appliedAt, onStep),
    pending: async () => pendingMigrations(db.handle, MIGRATIONS),
    emptyLog: () => db.emptyLog(),
  }
}

const openServer = async (url: string, onError: (error: unknown) => void = rethrow): Promise<Database> => {
  const db = await openPostgres<Tables>(url, onError)
  return {
    db,
    name: `The database ${shownAddress(url)}`,
    migrate: (appliedAt, onStep) =>
      db.withConnection((client) => migratePostgres(client, POSTGRES_MIGRATIONS, appliedAt, onStep)),
    pending: () => db.withConnection((client) => pendingPostgres(client, POSTGRES_MIGRATIONS)),
    emptyLog: () => {},
  }
}

const rethrow = (error: unknown): void =>
  queueMicrotask(() => {
    throw error
  })

/** @throws OperatorError if there is no installation: a command must not begin one by a wrong path */
export const assertInstalled = ({ data_dir, database_url }: Place): void => {
  if (!existsSync(database_url === undefined ? databaseFile(data_dir) : data_dir))
    throw new OperatorError(
      `There is no Lectern in ${data_dir}. Name its folder with --data-dir or LECTERN_DATA_DIR; \`lectern serve\` makes a new one.`,
    )
}

/** What does on PostgreSQL what a command does with the file of SQLite. */
const TOOLS = { backup: 'pg_dump', restore: 'pg_restore' }

/** @throws OperatorError for a command that copies the file of SQLite */
export const assertFile = (
  { database_url }: Pick<Config, 'database_url'>,
  command: keyof typeof TOOLS,
): void => {
  if (database_url !== undefined)
    throw new OperatorError(
      `The database ${shownAddress(database_url)} is a server, which has ${TOOLS[command]} for this; docs/operations.md says how.`,
    )
}
