// An installation moves from SQLite to PostgreSQL: whole, compared, and through interruptions at every step.
import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseFile } from '../config.ts'
import { indexNextPassages, findMatchingPassages } from '../features/documents/passages-rows.ts'
import { openContext } from '../open-context.ts'
import { systemClock } from '../platform/clock.ts'
import { openPostgres } from '../platform/db/postgres.ts'
import { createLog } from '../platform/log.ts'
import type { Tables } from '../records/tables.ts'
import { fillEveryTable, ROWS_EACH } from '../testing/any-rows.ts'
import { testServer } from '../testing/chosen-database.ts'
import { inProcess } from '../testing/in-process.ts'
import { LecternChild, runLectern, serveLectern } from '../testing/lectern-child.ts'
import { ask, sql } from '../testing/postgres-server.ts'
import { migrateTo, movedFile } from './migrate-to.ts'

const PROGRESS = Symbol.for('lectern.failpoint')
const reach = globalThis as { [PROGRESS]?: (name: string) => void }
const KILLER = new URL('../testing/kill-at-failpoint.ts', import.meta.url).href

let folder: string
let original: string
let counts: Map<string, number>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-move-'))
  original = join(folder, 'original')
  await using parts = new AsyncDisposableStack()
  await openContext(
    {
      data_dir: original,
      clock: systemClock,
      log: createLog('silent'),
      password_cost: { memory_kib: 8, passes: 1 },
    },
    parts,
  )
  const db = new BetterSqlite(databaseFile(original))
  db.pragma('foreign_keys = ON')
  counts = fillEveryTable(db)
  db.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

let made = 0
let data_dir: string
let url: string
let name: string
beforeEach(async () => {
  name = `moved_${process.pid}_${made++}`
  data_dir = join(folder, name)
  cpSync(original, data_dir, { recursive: true })
  await sql(testServer(), `CREATE DATABASE ${name} TEMPLATE template0`)
  const address = new URL(testServer())
  address.pathname = `/${name}`
  url = address.href
})
afterEach(async () => {
  delete reach[PROGRESS]
  await sql(testServer(), `DROP DATABASE ${name} WITH (FORCE)`)
})

const migrate = (to = url) => inProcess('migrate-to', to, '--data-dir', data_dir)
const rowsThere = async (table: string) =>
  (await ask<{ n: number }>(url, `SELECT count(*) AS n FROM ${table}`, []))[0]?.n
const tablesThere = async () =>
  (
    await ask<{ name: string }>(
      url,
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
      [],
    )
  ).map(({ name: table }) => table)
const write = (statement: string) => {
  const db = new BetterSqlite(databaseFile(data_dir))
  db.exec(statement)
  db.close()
}

/** Everything that was in the file is in the database, with the same values. */
const expectAll = async () => {
  const file = existsSync(movedFile(data_dir)) ? movedFile(data_dir) : databaseFile(data_dir)
  const here = new BetterSqlite(file, { readonly: true })
  for (const [table, count] of counts) {
    expect({ [table]: await rowsThere(table) }).toEqual({ [table]: count })
    const sent = here.prepare(`SELECT * FROM "${table}"`).all() as object[]
    const arrived = await ask<object>(url, `SELECT * FROM ${table}`, [])
    const alike = (rows: object[]) =>
      rows.map((row) => JSON.stringify(Object.entries(row).sort()).replaceAll('\\u0000', '\uFFFD')).sort()
    expect({ [table]: alike(arrived) }).toEqual({ [table]: alike(sent) })
  }
  here.close()
  expect(await rowsThere('passage_words')).toBe(counts.get('passages'))
  expect(await rowsThere('passage_grams')).toBe(counts.get('passages'))
  expect(await tablesThere()).not.toContain('moving')
}

