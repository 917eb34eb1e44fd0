// Two branches that add a migration choose the same number, and merge without a conflict.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const numbersOf = (database: string): number[] =>
  readdirSync(new URL(`../apps/server/migrations/${database}/`, import.meta.url))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => Number(file.slice(0, 4)))
    .sort((a, b) => a - b)

test('each migration has a number of its own, without a gap', () => {
  const numbers = numbersOf('sqlite')
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})

test('each migration has its twin on PostgreSQL, which begins with the schema of that time', () => {
  const numbers = numbersOf('postgres')
  expect(numbers).toEqual(numbersOf('sqlite').filter((number) => number >= (numbers[0] ?? 0)))
})

/** Servers up to this one are stopped before the first that has it. */
const LAST_STOP = 25
const STOP = /^-- Stop older servers first: \S/
/** What a server of the version before would notice, in a table that it knows. */
const CONTRACTIONS = [
  /\bDROP\b/i,
  /\bRENAME\b/i,
  /\bSET NOT NULL\b/i,
  /\b(?:SET DATA )?TYPE\b/i,
  /\bADD\s+(?:CONSTRAINT|PRIMARY|UNIQUE|FOREIGN|CHECK|EXCLUDE)\b/i,
  /\bADD COLUMN\b(?![^,;]*\bDEFAULT\b)[^,;]*\bNOT NULL\b/i,
  /\b(?:DELETE FROM|TRUNCATE)\b/i,
]

/** Why servers of the version before cannot live with it; empty if they can. */
const contractionsIn = (sql: string): string[] => {
  if (STOP.test(sql)) return []
  const made = new Set([...sql.matchAll(/CREATE TABLE (\w+)/gi)].map(([, table]) => table))
  const statements = sql.replaceAll(/--.*$/gm, '').split(';')
  return statements.filter((statement) => {
    const [, table] = /(?:ALTER TABLE|UNIQUE INDEX \w+ ON|DELETE FROM|TRUNCATE) (\w+)/i.exec(statement) ?? []
    if (/^\s*CREATE TABLE/i.test(statement) || (table !== undefined && made.has(table))) return false
    return /CREATE UNIQUE INDEX/i.test(statement) || CONTRACTIONS.some((pattern) => pattern.test(statement))
  })
}

test('no migration takes away what a server of the version before uses, unless it says so', () => {
  const folder = new URL('../apps/server/migrations/postgres/', import.meta.url)
  for (const file of readdirSync(folder).filter((name) => Number(name.slice(0, 4)) > LAST_STOP))
    expect({ file, takes: contractionsIn(readFileSync(new URL(file, folder), 'utf8')) }).toEqual({
      file,
      takes: [],
    })
})

test.each([
  ['ALTER TABLE users DROP COLUMN name', 1],
  ['ALTER TABLE users RENAME TO people', 1],
  ['ALTER TABLE users ALTER COLUMN name SET NOT NULL', 1],
  ['ALTER TABLE users ALTER COLUMN name TYPE bigint', 1],
  ['ALTER TABLE users ADD CHECK (name <> $$$$)', 1],
  ['ALTER TABLE users ADD COLUMN a text NOT NULL', 1],
  ['CREATE UNIQUE INDEX by_name ON users (name)', 1],
  ['DELETE FROM users', 1],
  ['-- Stop older servers first: names are split\nALTER TABLE users DROP COLUMN name', 0],
  ['-- Drops nothing\nALTER TABLE users ADD COLUMN a text', 0],
  ['ALTER TABLE users ADD COLUMN a bigint NOT NULL DEFAULT 0, ADD COLUMN b text', 0],
  ['CREATE TABLE new (a text NOT NULL UNIQUE CHECK (a <> $$$$)); CREATE UNIQUE INDEX by_a ON new (a)', 0],
  ['UPDATE users SET name = name; INSERT INTO users SELECT * FROM users; CREATE INDEX i ON users (name)', 0],
])('what a server of the version before would notice is found: %s', (sql, found) => {
  expect(contractionsIn(sql)).toHaveLength(found)
})
