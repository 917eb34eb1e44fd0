// One server for each data folder. The lock is one of the kernel on an open file, which SQLite takes on all systems: it
// ends with its process, however that ends, and it counts between containers that share a folder. A process id would
// not: each container counts its own.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { OperatorError } from '../platform/errors.ts'
import { makePrivateFile } from '../platform/private-file.ts'

/** An empty database. It stays after the end: a removed file could still be locked by a process that opened it before. */
export const LOCK_FILE = 'server.lock'
/** Says in words who has the lock, for the one who is refused. */
export const HOLDER_FILE = 'server.holder'

/** A killed process ends within this; a probe of the lock is much shorter. */
const PATIENCE_MS = 1_000

export interface Lock {
  release(): void
}

/** @throws OperatorError while another server holds it */
export const acquireLock = (data_dir: string): Lock => {
  const handle = lockFile(data_dir)
  const holder = join(data_dir, HOLDER_FILE)
  writeFileSync(holder, `process ${process.pid} on ${hostname()}`, { mode: 0o600 })
  return {
    release: () => {
      if (!handle.open) return
      rmSync(holder, { force: true })
      handle.close()
    },
  }
}

const lockFile = (data_dir: string): BetterSqlite.Database => {
  const file = join(data_dir, LOCK_FILE)
  try {
    makePrivateFile(file)
    const handle = new BetterSqlite(file, { timeout: PATIENCE_MS })
    // Nothing is ever written, so no journal has to be beside it.
    handle.pragma('journal_mode = MEMORY')
    handle.exec('BEGIN EXCLUSIVE')
    return handle
  } catch (error) {
    if (isBusy(error))
      throw new OperatorError(`Another Lectern (${holderOf(data_dir)}) uses ${data_dir}; stop it first.`)
    throw new OperatorError(`The lock ${file} cannot be taken: ${(error as Error).message}.`)
  }
}

/** Who uses the folder now, in words; undefined when nobody does. Writes nothing. */
export const lockHolder = (data_dir: string): string | undefined => {
  const file = join(data_dir, LOCK_FILE)
  if (!existsSync(file)) return undefined
  const handle = new BetterSqlite(file, { readonly: true, timeout: 0 })
  try {
    handle.prepare('SELECT count(*) FROM sqlite_schema').get()
    return undefined
  } catch (error) {
    if (isBusy(error)) return holderOf(data_dir)
    throw error
  } finally {
    handle.close()
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')

const holderOf = (data_dir: string): string => {
  try {
    return readFileSync(join(data_dir, HOLDER_FILE), 'utf8') || 'unknown'
  } catch {
    return 'unknown'
  }
}
