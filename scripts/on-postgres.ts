// Which of the server's tests run on PostgreSQL as well.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = 'apps/server/src'

/** About the file of SQLite, or its plans. */
const OF_SQLITE = /better-sqlite3|openSqlite|EXPLAIN|lectern\.db|databaseFile/

/**
 * Where the databases differ most: locks, retries, and that a statement takes a turn. Each change runs these, in 80 seconds of
 * processor; the rest, with the long random cases, is in `npm run test:full`.
 */
const EACH_CHANGE = /^features\/(changes|messages|conversations|blocks|search|plans|inbox)\/[^.]+\.test\.ts$/

const testsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'))

/** Paths below the root of the repository. */
export const suitesOnPostgres = (root: string, { full }: { full: boolean }): string[] =>
  testsIn(join(root, SOURCES))
    .filter((file) => full || EACH_CHANGE.test(file))
    .filter((file) => {
      const text = readFileSync(join(root, SOURCES, file), 'utf8')
      return text.includes('createTestServer(') && !OF_SQLITE.test(text)
    })
    .map((file) => `${SOURCES}/${file}`)
    .sort()