describe('lectern migrate-to', () => {
  it('moves the rows of every table, and says that it compared them', async () => {
    for (const count of counts.values()) expect(count).toBeGreaterThanOrEqual(ROWS_EACH)
    expect(counts.size).toBeGreaterThan(28)
    const { code, stdout, stderr } = await migrate()
    expect([code, stderr]).toEqual([0, ''])
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
    expect(stdout).toContain(`Moved ${all} rows of ${counts.size} tables to `)
    expect(stdout).toMatch(/\d+ texts had a NUL/)
    expect(readdirSync(data_dir).sort()).toEqual(['keys', 'lectern.db.moved', 'server.lock'])
    await expectAll()
  })

  it('finds passages by their words, and goes on numbering where SQLite ended', async () => {
    await migrateTo({ data_dir }, url)
    const db = await openPostgres<Tables>(url, () => {})
    expect(await db.write(({ query }) => indexNextPassages(query, 10))).toBe(0)
    const found = await findMatchingPassages(
      db.read,
      { reader: { user_id: 'users id 0', role: 'admin' }, states: ['draft', 'published', 'withdrawn'] },
      { index: 'passage_words', alternatives: [{ text: 'unicode', weight: 1 }], limit: 5 },
    )
    expect(found.map(({ text }) => text)).toEqual([expect.stringContaining('Ünïcode 漢字 🎉')])
    await db.close()
    const [last] = await ask<{ id: number }>(url, 'SELECT max(id) AS id FROM audit', [])
    const [next] = await ask<{ id: number }>(
      url,
      "INSERT INTO audit (at, kind, detail) VALUES ('', 'x', '{}') RETURNING id",
      [],
    )
    expect(next?.id).toBe((last?.id ?? 0) + 1)
  })

  it('goes on after an end at each of its steps, and nothing is served before its last', async () => {
    let ends = 0
    for (;;) {
      let steps = 0
      reach[PROGRESS] = (at) => {
        // By turns: just after a step was noted, and just before the next one is.
        const isHere = at === (ends % 2 === 0 ? 'after_move_step' : 'before_move_step')
        if (isHere && ++steps > ends % 2) throw new Error('killed')
      }
      const failed = await migrateTo({ data_dir }, url).then(
        () => false,
        () => true,
      )
      if (!failed) break
      ends++
      delete reach[PROGRESS]
      if (ends % 10 === 1)
        expect(
          (
            await runLectern(['serve'], {
              LECTERN_DATA_DIR: join(folder, 'other'),
              LECTERN_DATABASE_URL: url,
              PORT: '0',
            })
          ).stderr,
        ).toContain('is being moved into this database, and not all of it is there')
    }
    expect(ends).toBeGreaterThanOrEqual(counts.size)
    await expectAll()
  })

  it('goes on after its process is killed', async () => {
    for (const at of [1, 2, 9, 16]) {
      const child = new LecternChild(['migrate-to', url], {
        LECTERN_DATA_DIR: data_dir,
        NODE_OPTIONS: `--import=${KILLER}`,
        KILL_AT_FAILPOINT: String(at),
      })
      await child.ended
      expect(child.process.signalCode).toBe('SIGKILL')
    }
    expect((await migrate()).code).toBe(0)
    await expectAll()
  })

  it('begins anew when the file was written to after an interruption', async () => {
    let steps = 0
    reach[PROGRESS] = () => {
      if (++steps > 30) throw new Error('killed')
    }
    await expect(migrateTo({ data_dir }, url)).rejects.toThrow('killed')
    delete reach[PROGRESS]
    write("UPDATE users SET name = 'Somebody else'")
    expect((await migrate()).code).toBe(0)
    expect(await ask(url, 'SELECT DISTINCT name FROM users', [])).toEqual([{ name: 'Somebody else' }])
    await expectAll()
  })

  it('makes the last step when only that is missing', async () => {
    reach[PROGRESS] = () => {
      if (existsSync(movedFile(data_dir))) throw new Error('killed')
    }
    await expect(migrateTo({ data_dir }, url)).rejects.toThrow('killed')
    delete reach[PROGRESS]
    expect(await tablesThere()).toContain('moving')
    expect((await migrate()).code).toBe(0)
    await expectAll()
    const again = await migrate()
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringContaining('was moved already; its rows from then are in'),
    ])
  })
})

