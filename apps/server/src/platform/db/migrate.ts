import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type BetterSqlite from 'better-sqlite3'
import { assert, OperatorError } from '../errors.ts'

export interface Migration {
  number: number
  name: string
  sql: string
  sha256: string
}

/** The migration that begins, and the number of the last one. */
export interface MigrationStep {
  number: number
  name: string
  of: number
}

/**
 * Upgrades the file to the newest schema, each step in its own transaction. Files are called `NNNN-name.sql`. A step of a
 * large database takes seconds, so `onStep` hears of each before it begins.
 * @throws if a newer version wrote the file, or an applied step was changed since.
 */
export const migrate = (
  handle: BetterSqlite.Database,
  folder: string,
  appliedAt: string,
  onStep: (step: MigrationStep) => void = () => {},
): number[] => {
  handle.exec(
    'CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
  )
  const pending = missingMigrations(readMigrations(folder), appliedMigrations(handle))
  for (const migration of pending) {
    onStep({ number: migration.number, name: migration.name, of: pending.at(-1)?.number ?? 0 })
    apply(handle, migration, appliedAt)
  }
  return pending.map(({ number }) => number)
}

/**
 * The numbers of the migrations that the file lacks. Writes nothing.
 * @throws OperatorError as `migrate`
 */
export const pendingMigrations = (handle: BetterSqlite.Database, folder: string): number[] => {
  const known = readMigrations(folder)
  const hasTable = handle.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").get() !== undefined
  return missingMigrations(known, hasTable ? appliedMigrations(handle) : new Map()).map(
    ({ number }) => number,
  )
}

/**
 * Those of the known ones that were not applied. @throws OperatorError if a newer version was here, or an applied one was
 * changed since
 */
export const missingMigrations = (known: Migration[], applied: ReadonlyMap<number, string>): Migration[] => {
  refuseTwins(known)
  refuseStrangers(known, applied)
  return known.filter(({ number }) => !applied.has(number))
}

export const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}-.+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8')
      const sha256 = createHash('sha256').update(sql).digest('hex')
      return { number: Number(file.slice(0, 4)), name: file.slice(5, -4), sql, sha256 }
    })

const appliedMigrations = (handle: BetterSqlite.Database): Map<number, string> =>
  new Map(handle.prepare('SELECT number, sha256 FROM migrations').raw().all() as [number, string][])

const refuseTwins = (known: Migration[]): void => {
  const names = new Map<number, string>()
  for (const { number, name } of known) {
    const other = names.get(number)
    assert(other === undefined, `migrations ${other} and ${name} have different numbers, not both ${number}`)
    names.set(number, name)
  }
}

const refuseStrangers = (known: Migration[], applied: ReadonlyMap<number, string>): void => {
  const hashes = new Map(known.map(({ number, sha256 }) => [number, sha256]))
  for (const [number, sha256] of applied) {
    const expected = hashes.get(number)
    if (expected === undefined)
      throw new OperatorError(
        `the database was written by a newer version (it has migration ${number}); upgrade Lectern`,
      )
    if (expected !== sha256)
      throw new OperatorError(`migration ${number} is not the one that was applied to this database`)
  }
}

/** For both databases. */
export const APPLIED = 'INSERT INTO migrations (number, name, sha256, applied_at) VALUES (?, ?, ?, ?)'

const apply = (
  handle: BetterSqlite.Database,
  { number, name, sql, sha256 }: Migration,
  appliedAt: string,
): void => {
  const change = handle.transaction(() => {
    handle.exec(sql)
    handle.prepare(APPLIED).run(number, name, sha256, appliedAt)
  })
  if (sql.includes('DROP TABLE')) withoutReferences(handle, change)
  else change()
}

/**
 * A table that is made again is dropped in between, while others refer to it. So references are checked at the end, as
 * <https://sqlite.org/lang_altertable.html#otheralter> has it.
 */
const withoutReferences = (handle: BetterSqlite.Database, change: () => void): void => {
  const countBroken = (): number => (handle.pragma('foreign_key_check') as unknown[]).length
  const enforced = handle.pragma('foreign_keys', { simple: true })
  handle.pragma('foreign_keys = OFF')
  try {
    handle.transaction(() => {
      const before = countBroken()
      change()
      assert(countBroken() <= before, 'a migration leaves no reference without its row')
    })()
  } finally {
    handle.pragma(`foreign_keys = ${enforced}`)
  }
}
