// A copy of a database in use. Its source is one snapshot, held by a transaction that reads: without one, every write of
// another process starts the copy from the beginning, and under load it never ends.
import type BetterSqlite from 'better-sqlite3'
import { OperatorError } from '../errors.ts'
import { openHandle } from './open-handle.ts'

/** 4 MiB: between two steps the caller can stop the copy. */
const STEP_PAGES = 1_024

/**
 * Writes the database as it is now to a file that does not exist yet. `onStep` gets the copied share, from 0 to 1, and may
 * throw to stop. @throws OperatorError if the disk refuses, and errors of `onStep`
 */
export const copySqlite = async (
  from: string,
  to: string,
  onStep: (share: number) => void = () => {},
): Promise<void> => {
  const source = openHandle(from, { readonly: true })
  try {
    holdSnapshot(source)
    const progress = ({ totalPages, remainingPages }: BetterSqlite.BackupMetadata): number => {
      onStep(totalPages === 0 ? 0 : 1 - remainingPages / totalPages)
      return STEP_PAGES
    }
    await source.backup(to, { progress })
  } catch (error) {
    throw isRefusal(error)
      ? new OperatorError(`The database cannot be copied to ${to}: ${error.message} (${error.code}).`)
      : error
  } finally {
    source.close()
  }
}

/** The first read of a transaction takes its snapshot. */
const holdSnapshot = (source: BetterSqlite.Database): void => {
  source.exec('BEGIN')
  source.prepare('SELECT count(*) FROM sqlite_schema').get()
}

/** @throws OperatorError if a page, a row or an index of the file is damaged; `what` names it */
export const assertSound = (file: string, what: string): void => {
  const handle = openHandle(file)
  try {
    const verdict = verdictOf(handle)
    if (verdict !== 'ok')
      throw new OperatorError(
        `${what} is damaged (${verdict}). Bring an older backup back with: lectern restore`,
      )
  } finally {
    handle.close()
  }
}

/** Some damage is found only by an error. */
const verdictOf = (handle: BetterSqlite.Database): string => {
  try {
    return String(handle.pragma('integrity_check(1)', { simple: true })).replaceAll('\n', ', ')
  } catch (error) {
    return (error as Error).message
  }
}

const isRefusal = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')
