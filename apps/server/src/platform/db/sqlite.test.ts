import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { entriesOf } from '../../testing/holdings.ts'
import type { Transaction } from './db.ts'
import { openSqlite } from './sqlite.ts'

interface Tables {
  notes: { id: number; text: string; page: number | null }
}
type Opened = ReturnType<typeof openSqlite<Tables>>

describe('the database', () => {
  let folder: string
  let db: Opened
  let errors: unknown[]
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-db-'))
    errors = []
    db = openSqlite<Tables>(join(folder, 'test.db'), (error) => errors.push(error))
    db.handle.exec(`
      CREATE TABLE pages (id INTEGER PRIMARY KEY) STRICT;
      CREATE TABLE notes (
        id INTEGER PRIMARY KEY, text TEXT NOT NULL,
        page INTEGER REFERENCES pages (id) DEFERRABLE INITIALLY DEFERRED
      ) STRICT`)
  })
  afterEach(async () => {
    await db.close()
    rmSync(folder, { recursive: true })
  })

  const insert = ({ query }: Transaction<Tables>, id: number, page: number | null = null) =>
    query
      .insertInto('notes')
      .values({ id, text: `note ${id}`, page })
      .execute()
  const ids = async () =>
    (await db.read.selectFrom('notes').select('id').orderBy('id').execute()).map(({ id }) => id)
  const statementsHeld = (): Promise<number> =>
    db.read.getExecutor().provideConnection(async (connection) => entriesOf(connection)['#statements'] ?? 0)
  const commits = () => {
    const seen: string[] = []
    const { exec } = db.handle
    db.handle.exec = (sql) => {
      seen.push(sql)
      return exec.call(db.handle, sql)
    }
    return () => seen.filter((sql) => sql === 'COMMIT').length
  }

  it('reads a snapshot: what is committed meanwhile is seen by the next one', async () => {
    await db.write((transaction) => insert(transaction, 1))
    const count = async (query: Opened['read']) =>
      (await query.selectFrom('notes').select('id').execute()).length
    const seen = await db.snapshot(async (query) => {
      const before = await count(query)
      await db.write((transaction) => insert(transaction, 2))
      return [before, await count(query), (await ids()).length]
    })
    expect(seen).toEqual([1, 1, 2])
    await expect(db.snapshot(() => Promise.reject(new Error('of the work')))).rejects.toThrow('of the work')
    expect(await Promise.all([db.snapshot(count), db.snapshot(count)])).toEqual([2, 2])
  })

  it('refuses a second statement of a write while one runs: on PostgreSQL it would wait, and run after a failure', async () => {
    const both = db.write((transaction) => Promise.all([insert(transaction, 1), insert(transaction, 2)]))
    await expect(both).rejects.toThrow('one statement at a time')
    await db.write(async (transaction) => {
      await insert(transaction, 3)
      await insert(transaction, 4)
    })
    expect(await ids()).toEqual([3, 4])
  })

  it('keeps acknowledged writes: WAL and synchronous FULL, on every open', async () => {
    await db.close()
    db = openSqlite<Tables>(join(folder, 'test.db'))
    expect(db.handle.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.handle.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.handle.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('writes simultaneous changes in one commit', async () => {
    const counted = commits()
    await Promise.all(
      Array.from({ length: 50 }, (_, id) => db.write((transaction) => insert(transaction, id))),
    )
    expect(counted()).toBe(1)
    expect(await ids()).toHaveLength(50)
  })

  it('ends a group before it blocks the event loop for too long', async () => {
    const counted = commits()
    const written = Promise.all(
      Array.from({ length: 300 }, (_, id) => db.write((transaction) => insert(transaction, id))),
    )
    for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve))
    expect(counted()).toBe(3)
    await written
    expect(await ids()).toHaveLength(300)
  })

  it('writes pending changes before it closes', async () => {
    const written = Promise.all(
      Array.from({ length: 300 }, (_, id) => db.write((transaction) => insert(transaction, id))),
    )
    await db.close()
    await written
    db = openSqlite<Tables>(join(folder, 'test.db'))
    expect(await ids()).toHaveLength(300)
  })

  it('caches a bounded number of prepared statements', async () => {
    const held: number[] = []
    for (let index = 0; index < 1_200; index++) {
      await db.read.executeQuery(CompiledQuery.raw(`SELECT ${index}`))
      if (index % 400 === 399) held.push(await statementsHeld())
    }
    expect(Math.max(...held)).toBeLessThanOrEqual(500)
  })

  it('isolates a failing writer', async () => {
    const counted = commits()
    const results = await Promise.allSettled([
      db.write((transaction) => insert(transaction, 1)),
      db.write(async (transaction) => {
        await insert(transaction, 2)
        throw new Error('changed my mind')
      }),
      db.write((transaction) => insert(transaction, 1)),
      db.write((transaction) => insert(transaction, 3)),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(counted()).toBe(1)
    expect(await ids()).toEqual([1, 3])
  })

  it('shows readers only committed data, and writers the earlier writes of the group', async () => {
    let seenByReader: number[] | undefined
    let seenByWriter: number[] | undefined
    await Promise.all([
      db.write((transaction) => insert(transaction, 1)),
      db.write(async ({ query }) => {
        seenByReader = await ids()
        seenByWriter = (await query.selectFrom('notes').select('id').execute()).map(({ id }) => id)
      }),
    ])
    expect(seenByReader).toEqual([])
    expect(seenByWriter).toEqual([1])
  })

  it('runs hooks in the order of the commits, before the writer is told', async () => {
    const order: string[] = []
    const write = (id: number) =>
      db
        .write(async (transaction) => {
          transaction.afterCommit(() =>
            order.push(`after ${id}, ${db.handle.inTransaction ? 'open' : 'done'}`),
          )
          await insert(transaction, id)
        })
        .then(() => order.push(`resolved ${id}`))
    await Promise.all([write(1), write(2)])
    expect(order.slice(0, 2)).toEqual(['after 1, done', 'after 2, done'])
    expect(order.slice(2)).toEqual(['resolved 1', 'resolved 2'])
  })

  it('runs no hook of a writer that failed', async () => {
    let ran = false
    const failed = db.write(async (transaction) => {
      transaction.afterCommit(() => (ran = true))
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    expect(ran).toBe(false)
  })

  it('tells every writer of a group when its commit fails, and keeps nothing', async () => {
    // The reference is checked only at the commit, and there is no page 99.
    const results = await Promise.allSettled([
      db.write((transaction) => insert(transaction, 1)),
      db.write((transaction) => insert(transaction, 2, 99)),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await ids()).toEqual([])
    await db.write((transaction) => insert(transaction, 3))
    expect(await ids()).toEqual([3])
  })

  it('O10 keeps deleted text neither in its file nor in its log', async () => {
    const secret = 'what Ben would rather not have written'
    const files = () =>
      ['test.db', 'test.db-wal'].filter((name) => readFileSync(join(folder, name)).includes(secret))
    const fill = (id: number, text: string) =>
      db.write(({ query }) => query.insertInto('notes').values({ id, text, page: null }).execute())
    await fill(1, 'before')
    await fill(2, secret.repeat(500))
    await fill(3, secret)
    db.emptyLog()
    expect(files()).toEqual(['test.db'])
    await db.write(({ query }) => query.deleteFrom('notes').where('id', '=', 2).execute())
    await db.write(({ query }) => query.updateTable('notes').set({ text: '' }).where('id', '=', 3).execute())
    db.emptyLog()
    expect(files()).toEqual([])
    expect(statSync(join(folder, 'test.db-wal')).size).toBe(0)
  })

  it('O10 leaves its log alone while a group writes, and while another process reads', async () => {
    const writing = db.write(async (transaction) => {
      await insert(transaction, 1)
      db.emptyLog()
    })
    await writing
    const other = new BetterSqlite(join(folder, 'test.db'), { readonly: true })
    other.exec('BEGIN')
    other.prepare('SELECT count(*) FROM notes').get()
    await db.write((transaction) => insert(transaction, 2))
    db.emptyLog()
    expect(db.handle.pragma('busy_timeout', { simple: true })).toBe(5_000)
    other.close()
    db.emptyLog()
    expect(statSync(join(folder, 'test.db-wal')).size).toBe(0)
    expect(await ids()).toEqual([1, 2])
  })

  it('reports a full disk, and goes on when there is space again', async () => {
    const pages = Number(db.handle.pragma('page_count', { simple: true }))
    db.handle.pragma(`max_page_count = ${pages}`)
    const large = db.write(({ query }) =>
      query
        .insertInto('notes')
        .values({ id: 1, text: 'x'.repeat(100_000), page: null })
        .execute(),
    )
    await expect(large).rejects.toMatchObject({ code: 'storage_full', refusal: { retry_after_ms: 5_000 } })
    db.handle.pragma('max_page_count = 1000000')
    await db.write((transaction) => insert(transaction, 2))
    expect(await ids()).toEqual([2])
  })

  it('O3 tells a full disk from one that may not be written, and keeps the cause', async () => {
    db.handle.pragma('query_only = ON')
    const refused = db.write((transaction) => insert(transaction, 1))
    await expect(refused).rejects.toMatchObject({
      code: 'storage_full',
      message: 'The server may not write to its disk at the moment; nothing of this was stored.',
      cause: { fault: 'read_only', code: 'SQLITE_READONLY' },
    })
    db.handle.pragma('query_only = OFF')
    db.handle.pragma(`max_page_count = ${Number(db.handle.pragma('page_count', { simple: true }))}`)
    const text = 'x'.repeat(100_000)
    const large = db.write(({ query }) =>
      query.insertInto('notes').values({ id: 1, text, page: null }).execute(),
    )
    await expect(large).rejects.toMatchObject({
      message: 'The disk of the server is full; nothing of this was stored.',
      cause: { fault: 'full', code: 'SQLITE_FULL' },
    })
  })

  it('reports that it is busy while another process writes, and writes afterwards', async () => {
    const other = new BetterSqlite(join(folder, 'test.db'))
    db.handle.pragma('busy_timeout = 1')
    other.exec('BEGIN IMMEDIATE')
    const write = () => db.write((transaction) => insert(transaction, 1))
    await expect(write()).rejects.toMatchObject({ code: 'unavailable', refusal: { retry_after_ms: 1_000 } })
    other.exec('ROLLBACK')
    other.close()
    await write()
    expect(await ids()).toEqual([1])
  })

  it('is not stopped by an error after the commit, which stands', async () => {
    const first = db.write(async (transaction) => {
      transaction.afterCommit(() => {
        throw new Error('a listener fell')
      })
      await insert(transaction, 1)
      return 'stored'
    })
    const second = db.write((transaction) => insert(transaction, 2))
    expect(await first).toBe('stored')
    await second
    expect(await ids()).toEqual([1, 2])
    expect(errors).toEqual([new Error('a listener fell')])
  })
})
