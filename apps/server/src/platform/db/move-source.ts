// A file of SQLite that is moved to PostgreSQL. Its writers are kept out meanwhile, so that all of it is from one moment.
import { createHash, type Hash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { OperatorError } from '../errors.ts'
import { openHandle } from './open-handle.ts'

export type Value = string | number | null
export type MovedRow = Value[]

/** A table, with the columns in which its rows are read and written, and those that put them in order. */
export interface MovedTable {
  name: string
  columns: string[]
  /** Unique together, and in the order of bytes in both databases. */
  key: string[]
}

/** The sum of rows: the same for the same values in the same order. */
export const newSum = (): Hash => createHash('sha256')
export const addTo = (sum: Hash, row: MovedRow): void => void sum.update(`${JSON.stringify(row)}\n`)

/** A command beside this writes for a moment, a server for long. */
const PATIENCE_MS = 1_000

/** The only character that PostgreSQL cannot keep. */
const NUL = /\0/g

export class MoveSource {
  readonly #file: string
  readonly #handle: BetterSqlite.Database
  #isRenamed = false
  /** How many values had a character that PostgreSQL cannot keep. */
  replaced = 0

  /** @throws OperatorError if somebody writes it, or if it has rows that refer to nothing */
  constructor(file: string) {
    this.#file = file
    this.#handle = openHandle(file, { fileMustExist: true })
    this.#handle.pragma(`busy_timeout = ${PATIENCE_MS}`)
    try {
      this.#emptyLog()
      this.#handle.exec('BEGIN IMMEDIATE')
      this.#refuseBroken()
    } catch (error) {
      this.#handle.close()
      if (error instanceof BetterSqlite.SqliteError)
        throw new OperatorError(`The database ${file} is in use: ${error.message}. Stop what uses it first.`)
      throw error
    }
  }

  /** The file will be renamed without its log. */
  #emptyLog(): void {
    const [result] = this.#handle.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (result?.busy !== 0)
      throw new OperatorError(`The database ${this.#file} is being read. Stop what uses it first.`)
  }

  #refuseBroken(): void {
    const broken = this.#handle.pragma('foreign_key_check') as { table: string }[]
    if (broken.length > 0)
      throw new OperatorError(
        `The database ${this.#file} has ${broken.length} rows in ${[...new Set(broken.map(({ table }) => table))].join(', ')} that refer to nothing, which PostgreSQL refuses.`,
      )
  }

  /** The columns of each table that holds rows of its own; full text is made again from them. */
  tables(): Map<string, string[]> {
    const found = this.#handle
      .prepare(
        `SELECT t.name AS name, c.name AS "column" FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .all() as { name: string; column: string }[]
    const tables = new Map<string, string[]>()
    for (const { name, column } of found) tables.set(name, [...(tables.get(name) ?? []), column])
    return tables
  }

  /** The rows from this place on. */
  *rows({ name, columns, key }: MovedTable, from = 0): Generator<MovedRow> {
    const list = (names: string[]) => names.map(quoted).join()
    const statement = this.#handle
      .prepare(`SELECT ${list(columns)} FROM ${quoted(name)} ORDER BY ${list(key)} LIMIT -1 OFFSET ?`)
      .raw()
    for (const row of statement.iterate(from) as IterableIterator<MovedRow>)
      yield row.map((value) => this.#kept(value))
  }

  #kept(value: Value): Value {
    if (typeof value !== 'string' || !value.includes('\0')) return value
    this.replaced++
    return value.replace(NUL, '\uFFFD')
  }

  /** Puts the file aside while nobody can write it: no server starts on it again. */
  rename(to: string): void {
    renameSync(this.#file, to)
    const folder = openSync(dirname(to), 'r')
    fsyncSync(folder)
    closeSync(folder)
    this.#isRenamed = true
  }

  close(): void {
    this.#handle.close()
    // They are empty. SQLite leaves them, because their names are no longer those of the file.
    if (this.#isRenamed) for (const end of ['-wal', '-shm']) rmSync(this.#file + end, { force: true })
  }
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
