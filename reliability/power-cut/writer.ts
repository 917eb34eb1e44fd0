// The process whose power is cut: commits batches through the server's own database code, and reports each.
// Arguments: folder, batches, seed, and FULL (as the server opens it) or NORMAL (the negative control).
import { createHash } from 'node:crypto'
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openSqlite } from '../../apps/server/src/platform/db/sqlite.ts'
import { mutation } from '../../apps/server/src/platform/db/statement.ts'
import { between, seededRandom } from '../random.ts'

interface Tables {
  entries: { id: string; content: string }
}

/** The content depends only on the number, so that a reader can tell whether the row is intact. */
export const contentOf = (id: number): string =>
  createHash('sha256')
    .update(`row ${id}`)
    .digest('hex')
    .repeat(1 + (id % 20))

/** Long enough for several checkpoints while open: each starts the log again. */
const REOPEN_EVERY = 150

const insert = mutation('INSERT INTO entries (id, place, content) VALUES (?, ?, ?)')
const raise = mutation('UPDATE heads SET head = head + 1 WHERE id = ?')

const open = (file: string, synchronous: string) => {
  const db = openSqlite<Tables>(file)
  if (synchronous === 'NORMAL') db.handle.pragma('synchronous = NORMAL')
  return db
}

/** Like the message table: appended rows, an unordered unique index, and a counter that every write raises. */
const SCHEMA = `
  CREATE TABLE entries (id INTEGER NOT NULL UNIQUE, place TEXT NOT NULL UNIQUE, content TEXT NOT NULL) STRICT;
  CREATE TABLE heads (id INTEGER PRIMARY KEY, head INTEGER NOT NULL) STRICT;
  INSERT INTO heads SELECT value, 0 FROM json_each('[0,1,2,3,4,5,6,7]');`

const main = async (folder: string, batches: number, seed: number, synchronous: string): Promise<void> => {
  const random = seededRandom(seed)
  const acknowledged = openSync(join(folder, 'acknowledged'), 'a')
  const file = join(folder, 'lectern.db')
  let db = open(file, synchronous)
  db.handle.exec(SCHEMA)
  let id = 0
  for (let batch = 1; batch <= batches; batch++) {
    const writes = Array.from({ length: between(random, 1, 24) }, async () => {
      const row = ++id
      const place = `${Math.floor(random() * 2 ** 32)}-${row}`
      await db.write(async ({ query }) => {
        await insert(query, [row, place, contentOf(row)])
        await raise(query, [row % 8])
      })
      writeSync(acknowledged, `${row}\n`)
    })
    await Promise.all(writes)
    if (batch % REOPEN_EVERY !== 0) continue
    await db.close()
    db = open(file, synchronous)
  }
  await db.close()
}

if (import.meta.main) {
  const [folder = '', batches, seed, synchronous = 'FULL'] = process.argv.slice(2)
  await main(folder, Number(batches), Number(seed), synchronous)
}
