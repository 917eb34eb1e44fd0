// A database without a server around it: SQLite, or in the project `postgres` one of PostgreSQL.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgres } from '../platform/db/postgres.ts'
import type { Db } from '../platform/db/db.ts'
import { openSqlite } from '../platform/db/sqlite.ts'
import { chooseDatabase, isOnPostgres } from './chosen-database.ts'
import { sql } from './postgres-server.ts'

export interface OpenDatabase<Tables> {
  db: Db<Tables>
  /** Closes it, and nothing is left of it. */
  drop(): Promise<void>
}

/** With these migrations of SQLite, or all of PostgreSQL, and with `more` statements. */
export const openChosenDatabase = async <Tables>(
  more: string,
  migrations: readonly string[],
): Promise<OpenDatabase<Tables>> => {
  const onError = (error: unknown) => {
    throw error
  }
  if (isOnPostgres()) {
    const { env, drop } = await chooseDatabase()
    const url = env['LECTERN_DATABASE_URL'] ?? ''
    await sql(url, more)
    const db = await openPostgres<Tables>(url, onError)
    return { db, drop: () => db.close().then(drop) }
  }
  const folder = mkdtempSync(join(tmpdir(), 'lectern-rows-'))
  const db = openSqlite<Tables>(join(folder, 'test.db'))
  for (const file of migrations)
    db.handle.exec(readFileSync(new URL(`../../migrations/sqlite/${file}`, import.meta.url), 'utf8'))
  db.handle.exec(more)
  return {
    db,
    drop: async () => {
      await db.close()
      rmSync(folder, { recursive: true })
    },
  }
}
