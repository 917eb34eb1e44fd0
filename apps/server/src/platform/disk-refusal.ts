// What the disk refuses, told apart: for the log, and for what can be promised to the one who wrote.
import { AppError } from './errors.ts'

/** `full` may pass by itself. `read_only` (rights, a mount) and `broken` need somebody who operates the machine. */
export type DiskFault = 'full' | 'read_only' | 'broken'

/** The cause of a refusal, by the code of SQLite, PostgreSQL or the system. */
export class DiskError extends Error {
  readonly fault: DiskFault
  readonly code: string

  constructor(fault: DiskFault, code: string, message: string) {
    super(`${fault} (${code}): ${message}`)
    this.fault = fault
    this.code = code
  }
}

const FAULTS: readonly [RegExp, DiskFault][] = [
  [/^(SQLITE_FULL|53100|ENOSPC|EDQUOT|EFBIG)/, 'full'],
  [/^(SQLITE_(READONLY|CANTOPEN|PERM)|25006|EROFS|EACCES|EPERM)/, 'read_only'],
  [/^(SQLITE_IOERR|58030|EIO)/, 'broken'],
]

const DETAILS: Record<DiskFault, string> = {
  full: 'The disk of the server is full; nothing of this was stored.',
  read_only: 'The server may not write to its disk at the moment; nothing of this was stored.',
  broken: 'The disk of the server reports an error; nothing of this was stored.',
}

/** The refusal for an error of the disk, with its cause; undefined for any other error. */
export const diskRefusal = (error: unknown, retry_after_ms: number): AppError | undefined => {
  const code = codeOf(error)
  const fault = FAULTS.find(([codes]) => codes.test(code))?.[1]
  if (fault === undefined) return undefined
  return refusalFor({ fault, code, message: (error as Error).message, retry_after_ms })
}

interface Refused {
  fault: DiskFault
  code: string
  message: string
  retry_after_ms: number
}

export const refusalFor = ({ fault, code, message, retry_after_ms }: Refused): AppError =>
  new AppError(
    'storage_full',
    DETAILS[fault],
    { retry_after_ms },
    { cause: new DiskError(fault, code, message) },
  )

/** Whether storing or reading failed for what keeps the bytes, which may pass by itself. */
export const isOfStorage = (error: unknown): error is AppError =>
  error instanceof AppError && error.cause instanceof DiskError

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
