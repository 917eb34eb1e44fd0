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
  const snapshots = new Snapshots<Tables>(file)
  const group = new GroupCommit<Tables>(writer, query, onError)
  return {
    handle: writer,
    read: new Kysely<Tables>({ dialect: sqliteDialect(reader, 'read') }),
    snapshot: (work) => snapshots.read(work),
    write: (work) => group.write(work),
    emptyLog: () => emptyLog(writer, onError),
    close: async () => {
      await group.drained()
      await snapshots.close()
      reader.close()
      writer.close()
    },
  }
}

/** Reads within one transaction, one after the other, on a handle of their own: all other readers share one. */
class Snapshots<Tables> {
  readonly #file: string
  #open: { handle: BetterSqlite.Database; query: Kysely<Tables> } | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(file: string) {
    this.#file = file
  }

  read<T>(work: (query: Kysely<Tables>) => Promise<T>): Promise<T> {
    const read = this.#last.then(() => this.#within(work))
    this.#last = read.catch(() => {})
    return read
  }

  async close(): Promise<void> {
    await this.#last
    this.#open?.handle.close()
  }

  async #within<T>(work: (query: Kysely<Tables>) => Promise<T>): Promise<T> {
    const { handle, query } = (this.#open ??= this.#opened())
    handle.exec('BEGIN')
    try {
      return await work(query)
    } finally {
      handle.exec('COMMIT')
    }
  }

  #opened() {
    const handle = openHandle(this.#file, { readonly: true })
    return { handle, query: new Kysely<Tables>({ dialect: sqliteDialect(handle, 'write') }) }
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
