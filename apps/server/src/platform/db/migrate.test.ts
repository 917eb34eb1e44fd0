import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate, pendingMigrations, readMigrations } from './migrate.ts'

const MIGRATIONS = fileURLToPath(new URL('../../../migrations/sqlite', import.meta.url))
const AT = '2026-11-23T08:00:00.000Z'

describe('migrations', () => {
  let folder: string
  let db: BetterSqlite.Database
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-migrations-'))
    db = new BetterSqlite(':memory:')
    copyFileSync(join(MIGRATIONS, '0001-foundation.sql'), join(folder, '0001-foundation.sql'))
  })
  afterEach(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })

  const columns = (table: string) =>
    db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]

  it('lead from version one to today with all data', () => {
    expect(migrate(db, folder, AT)).toEqual([1])
    db.prepare(`INSERT INTO meta VALUES ('epoch', 'first')`).run()
    const later = readMigrations(MIGRATIONS)
      .map(({ number }) => number)
      .filter((number) => number > 1)
    expect(migrate(db, MIGRATIONS, AT)).toEqual(later)
    expect(migrate(db, MIGRATIONS, AT)).toEqual([])
    expect(db.prepare('SELECT value FROM meta').pluck().get()).toBe('first')
    expect(db.pragma('foreign_key_check')).toEqual([])
  })

  it('O7 O9 are counted without being made, and announced before each is made', () => {
    expect(pendingMigrations(db, folder)).toEqual([1])
    expect(columns('users')).toEqual([])
    const told: string[] = []
    migrate(db, folder, AT, ({ number, name, of }) =>
      told.push(`${number} of ${of}: ${name}, ${columns('users').length} columns`),
    )
    expect(told).toEqual(['1 of 1: foundation, 0 columns'])
    expect(pendingMigrations(db, folder)).toEqual([])
    db.prepare("UPDATE migrations SET sha256 = 'another'").run()
    expect(() => pendingMigrations(db, folder)).toThrow('is not the one that was applied')
  })

  it('make jobs of pending work of an older version', () => {
    for (const file of readdirSync(MIGRATIONS).filter((name) => name < '0011'))
      copyFileSync(join(MIGRATIONS, file), join(folder, file))
    migrate(db, folder, AT)
    db.pragma('foreign_keys = OFF')
    const attachment = db.prepare(
      `INSERT INTO attachments (id, conversation_id, created_by, created_at, filename, media_type, size, state, dropped_at)
       VALUES (?, 'c', 'u', '${AT}', 'a.png', 'image/png', 1, ?, ?)`,
    )
    attachment.run('checked', 'ready', null)
    attachment.run('unchecked', 'processing', null)
    attachment.run('dropped', 'processing', AT)
    const document = db.prepare(
      `INSERT INTO documents (id, state, title, version, created_by, created_at, updated_at, created_hash, recheck)
       VALUES (?, 'published', 'T', 1, 'u', '${AT}', '${AT}', 'h', ?)`,
    )
    document.run('changed', 1)
    document.run('quiet', 0)
    const card = db.prepare(
      `INSERT INTO cards VALUES (?, ?, 'c', 'tutoring.topic', 1, 'open', 1, '{}', 'T', '{}', 'u', '${AT}', '${AT}', ?)`,
    )
    card.run('due', 'm1', AT)
    card.run('timeless', 'm2', null)
    const invocation = db.prepare(
      `INSERT INTO invocations (id, conversation_id, asker_id, assistant_id, state, lease_until, created_at)
       VALUES (?, ?, 'u', 'a', ?, '${AT}', '${AT}')`,
    )
    invocation.run('i1', 'asked', 'running')
    invocation.run('i2', 'asked', 'queued')
    invocation.run('i3', 'answered', 'done')

    migrate(db, MIGRATIONS, AT)
    expect(db.prepare('SELECT kind, key, run_at FROM jobs ORDER BY kind').raw().all()).toEqual([
      ['assistant_turns', 'asked', AT],
      ['attachment_check', 'unchecked', AT],
      ['attachment_removal', 'dropped', AT],
      ['card_due', 'due', AT],
      ['citation_check', 'changed', AT],
    ])
    expect(db.prepare('SELECT count(*) FROM invocations').pluck().get()).toBe(3)
    expect(db.prepare('SELECT count(*) FROM documents').pluck().get()).toBe(2)
  })

  it('have a number each', () => {
    const numbers = readMigrations(MIGRATIONS).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers).toHaveLength(readdirSync(MIGRATIONS).length)
  })

  it('leave only STRICT tables, so that a column has its type', () => {
    migrate(db, MIGRATIONS, AT)
    const tables = db
      .prepare(
        `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
      )
      .all() as { name: string; strict: number }[]
    expect(tables.length).toBeGreaterThan(5)
    expect(tables.filter(({ strict }) => strict === 0)).toEqual([])
  })

  it('happen completely or not at all', () => {
    migrate(db, folder, AT)
    writeFileSync(
      join(folder, '0002-half.sql'),
      'ALTER TABLE meta ADD COLUMN extra TEXT; SELECT no_such_thing;',
    )
    expect(() => migrate(db, folder, AT)).toThrow('no_such_thing')
    expect(columns('meta')).toEqual(['key', 'value'])
    writeFileSync(join(folder, '0002-half.sql'), 'ALTER TABLE meta ADD COLUMN extra TEXT;')
    expect(migrate(db, folder, AT)).toEqual([2])
    expect(columns('meta')).toEqual(['key', 'value', 'extra'])
  })

  it('make a table again that others refer to, unless a reference is left without its row', () => {
    migrate(db, folder, AT)
    db.pragma('foreign_keys = ON')
    writeFileSync(
      join(folder, '0002-pair.sql'),
      `CREATE TABLE owner (id TEXT PRIMARY KEY) STRICT; INSERT INTO owner VALUES ('a'), ('b');
       CREATE TABLE thing (owner_id TEXT REFERENCES owner (id) ON DELETE CASCADE) STRICT; INSERT INTO thing VALUES ('a'), ('b');`,
    )
    migrate(db, folder, AT)
    const again = (which: string) =>
      `CREATE TABLE next_owner (id TEXT PRIMARY KEY) STRICT; INSERT INTO next_owner SELECT id FROM owner ${which};
       DROP TABLE owner; ALTER TABLE next_owner RENAME TO owner;`
    writeFileSync(join(folder, '0003-again.sql'), again("WHERE id = 'a'"))
    expect(() => migrate(db, folder, AT)).toThrow('no reference without its row')
    expect(db.prepare('SELECT count(*) FROM owner').pluck().get()).toBe(2)
    writeFileSync(join(folder, '0003-again.sql'), again(''))
    expect(migrate(db, folder, AT)).toEqual([3])
    expect(db.prepare('SELECT count(*) FROM thing').pluck().get()).toBe(2)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('are refused if the data folder is newer than the software', () => {
    writeFileSync(join(folder, '0002-future.sql'), 'CREATE TABLE future (id TEXT) STRICT;')
    migrate(db, folder, AT)
    rmSync(join(folder, '0002-future.sql'))
    expect(() => migrate(db, folder, AT)).toThrow('newer version (it has migration 2); upgrade Lectern')
  })

  it('are refused if an applied one was edited', () => {
    migrate(db, folder, AT)
    writeFileSync(join(folder, '0001-foundation.sql'), 'CREATE TABLE other (id TEXT) STRICT;')
    expect(() => migrate(db, folder, AT)).toThrow('migration 1 is not the one that was applied')
  })

  it('are refused if two have one number, before any is applied', () => {
    writeFileSync(join(folder, '0001-other.sql'), 'CREATE TABLE other (id TEXT) STRICT;')
    expect(() => migrate(db, folder, AT)).toThrow('foundation and other have different numbers, not both 1')
    expect(columns('meta')).toEqual([])
  })
})
