// What PostgreSQL refuses, told apart by its codes: for whoever writes, and for whoever runs the server.
import { codeOf, diskRefusal } from '../disk-refusal.ts'
import { AppError, OperatorError } from '../errors.ts'
import { shownAddress } from '../shown-address.ts'

/** Two writers were in each other's way. */
const CLASHES = new Set(['40001', '40P01'])
/** Two writers found the same place free. Begun again, the later one finds it taken, and answers as if it had come later. */
const TAKEN = '23505'
/** It is not there, is stopping, or has no connection left. Class 08 is about connections. */
const AWAY = /^(08|57P0[1-3]|53300|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENOENT)/
/** Thrown by `pg` without a code. */
const LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying|Query read timeout)/
/** Whoever opens it hears nothing. */
const SILENT = /^(Connection terminated|timeout expired)/
const BUSY = new Set(['55P03', '57014'])
const RETRY_AFTER_MS = 1_000
const DISK_RETRY_AFTER_MS = 5_000

/** Of readers and of writers, each. */
export const POOL_SIZE = 10

/** A connection ended that had been made, as all do when the server restarts. Each attempt may meet another such one. */
const CUT = /^(57P0[12]|ECONNRESET|EPIPE|Connection terminated unexpectedly)/
const isCut = (error: unknown): boolean =>
  CUT.test(codeOf(error)) || (error instanceof Error && CUT.test(error.message))

/** How often a statement or a write that fails so is begun. A place that stays taken is a fault of the write. */
export const attemptsFor = (error: unknown): number => {
  const code = codeOf(error)
  if (CLASHES.has(code)) return 10
  if (isCut(error)) return POOL_SIZE + 1
  return code === TAKEN ? 3 : 1
}

/** The connection cannot be used again. */
export const isLost = (error: unknown): boolean =>
  AWAY.test(codeOf(error)) || (error instanceof Error && LOST.test(error.message))

/** The error for whoever asked for the read or the write. */
export const refusalOf = (error: unknown): unknown => {
  if (isLost(error)) return unavailable('The database does not answer.', error)
  if (BUSY.has(codeOf(error)) || CLASHES.has(codeOf(error)))
    return unavailable('The database is busy.', error)
  return diskRefusal(error, DISK_RETRY_AFTER_MS) ?? error
}

const unavailable = (detail: string, cause: unknown): AppError =>
  new AppError('unavailable', detail, { retry_after_ms: RETRY_AFTER_MS }, { cause })

const REASONS: readonly [RegExp, string][] = [
  [/^(28P01|28000)$/, 'it refuses this user or password; see the server’s pg_hba.conf'],
  [/^3D000$/, 'there is no such database; make it with createdb'],
  [/^(42501)$/, 'this user may not make tables there; make it the owner of the database'],
  [/^53300$/, 'all its connections are taken; raise max_connections'],
  [/^57P03$/, 'it is starting or stopping; try again'],
  [/^ECONNREFUSED$/, 'nothing listens there; is the server running?'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'no such host'],
  [/^ENOENT$/, 'there is no such socket; is the server running?'],
]

/** One sentence for the operator who opens it. */
export const openingError = (error: unknown, url: string): unknown => {
  if (error instanceof OperatorError || error instanceof AppError) return error
  const code = codeOf(error)
  const known = REASONS.find(([codes]) => codes.test(code))?.[1]
  const said = error instanceof Error ? error.message : String(error)
  const why = known ?? (SILENT.test(said) ? 'it does not answer' : said)
  return new OperatorError(
    `The database ${shownAddress(url)} cannot be used: ${why}${why.endsWith('?') ? '' : '.'}`,
  )
}