describe('lectern migrate-to refuses with one sentence, and changes nothing', () => {
  const expectRefusal = async (said: string, to = url) => {
    const before = to === url ? await tablesThere() : []
    const { code, stderr } = await migrate(to)
    expect([code, stderr.trim()]).toEqual([1, expect.stringContaining(said)])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    if (to === url) expect(await tablesThere()).toEqual(before)
    expect(existsSync(movedFile(data_dir))).toBe(false)
    expect(stderr).not.toContain('secret')
  }

  it('while the server runs', async () => {
    rmSync(data_dir, { recursive: true })
    const { child } = await serveLectern({ LECTERN_DATA_DIR: data_dir })
    try {
      await expectRefusal('stop it first')
    } finally {
      await child.kill()
    }
  })

  it('while a command writes', async () => {
    const writer = new BetterSqlite(databaseFile(data_dir))
    writer.exec('BEGIN IMMEDIATE')
    await expectRefusal('Stop what uses it first.')
    writer.close()
  })

  it('while a command reads', async () => {
    const reader = new BetterSqlite(databaseFile(data_dir))
    write("UPDATE users SET name = 'Later'")
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM users').get()
    write("UPDATE users SET name = 'Later still'")
    await expectRefusal('Stop what uses it first.')
    reader.close()
  })

  it('a database that is not empty', async () => {
    await sql(url, 'CREATE TABLE notes (text text)')
    await expectRefusal('is not empty: it has notes. Name an empty one')
  })

  it('a database of a newer version', async () => {
    await sql(url, 'CREATE TABLE migrations (number bigint, name text, sha256 text, applied_at text)')
    await sql(url, "INSERT INTO migrations VALUES (9999, 'later', 'x', '')")
    await expectRefusal('was written by a newer version (it has migration 9999)')
  })

  it('a database with an installation', async () => {
    await sql(url, 'CREATE TABLE migrations (number bigint, name text, sha256 text, applied_at text)')
    await expectRefusal('has an installation of Lectern. Name an empty one')
  })

  it('a part of another installation', async () => {
    await sql(url, 'CREATE TABLE moving (name text PRIMARY KEY, rows bigint, sum text)')
    await sql(url, "INSERT INTO moving VALUES ('', 0, 'another')")
    await expectRefusal('has a part of another installation')
  })

  it('a file of an older version', async () => {
    write('DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)')
    await expectRefusal('belongs to an older version, and only `lectern serve` updates it')
  })

  it('a file of a newer version', async () => {
    write("INSERT INTO migrations VALUES (9999, 'later', 'x', '')")
    await expectRefusal('was written by a newer version (it has migration 9999)')
  })

  it('a folder without an installation', async () => {
    renameSync(data_dir, `${data_dir}.away`)
    await expectRefusal('There is no Lectern in')
  })

  it('rows that refer to nothing', async () => {
    write('PRAGMA foreign_keys = OFF; DELETE FROM conversations')
    await expectRefusal('that refer to nothing')
  })

  it.each([
    ['where nobody listens', 'postgres://lectern:secret@localhost:1/lectern', 'nothing listens there'],
    ['that is not there', '/nothing', 'there is no such database'],
  ])('a database %s', async (_, to, said) => {
    const address = new URL(url)
    address.pathname = '/nothing'
    await expectRefusal(said, to.startsWith('/') ? address.href : to)
  })

  it('an address that is none, with its usage', async () => {
    const { code, stderr } = await migrate('mysql://localhost/lectern')
    expect([code, stderr]).toEqual([2, expect.stringContaining('Name the database: postgres://')])
  })
})
