import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SOURCES = fileURLToPath(new URL('..', import.meta.url))

/** The tables that a window carries, or whose rows it contains, and the only file that may write each. */
const RECORDS = {
  conversations: 'records/conversations.ts',
  members: 'records/members.ts',
  messages: 'records/messages.ts',
  message_edits: 'records/message-edits.ts',
  mentions: 'records/mentions.ts',
  exempt_counts: 'records/unread.ts',
  cards: 'records/cards.ts',
  card_entries: 'records/cards.ts',
  card_sources: 'records/cards.ts',
  attachments: 'records/attachments.ts',
  documents: 'records/documents.ts',
  document_versions: 'records/documents.ts',
  citations: 'records/citations.ts',
}

/** They write every table: one copies a whole database as it is, and one fills the tables of a test. */
const OF_ALL = new Set(['platform/db/move-target.ts', 'testing/any-rows.ts'])

/** Writes in SQL and in Kysely. A name may be quoted, and an insert may replace. */
const WRITES = [
  /\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+["'`]?(\w+|\$\{)/g,
  /\b(?:insertInto|replaceInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]?(\w+)/g,
]
/** `ON CONFLICT DO UPDATE SET` names no table. */
const NO_TABLE = new Set(['SET'])

const written = (source: string): string[] =>
  WRITES.flatMap((pattern) => [...source.matchAll(pattern)].map(([, table = '']) => table)).filter(
    (table) => !NO_TABLE.has(table),
  )

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /(?<!\.test)\.ts$/.test(file))
const read = (file: string): string => readFileSync(SOURCES + file, 'utf8')

const writers = (): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  for (const file of files.filter((name) => !OF_ALL.has(name)))
    for (const table of written(read(file))) found.set(table, (found.get(table) ?? new Set()).add(file))
  return found
}

describe('the owner of a table', () => {
  it.each(Object.entries(RECORDS))('of %s is %s, and no other file writes it', (table, owner) => {
    expect([...(writers().get(table) ?? [])]).toEqual([owner])
  })

  it('is one file for every other table, too', () => {
    const shared = [...writers()].filter(([, files]) => files.size > 1)
    expect(shared).toEqual([])
  })

  it('is always known, because statements with a computed table name are refused', () => {
    expect([...(writers().get('${') ?? [])]).toEqual([])
  })
})

describe('SQL', () => {
  it('is in records and rows files only, besides the platform', () => {
    const speaks = /\b(selection|mutation|selectFrom|insertInto|updateTable|deleteFrom)(<[^(]*>)?\(/
    const others = files.filter((file) => !/-rows\.ts$|^(records|platform)\//.test(file))
    expect(others.filter((file) => speaks.test(read(file)))).toEqual([])
  })

  it('has two forms: text in a statement, and the query builder', () => {
    const isThird = /import (type )?\{[^}]*\bsql\b[^}]*\} from 'kysely'/
    expect(files.filter((file) => isThird.test(read(file)))).toEqual([])
  })
})

describe('a message', () => {
  it('has its text changed by one statement', () => {
    const updates = read('records/messages.ts').match(/UPDATE messages SET[^'`]*/g) ?? []
    expect(updates.length).toBeGreaterThan(5)
    expect(updates.filter((statement) => /\b(content|parts) =/.test(statement))).toHaveLength(1)
  })
})
