import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../database.ts'
import { migrate } from '../platform/db/migrate.ts'
import { fitting, LOCATED_KINDS, OLDER_ROWS, OWNERS, type Row } from '../testing/older-rows.ts'

const AT = '2026-11-23T08:00:00.000Z'
const files = readdirSync(MIGRATIONS).sort()

let folder: string
let db: BetterSqlite.Database
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-keys-'))
  db = new BetterSqlite(':memory:')
  db.pragma('foreign_keys = ON')
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

/** Returns the rows of each table. */
const fill = (): Map<string, Row[]> => {
  const filled = new Map<string, Row[]>()
  for (const [table, row] of OLDER_ROWS) {
    const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
    const insert = fitting(row, columns)
    if (insert === undefined) continue
    db.prepare(`INSERT INTO ${table} (${insert.names}) VALUES (${insert.places})`).run(...insert.values)
    filled.set(table, [...(filled.get(table) ?? []), row])
  }
  return filled
}

const count = (sql: string): unknown => db.prepare(`SELECT count(*) FROM ${sql}`).pluck().get()

describe.each(files.filter((name) => name < '0025'))('a database of the schema of %s', (last) => {
  it('keeps all that conversations own, each row in its conversation and found by its bare id', () => {
    for (const file of files.filter((name) => name <= last))
      copyFileSync(join(MIGRATIONS, file), join(folder, file))
    migrate(db, folder, AT)
    const filled = fill()
    migrate(db, MIGRATIONS, AT)

    expect(db.pragma('foreign_key_check')).toEqual([])
    for (const [table, rows] of filled) expect({ [table]: count(table) }).toEqual({ [table]: rows.length })
    for (const [table, key, owner] of OWNERS)
      if (filled.has(table))
        expect({
          [table]: count(
            `${table} x JOIN ${owner} o ON o.conversation_id = x.conversation_id AND o.id = x.${key}`,
          ),
        }).toEqual({ [table]: 2 })
    for (const kind of LOCATED_KINDS)
      expect(
        count(
          `${kind}s x JOIN locators l ON l.id = x.id AND l.kind = '${kind}' AND l.conversation_id = x.conversation_id`,
        ),
      ).toBe(filled.get(`${kind}s`)?.length ?? 0)
    expect(db.prepare('SELECT direct_key, conversation_id FROM direct_conversations').raw().all()).toEqual([
      ['ada ben', 'club'],
    ])
    expect(db.prepare(`SELECT content FROM messages ORDER BY rowid`).pluck().all()).toEqual(
      filled.get('messages')?.map(({ content }) => content),
    )
  })
})
