import type BetterSqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import type { Db } from './db.ts'
import { GroupCommit } from './group-commit.ts'
import { openHandle } from './open-handle.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

/**
 * Opens (or creates) the file for one process: a handle that writes and one that only reads. `onError` gets
 * errors of hooks after a commit.
 */
export const openSqlite = <Tables>(
  file: string,
  onError: (error: unknown) => void = crash,
): Db<Tables> & { handle: BetterSqlite.Database } => {
  const writer = openHandle(file)
  const reader = openHandle(file, { readonly: true })
  const query = new Kysely<Tables>({ dialect: sqliteDialect(writer) })
  const group = new GroupCommit<Tables>(writer, query, onError)
  return {
    handle: writer,
    read: new Kysely<Tables>({ dialect: sqliteDialect(reader) }),
    write: (work) => group.write(work),
    close: async () => {
      await group.drained()
      reader.close()
      writer.close()
    },
  }
}

const crash = (error: unknown): void =>
  queueMicrotask(() => {
    throw error
  })
