// Moves all rows of a file of SQLite into an empty PostgreSQL database. Rows go in small transactions, each of which notes how
// far its table is and the sum of its rows so far. After an interruption the sum of the same rows is taken of the source
// again: if it differs, somebody has written there meanwhile, and everything begins anew. At the end every table is read back
// and compared by its count and sum.
import { OperatorError } from '../errors.ts'
import { failpoint } from '../failpoints.ts'
import { addTo, newSum, type MovedRow, type MovedTable, type MoveSource } from './move-source.ts'
import type { MoveTarget, Progress } from './move-target.ts'

const BATCH_ROWS = 1_000
const BATCH_CHARS = 2_000_000
/** Kept by each database in its own way. */
const OWN = new Set(['migrations'])

export interface MoveOptions {
  source: MoveSource
  target: MoveTarget
  /** Of the target, in an order in which each row finds those that it refers to. */
  tables: readonly MovedTable[]
  onTable?(name: string, rows: number): void
}

/** Returns the count and the sum of each table of the source. */
export const moveRows = async (options: MoveOptions): Promise<Map<string, Progress>> => {
  const { source, target, tables } = options
  assertSameTables(source.tables(), tables)
  const begun = await target.progress()
  if (tables.some((table) => isChanged(source, table, begun.get(table.name)))) {
    await target.empty(tables)
    begun.clear()
  }
  source.replaced = 0
  const sums = new Map<string, Progress>()
  for (const table of tables) {
    const moved = await moveTable(options, table, begun.get(table.name)?.rows ?? 0)
    sums.set(table.name, moved)
    options.onTable?.(table.name, moved.rows)
  }
  return sums
}

const assertSameTables = (here: ReadonlyMap<string, string[]>, there: readonly MovedTable[]): void => {
  const shape = (name: string, columns: readonly string[]) => `${name} (${[...columns].sort().join()})`
  const ours = [...here].filter(([name]) => !OWN.has(name)).map(([name, columns]) => shape(name, columns))
  const theirs = there.map(({ name, columns }) => shape(name, columns))
  const odd = [
    ...ours.filter((table) => !theirs.includes(table)),
    ...theirs.filter((table) => !ours.includes(table)),
  ]
  if (odd[0] !== undefined)
    throw new OperatorError(`The database cannot be moved: only one of both has ${odd[0]}.`)
}

/** Whether the rows that were moved are no longer the first of the source. */
const isChanged = (source: MoveSource, table: MovedTable, moved: Progress | undefined): boolean => {
  if (moved === undefined) return false
  const sum = newSum()
  let rows = 0
  for (const row of source.rows(table)) {
    if (rows === moved.rows) break
    addTo(sum, row)
    rows++
  }
  return rows !== moved.rows || sum.digest('hex') !== moved.sum
}

const moveTable = async (
  { source, target }: MoveOptions,
  table: MovedTable,
  moved: number,
): Promise<Progress> => {
  const sum = newSum()
  let rows = 0
  let batch: MovedRow[] = []
  let chars = 0
  const add = async (): Promise<void> => {
    if (batch.length === 0) return
    failpoint('before_move_step')
    await target.add(table, batch, { rows, sum: sum.copy().digest('hex') })
    failpoint('after_move_step')
    batch = []
    chars = 0
  }
  for (const row of source.rows(table)) {
    addTo(sum, row)
    rows++
    if (rows <= moved) continue
    batch.push(row)
    for (const value of row) chars += typeof value === 'string' ? value.length : 8
    if (batch.length >= BATCH_ROWS || chars >= BATCH_CHARS) await add()
  }
  await add()
  return { rows, sum: sum.digest('hex') }
}

/** @throws OperatorError if the target does not have exactly these rows */
export const verifyRows = async (
  target: MoveTarget,
  tables: readonly MovedTable[],
  expected: ReadonlyMap<string, Progress>,
): Promise<void> => {
  for (const table of tables) {
    const there = await target.sumOf(table)
    const here = expected.get(table.name)
    if (there.rows !== here?.rows || there.sum !== here.sum)
      throw new OperatorError(
        `What arrived of the table ${table.name} is not what was sent (${there.rows} of ${here?.rows ?? 0} rows); nothing was changed here. Try again with another empty database.`,
      )
  }
}
