import type BetterSqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import type { Db } from './db.ts'
import { GroupCommit } from './group-commit.ts'
import { BUSY_MS, openHandle } from './open-handle.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

export interface SqliteDb<Tables> extends Db<Tables> {
  handle: BetterSqlite.Database
  /** Moves all of the log into the file and empties it, so that deleted text is in neither. */
  emptyLog(): void
}

/**
 * Opens (or creates) the file for one process: a handle that writes and one that only reads. `onError` gets
 * errors of hooks after a commit.
 */
export const openSqlite = <Tables>(
  file: string,
  onError: (error: unknown) => void = crash,
): SqliteDb<Tables> => {
  const writer = openHandle(file)
  const reader = openHandle(file, { readonly: true })
  const query = new Kysely<Tables>({ dialect: sqliteDialect(writer, 'write') })
  const group = new GroupCommit<Tables>(writer, query, onError)
  return {
    handle: writer,
    read: new Kysely<Tables>({ dialect: sqliteDialect(reader, 'read') }),
    write: (work) => group.write(work),
    emptyLog: () => emptyLog(writer, onError),
    close: async () => {
      await group.drained()
      reader.close()
      writer.close()
    },
  }
}

/** Does nothing now if somebody reads or writes: it must not wait, and there is a next time. */
const emptyLog = (writer: BetterSqlite.Database, onError: (error: unknown) => void): void => {
  if (writer.inTransaction) return
  writer.pragma('busy_timeout = 0')
  try {
    writer.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    // A full disk, for one.
    onError(error)
  } finally {
    writer.pragma(`busy_timeout = ${BUSY_MS}`)
  }
}

const crash = (error: unknown): void =>
  queueMicrotask(() => {
    throw error
  })
