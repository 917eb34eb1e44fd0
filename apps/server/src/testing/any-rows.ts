// Rows for every table of a file of SQLite, made from its schema: a table of tomorrow gets some, too.
import type BetterSqlite from 'better-sqlite3'

export const ROWS_EACH = 3
const AT = '2026-11-23T08:00:00.000Z'

type Value = string | number | null

interface Column {
  name: string
  type: string
  notnull: number
  pk: number
}

interface Reference {
  id: number
  table: string
  from: string
  to: string
}

/** Words of many kinds; the last has what one of the databases cannot keep. */
const TEXTS = [
  'plain words',
  `Ünïcode 漢字 🎉 'single' "double" \\back {brace,} NULL`,
  'one\nline, a tab\t, a NUL\0',
]

const tablesOf = (db: BetterSqlite.Database): { name: string; sql: string }[] =>
  db
    .prepare(
      `SELECT t.name, s.sql FROM pragma_table_list t JOIN sqlite_schema s ON s.name = t.name
       WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'migrations'`,
    )
    .all() as { name: string; sql: string }[]

const columnsOf = (db: BetterSqlite.Database, table: string): Column[] =>
  db.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(table) as Column[]

const referencesOf = (db: BetterSqlite.Database, table: string): Reference[] =>
  db
    .prepare('SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq')
    .all(table) as Reference[]

/** Adds rows to every table; returns how many each has then. */
export const fillEveryTable = (db: BetterSqlite.Database): Map<string, number> => {
  const tables = new Map(tablesOf(db).map(({ name, sql }) => [name, sql]))
  const made = new Map<string, Record<string, Value>[]>()
  const fill = (table: string): void => {
    if (made.has(table)) return
    const references = referencesOf(db, table)
    for (const { table: parent } of references) if (parent !== table) fill(parent)
    const rows: Record<string, Value>[] = []
    for (let index = 0; index < ROWS_EACH; index++) {
      const row: Record<string, Value> = {}
      for (const column of columnsOf(db, table)) {
        const reference = references.find(({ from }) => from === column.name)
        row[column.name] = reference
          ? (made.get(reference.table)?.[index]?.[reference.to] ?? null)
          : valueOf({ table, column, index, sql: tables.get(table) ?? '' })
      }
      insert(db, table, row)
      rows.push(row)
    }
    made.set(table, rows)
  }
  for (const table of tables.keys()) fill(table)
  return new Map([...tables.keys()].map((table) => [table, countOf(db, table)]))
}

const valueOf = ({
  table,
  column: { name, type, notnull, pk },
  index,
  sql,
}: {
  table: string
  column: Column
  index: number
  sql: string
}): Value => {
  if (notnull === 0 && pk === 0 && index === 1) return null
  if (type === 'INTEGER') return pk > 0 && name === 'id' ? index * 7 + 1_000 : index + 1
  const [, allowed] = new RegExp(`CHECK \\(${name} IN \\(([^)]*)\\)\\)`).exec(sql) ?? []
  const choices = allowed?.split(',').map((choice) => choice.trim().slice(1, -1))
  if (choices) return choices[index % choices.length] ?? null
  if (name === 'headings') return JSON.stringify(['Cells', `Part ${index}`])
  if (name.endsWith('_at')) return AT
  const isKey = pk > 0 || /(^|_)(id|key|hash|version)$/.test(name)
  return isKey ? `${table} ${name} ${index}` : `${TEXTS[index] ?? ''} of ${name}`
}

const insert = (db: BetterSqlite.Database, table: string, row: Record<string, Value>): void => {
  const names = Object.keys(row)
  db.prepare(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map(() => '?').join()})`,
  ).run(...Object.values(row))
}

const countOf = (db: BetterSqlite.Database, table: string): number =>
  db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number
