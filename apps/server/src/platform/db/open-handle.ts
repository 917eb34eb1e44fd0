import BetterSqlite from 'better-sqlite3'
import { assert, OperatorError } from '../errors.ts'
import { makePrivateFile } from '../private-file.ts'

/** Older ones can corrupt a file when the WAL is reset (fixed in 3.51.3). */
const OLDEST_SQLITE = [3, 51, 3] as const
const FULL = 2
/** A write waits so long for another process. */
export const BUSY_MS = 5_000
/** The log is cut to this after it has been larger. */
const LOG_BYTES = 16 * 1024 ** 2

/** A handle with everything set that durability rests on. @throws OperatorError if there is none to be had */
export const openHandle = (file: string, options: BetterSqlite.Options = {}): BetterSqlite.Database => {
  try {
    // SQLite gives the rights of the file to its log, too.
    if (!options.readonly && !options.fileMustExist) makePrivateFile(file)
    const handle = new BetterSqlite(file, options)
    assertVersion(handle)
    if (!options.readonly) handle.pragma('journal_mode = WAL')
    // better-sqlite3 is built so that a reopened WAL file falls back to NORMAL, which loses acknowledged rows
    // in a power cut: set it on every open, and check it.
    handle.pragma('synchronous = FULL')
    handle.pragma('foreign_keys = ON')
    handle.pragma(`busy_timeout = ${BUSY_MS}`)
    handle.pragma('trusted_schema = OFF')
    // Deleted text is overwritten, and not only forgotten.
    handle.pragma('secure_delete = ON')
    handle.pragma(`journal_size_limit = ${LOG_BYTES}`)
    assert(handle.pragma('journal_mode', { simple: true }) === 'wal', 'journal_mode is WAL')
    assert(handle.pragma('synchronous', { simple: true }) === FULL, 'synchronous is FULL')
    return handle
  } catch (error) {
    if (error instanceof BetterSqlite.SqliteError)
      throw new OperatorError(`The database ${file} cannot be opened: ${error.message}.`)
    throw error
  }
}

const assertVersion = (handle: BetterSqlite.Database): void => {
  const version = String(handle.prepare('SELECT sqlite_version()').pluck().get())
  const parts = version.split('.').map(Number)
  const difference =
    OLDEST_SQLITE.map((oldest, index) => (parts[index] ?? 0) - oldest).find((d) => d !== 0) ?? 0
  if (difference < 0)
    throw new OperatorError(`SQLite ${version} is too old: ${OLDEST_SQLITE.join('.')} or newer is needed`)
}
