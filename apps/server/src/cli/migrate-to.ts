import { existsSync } from 'node:fs'
import { databaseFile, isDatabaseUrl, type Config } from '../config.ts'
import { assertInstalled, MIGRATIONS, POSTGRES_MIGRATIONS } from '../database.ts'
import { INDEX_AGAIN } from '../records/message-index.ts'
import { indexNextPassages } from '../features/documents/passages-rows.ts'
import { systemClock, timestamp } from '../platform/clock.ts'
import { pendingMigrations } from '../platform/db/migrate.ts'
import { moveRows, verifyRows } from '../platform/db/move-database.ts'
import { MoveSource } from '../platform/db/move-source.ts'
import { MoveTarget, type Progress } from '../platform/db/move-target.ts'
import { openPostgres } from '../platform/db/postgres.ts'
import { openingError } from '../platform/db/postgres-errors.ts'
import { assertSound } from '../platform/db/sqlite-copy.ts'
import { OperatorError } from '../platform/errors.ts'
import { failpoint } from '../platform/failpoints.ts'
import { shownAddress } from '../platform/shown-address.ts'
import { findEpoch } from '../records/meta.ts'
import type { Tables } from '../records/tables.ts'
import { openSqlite } from '../platform/db/sqlite.ts'
import { UsageError, type Command } from './command.ts'
import { acquireLock } from './lock.ts'
import { followOwner } from './owner.ts'

/** Passages that are put into the search indexes at once. */
const INDEXED = 200

export const migrateToCommand: Command = {
  name: 'migrate-to',
  usage: '[postgres://…]',
  summary: 'Move from SQLite into an empty PostgreSQL database, the server must not run',
  details:
    'The address may be left out when LECTERN_DATABASE_URL has it, so that no password stands in the list of processes.\n' +
    'Every table is read back and compared. What was interrupted goes on when it is called again; until it has ended, no server\n' +
    'starts on the new database. Keys and files stay in the data folder. The file of SQLite is kept under another name.',
  takes: [0, 1],
  run: async ({ config, positionals: [given] }) => {
    const url = addressOf(config, given)
    const moved = await migrateTo(config, url)
    for (const line of linesOf(config, url, moved)) console.log(line)
  },
}

const addressOf = ({ database_url }: Config, given: string | undefined): string => {
  const url = given ?? database_url
  if (url === undefined || !isDatabaseUrl(url))
    throw new UsageError('Name the database: postgres://lectern:password@db.school.example/lectern.')
  if (database_url !== undefined && database_url !== url)
    throw new UsageError('LECTERN_DATABASE_URL names another database; leave the address out, or unset it.')
  return url
}

/** What the file of SQLite is called after the move. */
export const movedFile = (data_dir: string): string => `${databaseFile(data_dir)}.moved`

export interface Moved {
  /** Each table with its count and sum. */
  tables: ReadonlyMap<string, Progress>
  /** Values with a character that PostgreSQL cannot keep. */
  replaced: number
}

type Folder = Pick<Config, 'data_dir'>

/** @throws OperatorError; both databases are then as they were, or it can be called again */
export const migrateTo = async ({ data_dir }: Folder, url: string): Promise<Moved> => {
  const isMoved = !existsSync(databaseFile(data_dir)) && existsSync(movedFile(data_dir))
  if (!isMoved) assertInstalled({ data_dir })
  followOwner(data_dir)
  await using parts = new AsyncDisposableStack()
  parts.adopt(acquireLock(data_dir), (lock) => lock.release())
  const file = isMoved ? movedFile(data_dir) : databaseFile(data_dir)
  const sign = await signOf(file)
  const target = parts.adopt(await MoveTarget.open(url), (opened) => opened.close())
  try {
    return await moveInto(target, { data_dir, url, file, isMoved, sign })
  } catch (error) {
    throw openingError(error, url)
  }
}

interface Move extends Folder {
  url: string
  /** Of SQLite. */
  file: string
  /** It has the name of after the move: only the last step is missing. */
  isMoved: boolean
  sign: string
}

const moveInto = async (target: MoveTarget, { data_dir, url, file, isMoved, sign }: Move): Promise<Moved> => {
  const name = `The database ${shownAddress(url)}`
  const wasMoved = new OperatorError(`${data_dir} was moved already; its rows from then are in ${file}.`)
  const begun = await target.begun(name, POSTGRES_MIGRATIONS).catch((error: unknown) => {
    throw isMoved && error instanceof OperatorError ? wasMoved : error
  })
  if (isMoved && begun !== sign) throw wasMoved
  if (begun !== undefined && begun !== sign)
    throw new OperatorError(`${name} has a part of another installation; name an empty one.`)
  using parts = new DisposableStack()
  const source = parts.adopt(new MoveSource(file), (opened) => opened.close())
  const at = timestamp(systemClock.now())
  await target.begin(name, { sign, migrations: POSTGRES_MIGRATIONS, at })
  const tables = await target.tables()
  const sums = await moveRows({ source, target, tables, onTable: showProgress })
  await indexPassages(target, url)
  await verifyRows(target, tables, sums)
  failpoint('before_move_step')
  // From here on the file cannot be served, and the new database not yet: nobody writes to both.
  if (!isMoved) source.rename(movedFile(data_dir))
  failpoint('after_move_step')
  await target.finish(INDEX_AGAIN)
  return { tables: sums, replaced: source.replaced }
}

/** Tells installations apart. @throws OperatorError if the file is damaged, or of another version */
const signOf = async (file: string): Promise<string> => {
  assertSound(file, `The database ${file}`)
  const db = openSqlite<Tables>(file)
  try {
    if (pendingMigrations(db.handle, MIGRATIONS).length > 0)
      throw new OperatorError(
        `The database ${file} belongs to an older version, and only \`lectern serve\` updates it.`,
      )
    const epoch = await findEpoch(db.read)
    if (epoch === undefined) throw new OperatorError(`The database ${file} was never served.`)
    return epoch
  } finally {
    await db.close()
  }
}

const indexPassages = async (target: MoveTarget, url: string): Promise<void> => {
  const db = await openPostgres<Tables>(url, (error) => {
    throw error
  })
  try {
    while ((await db.write(({ query }) => indexNextPassages(query, INDEXED))) > 0) continue
  } finally {
    await db.close()
  }
  const passages = await target.count('passages')
  for (const index of ['passage_words', 'passage_grams'])
    if ((await target.count(index)) !== passages)
      throw new OperatorError(
        `The search index ${index} does not have every passage. Try again with another empty database.`,
      )
}

const showProgress = (name: string, rows: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`${name}: ${rows} rows\n`)
}

const linesOf = ({ data_dir }: Folder, url: string, { tables, replaced }: Moved): string[] => {
  const all = [...tables.values()].reduce((sum, { rows }) => sum + rows, 0)
  const lines = [
    `Moved ${all} rows of ${tables.size} tables to ${shownAddress(url)}, each table compared by its count and hash.`,
    `Start the server with LECTERN_DATABASE_URL and the same data folder. ${movedFile(data_dir)} has the rows from before; delete it when all is well.`,
  ]
  if (replaced > 0)
    lines.push(`${replaced} texts had a NUL, which PostgreSQL cannot keep; it stands there as U+FFFD.`)
  return lines
}
