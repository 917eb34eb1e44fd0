// One source of SQL: what cannot be prepared on both databases is found here, also where no other test runs it.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import BetterSqlite from 'better-sqlite3'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../database.ts'
import { chooseDatabase, isOnPostgres, type ChosenDatabase } from '../../testing/chosen-database.ts'
import { spell } from './fragments.ts'
import { migrate } from './migrate.ts'

const LIST = fileURLToPath(new URL('../../testing/list-statements.ts', import.meta.url))

/** Full text is asked in two ways; what stands for the other database is left out here, by what it names. */
const ONLY_SQLITE = /rank\)|total_changes|\(rowid, t|message_terms WHERE rowid/
const ONLY_POSTGRES = /tsvector|message_terms WHERE conversation_id/

const statements = [
  ...new Set(
    JSON.parse(
      execFileSync(process.execPath, ['--conditions=lectern-source', LIST], { encoding: 'utf8' }),
    ) as string[],
  ),
]

interface Engine {
  prepare(sql: string): Promise<void>
  close(): Promise<void>
}

const openSqlite = (): Engine => {
  const db = new BetterSqlite(':memory:')
  migrate(db, MIGRATIONS, '2026-11-23T08:00:00.000Z')
  return {
    prepare: async (sql) => void db.prepare(spell(sql, 'sqlite')),
    close: async () => void db.close(),
  }
}

const openPostgres = async (database: ChosenDatabase): Promise<Engine> => {
  const client = new pg.Client({ connectionString: database.env['LECTERN_DATABASE_URL'] })
  await client.connect()
  return {
    prepare: async (sql) => {
      await client.query(`PREPARE it AS ${spell(sql, 'postgres')}`)
      await client.query('DEALLOCATE it')
    },
    close: async () => {
      await client.end()
      await database.drop()
    },
  }
}

const others = isOnPostgres() ? ONLY_SQLITE : ONLY_POSTGRES

describe('each statement of the server', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = isOnPostgres() ? await openPostgres(await chooseDatabase()) : openSqlite()
  })
  afterAll(() => engine.close())

  it('is found', () => {
    expect(statements.length).toBeGreaterThan(150)
    expect(statements.filter((sql) => others.test(sql)).length).toBeLessThan(10)
  })

  it('can be prepared', async () => {
    const refused: string[] = []
    for (const sql of statements.filter((sql) => !others.test(sql)))
      await engine.prepare(sql).catch((error: Error) => refused.push(`${error.message}: ${sql}`))
    expect(refused).toEqual([])
  })

  it('is spelled with fragments that are known', () => {
    expect(statements.filter((sql) => /[{}]/.test(spell(sql, 'postgres')))).toEqual([])
  })
})
