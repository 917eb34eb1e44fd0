// Both databases have one schema: what one migration adds here, its twin adds there.
import BetterSqlite from 'better-sqlite3'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MIGRATIONS, POSTGRES_MIGRATIONS } from '../database.ts'
import { migrate, readMigrations } from '../platform/db/migrate.ts'
import { chooseDatabase, type ChosenDatabase } from '../testing/chosen-database.ts'

/** Full text is kept in two ways, and `migrations` is made before any migration. */
const OWN = /^(passage_|message_terms|migrations$|sqlite_)/

let sqlite: BetterSqlite.Database
let postgres: pg.Client
let database: ChosenDatabase
beforeAll(async () => {
  sqlite = new BetterSqlite(':memory:')
  migrate(sqlite, MIGRATIONS, '2026-11-23T08:00:00.000Z')
  database = await chooseDatabase()
  postgres = new pg.Client({ connectionString: database.env['LECTERN_DATABASE_URL'] })
  await postgres.connect()
})
afterAll(async () => {
  sqlite.close()
  await postgres.end()
  await database.drop()
})

const ofSqlite = <Row>(sql: string): Row[] => sqlite.prepare(sql).all() as Row[]
const ofPostgres = async <Row extends object>(sql: string): Promise<Row[]> =>
  (await postgres.query<Row>(sql)).rows
const shared = (rows: readonly { table: string }[]): string[] =>
  rows
    .filter(({ table }) => !OWN.test(table))
    .map((row) => JSON.stringify(row))
    .sort()

interface Column {
  table: string
  column: string
  type: string
  default: string | null
  required: number
}

/** The names of an array of column numbers, in its order. */
const columnsOf = (table: string, numbers: string): string => `(
  SELECT string_agg(a.attname, ',' ORDER BY n.place) FROM unnest(${numbers}) WITH ORDINALITY n (number, place)
  JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = n.number)`

const FROM_TABLES = `FROM sqlite_schema t`
const AND_TABLES = `t.type = 'table'`

describe('the schema of both databases', () => {
  it('has the same last migration', () => {
    const last = (folder: string) => readMigrations(folder).at(-1)?.number
    expect(last(POSTGRES_MIGRATIONS)).toBe(last(MIGRATIONS))
  })

  it('has the same columns', async () => {
    const here = ofSqlite<Column>(`
      SELECT t.name AS "table", c.name AS "column", lower(c.type) AS type, c.dflt_value AS "default",
        c."notnull" OR c.pk > 0 AS required
      ${FROM_TABLES} JOIN pragma_table_info(t.name) c WHERE ${AND_TABLES}`)
    const there = await ofPostgres<Column>(`
      SELECT table_name AS "table", column_name AS "column", data_type AS type,
        column_default AS "default", CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END AS required
      FROM information_schema.columns WHERE table_schema = 'public'`)
    const alike = there.map((column) => ({
      ...column,
      type: column.type === 'bigint' ? 'integer' : column.type,
      default: column.default?.replace('::text', '') ?? null,
    }))
    expect(shared(alike)).toEqual(shared(here))
  })

  it('compares every text by its bytes', async () => {
    const others = await ofPostgres(`
      SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
        AND table_name <> 'migrations'`)
    expect(others).toEqual([])
  })

  it('has the same keys', async () => {
    interface Key {
      table: string
      columns: string
    }
    // `rowid` of SQLite makes a number that is the key of its own; PostgreSQL has an index for it.
    const here = ofSqlite<Key>(`
      SELECT t.name AS "table", group_concat(c.name ORDER BY c.seqno) AS columns
      ${FROM_TABLES} JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
      WHERE ${AND_TABLES} AND i.origin IN ('pk', 'u') GROUP BY t.name, i.name
      UNION ALL
      SELECT t.name, c.name ${FROM_TABLES} JOIN pragma_table_info(t.name) c
      WHERE ${AND_TABLES} AND c.pk > 0 AND c.type = 'INTEGER' AND c.name = 'id'`)
    const there = await ofPostgres<Key>(`
      SELECT k.conrelid::regclass::text AS "table", ${columnsOf('k.conrelid', 'k.conkey')} AS columns
      FROM pg_constraint k WHERE k.contype IN ('p', 'u') AND k.connamespace = 'public'::regnamespace`)
    expect(shared(there)).toEqual(shared(here))
  })

  it('has the same references', async () => {
    interface Reference {
      table: string
      columns: string
      to: string
      targets: string
      deletes: number
    }
    const here = ofSqlite<Reference>(`
      SELECT t.name AS "table", group_concat(f."from" ORDER BY f.seq) AS columns, f."table" AS "to",
        group_concat(f."to" ORDER BY f.seq) AS targets, f.on_delete = 'CASCADE' AS deletes
      ${FROM_TABLES} JOIN pragma_foreign_key_list(t.name) f WHERE ${AND_TABLES} GROUP BY t.name, f.id`)
    const there = await ofPostgres<Reference>(`
      SELECT k.conrelid::regclass::text AS "table", ${columnsOf('k.conrelid', 'k.conkey')} AS columns,
        k.confrelid::regclass::text AS "to", ${columnsOf('k.confrelid', 'k.confkey')} AS targets,
        CASE k.confdeltype WHEN 'c' THEN 1 ELSE 0 END AS deletes
      FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`)
    expect(shared(there)).toEqual(shared(here))
  })

  it('allows the same values', async () => {
    const values = (text: string) => [...text.matchAll(/'(\w+)'/g)].map(([, value]) => value).sort()
    const here = ofSqlite<{ table: string; sql: string }>(
      `SELECT name AS "table", sql FROM sqlite_schema WHERE type = 'table'`,
    ).flatMap(({ table, sql }) =>
      [...sql.matchAll(/CHECK \((\w+) (IN \([^)]*\))/g)].map(([, column, list = '']) => ({
        table,
        column,
        values: values(list),
      })),
    )
    const there = await ofPostgres<{ table: string; column: string; rule: string }>(`
      SELECT k.conrelid::regclass::text AS "table", a.attname AS "column", pg_get_constraintdef(k.oid) AS rule
      FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      WHERE k.contype = 'c' AND k.connamespace = 'public'::regnamespace`)
    const alike = there.map(({ table, column, rule }) => ({ table, column, values: values(rule) }))
    expect(here.length).toBeGreaterThan(5)
    expect(shared(alike)).toEqual(shared(here))
  })

  it('has the same indexes', async () => {
    interface Index {
      table: string
      name: string
      sql: string
    }
    const made = () =>
      ofPostgres<Index>(`
        SELECT tablename AS "table", indexname AS name, indexdef AS sql FROM pg_indexes i
        WHERE schemaname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conname = i.indexname)`)
    const there = await made()
    // PostgreSQL itself reads those of SQLite, so that one form is compared.
    for (const { table, name } of there) if (!OWN.test(table)) await postgres.query(`DROP INDEX ${name}`)
    const here = ofSqlite<Index>(
      `SELECT tbl_name AS "table", name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`,
    )
    for (const { sql } of here) await postgres.query(sql)
    expect(here.length).toBeGreaterThan(25)
    expect(shared(there)).toEqual(shared(await made()))
  })
})
