import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../database.ts'
import { migrate } from '../platform/db/migrate.ts'
import { fitting, OLDER_ROWS, type Row } from '../testing/older-rows.ts'

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

describe.each(files.slice(0, -1))('a database of the schema of %s', (last) => {
  it('keeps all that conversations own, each row in its conversation and found by its bare id', () => {
    for (const file of files.filter((name) => name <= last))
      copyFileSync(join(MIGRATIONS, file), join(folder, file))
    migrate(db, folder, AT)
    const filled = fill()
    migrate(db, MIGRATIONS, AT)

    expect(db.pragma('foreign_key_check')).toEqual([])
    for (const [table, rows] of filled) expect({ [table]: count(table) }).toEqual({ [table]: rows.length })
    for (const [table, key] of OF_MESSAGES)
      if (filled.has(table))
        expect(
          count(`${table} x JOIN messages m ON m.conversation_id = x.conversation_id AND m.id = x.${key}`),
        ).toBe(2)
    for (const [table, key, owner] of OF_OTHERS)
      if (filled.has(table))
        expect(
          count(`${table} x JOIN ${owner} o ON o.conversation_id = x.conversation_id AND o.id = x.${key}`),
        ).toBe(2)
    for (const [table, kind] of LOCATED)
      expect(
        count(
          `${table} x JOIN locators l ON l.id = x.id AND l.kind = '${kind}' AND l.conversation_id = x.conversation_id`,
        ),
      ).toBe(filled.get(table)?.length ?? 0)
    expect(db.prepare('SELECT direct_key, conversation_id FROM direct_conversations').raw().all()).toEqual([
      ['ada ben', 'club'],
    ])
    expect(db.prepare(`SELECT content FROM messages ORDER BY rowid`).pluck().all()).toEqual(
      filled.get('messages')?.map(({ content }) => content),
    )
  })
})

const OF_MESSAGES = [
  ['message_edits', 'message_id'],
  ['saved_messages', 'message_id'],
  ['citations', 'message_id'],
  ['cards', 'message_id'],
  ['attachments', 'message_id'],
] as const

const OF_OTHERS = [
  ['card_entries', 'card_id', 'cards'],
  ['card_actions', 'card_id', 'cards'],
  ['card_sources', 'card_id', 'cards'],
  ['document_images', 'attachment_id', 'attachments'],
  ['invocation_feedback', 'invocation_id', 'invocations'],
] as const

const LOCATED = [
  ['messages', 'message'],
  ['cards', 'card'],
  ['attachments', 'attachment'],
  ['invocations', 'invocation'],
  ['card_actions', 'card_action'],
] as const
