import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { POSTGRES_MIGRATIONS } from '../database.ts'
import { spell } from '../platform/db/fragments.ts'
import { migratePostgres } from '../platform/db/postgres-migrate.ts'
import { chooseDatabase, type ChosenDatabase } from '../testing/chosen-database.ts'
import { fitting, LOCATED_KINDS, OLDER_ROWS, OWNERS } from '../testing/older-rows.ts'

const AT = '2026-11-23T08:00:00.000Z'
const files = readdirSync(POSTGRES_MIGRATIONS).sort()

let folder: string
let database: ChosenDatabase
let pool: pg.Pool
let client: pg.PoolClient
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-keys-'))
  database = await chooseDatabase()
  pool = new pg.Pool({ connectionString: database.env['LECTERN_DATABASE_URL'] })
  client = await pool.connect()
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
})
afterEach(async () => {
  client.release()
  await pool.end()
  await database.drop()
  rmSync(folder, { recursive: true })
})

const columnsOf = async (table: string): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
    [table],
  )
  return rows.map(({ name }) => name)
}

/** Returns the number of rows of each table. */
const fill = async (): Promise<Map<string, number>> => {
  const filled = new Map<string, number>()
  for (const [table, row] of OLDER_ROWS) {
    const insert = fitting(row, await columnsOf(table))
    if (insert === undefined) continue
    const sql = `INSERT INTO ${table} (${insert.names}) VALUES (${insert.places})`
    await client.query(spell(sql, 'postgres'), insert.values)
    filled.set(table, (filled.get(table) ?? 0) + 1)
  }
  return filled
}

const count = async (sql: string): Promise<number> =>
  Number((await client.query<{ count: string }>(`SELECT count(*) FROM ${sql}`)).rows[0]?.count)

describe.each(files.filter((name) => name < '0025'))('a database of the schema of %s', (last) => {
  it('keeps all that conversations own, each row in its conversation and found by its bare id', async () => {
    for (const file of files.filter((name) => name <= last))
      copyFileSync(join(POSTGRES_MIGRATIONS, file), join(folder, file))
    await migratePostgres(client, folder, AT)
    const filled = await fill()
    await migratePostgres(client, POSTGRES_MIGRATIONS, AT)

    expect(filled.size).toBeGreaterThan(12)
    for (const [table, rows] of filled) expect({ [table]: await count(table) }).toEqual({ [table]: rows })
    for (const [table, key, owner] of OWNERS)
      expect({
        [table]: await count(
          `${table} x JOIN ${owner} o ON o.conversation_id = x.conversation_id AND o.id = x.${key}`,
        ),
      }).toEqual({ [table]: 2 })
    for (const kind of LOCATED_KINDS)
      expect(
        await count(
          `${kind}s x JOIN locators l ON l.id = x.id AND l.kind = '${kind}' AND l.conversation_id = x.conversation_id`,
        ),
      ).toBe(filled.get(`${kind}s`))
    expect((await client.query('SELECT direct_key, conversation_id FROM direct_conversations')).rows).toEqual(
      [{ direct_key: 'ada ben', conversation_id: 'club' }],
    )
  })
})
