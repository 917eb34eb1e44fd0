// The promises of `Db` on PostgreSQL, with two nodes where they matter.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chooseDatabase, testServer, type ChosenDatabase } from '../../testing/chosen-database.ts'
import { ask, sql } from '../../testing/postgres-server.ts'
import { AppError } from '../errors.ts'
import type { Transaction } from './db.ts'
import { openPostgres, type PostgresDb } from './postgres.ts'
import { unfitness } from './postgres-server.ts'
import { mutation, selection } from './statement.ts'

interface Tables {
  counters: { name: string; value: number; note: string | null }
}

const lock = selection<{ value: number }>('SELECT value FROM counters WHERE name = ? FOR NO KEY UPDATE')
const set = mutation('UPDATE counters SET value = ? WHERE name = ?')
const insert = mutation('INSERT INTO counters (name, value) VALUES (?, ?)')
const find = selection<{ value: number }>('SELECT value FROM counters WHERE name = ?')
const bad = selection('SELECT 1 / (SELECT min(value) - min(value) FROM counters)')
const kinds = selection<Record<string, unknown>>(`
  SELECT CAST(9007199254740991 AS bigint) AS big, count(*) AS counted, sum(value) AS total, value > 0 AS flag,
    json_build_object('a', value) AS object FROM counters WHERE name = ? GROUP BY value`)

let database: ChosenDatabase
let url: string
let nodes: [PostgresDb<Tables>, PostgresDb<Tables>]
const failed: unknown[] = []
beforeAll(async () => {
  database = await chooseDatabase()
  url = database.env['LECTERN_DATABASE_URL'] ?? ''
  await sql(
    url,
    'CREATE TABLE counters (name text COLLATE "C" PRIMARY KEY, value bigint NOT NULL, note text)',
  )
  const open = () => openPostgres<Tables>(url, (error) => failed.push(error))
  nodes = [await open(), await open()]
})
afterAll(async () => {
  for (const node of nodes) await node.close()
  await database.drop()
})
beforeEach(async () => {
  failed.length = 0
  await sql(url, "TRUNCATE counters; INSERT INTO counters VALUES ('a', 0), ('b', 0)")
})

const valueOf = async (name: string) => (await find(nodes[0].read, [name]))[0]?.value
const raise = async ({ query }: Transaction<Tables>, name: string): Promise<number> => {
  const [row] = await lock(query, [name])
  const value = (row?.value ?? 0) + 1
  await set(query, [value, name])
  return value
}

describe('a write', () => {
  it('is there for readers once it resolves, and not before', async () => {
    const seen: unknown[] = []
    await nodes[0].write(async (transaction) => {
      await raise(transaction, 'a')
      seen.push(await valueOf('a'))
    })
    expect([...seen, await valueOf('a')]).toEqual([0, 1])
  })

  it('is not seen by a snapshot that has begun, and by the next one', async () => {
    const [node, other] = nodes
    const seen = await node.snapshot(async (query) => {
      const before = await find(query, ['a'])
      await other.write((transaction) => raise(transaction, 'a'))
      return [before, await find(query, ['a'])]
    })
    expect(seen).toEqual([[{ value: 0 }], [{ value: 0 }]])
    await expect(
      node.snapshot((query) =>
        query.insertInto('counters').values({ name: 'c', value: 1, note: null }).execute(),
      ),
    ).rejects.toThrow('nothing of this was stored')
    expect(await node.snapshot((query) => find(query, ['a']))).toEqual([{ value: 1 }])
  })

  it('leaves nothing if its work fails, and no hook runs', async () => {
    const hooks: string[] = []
    const failing = nodes[0].write(async (transaction) => {
      transaction.afterCommit(() => hooks.push('ran'))
      await raise(transaction, 'a')
      throw new AppError('conflict', 'No.')
    })
    await expect(failing).rejects.toMatchObject({ code: 'conflict' })
    expect([await valueOf('a'), hooks]).toEqual([0, []])
  })

  it('fails if a statement failed and its work went on', async () => {
    const going = nodes[0].write(async (transaction) => {
      await raise(transaction, 'a')
      await bad(transaction.query, []).catch(() => {})
    })
    await expect(going).rejects.toThrow('nobody was told')
    expect(await valueOf('a')).toBe(0)
  })

  it('succeeds although a hook throws', async () => {
    await nodes[0].write(async ({ afterCommit }) => {
      afterCommit(() => {
        throw new Error('of the hook')
      })
    })
    expect(failed).toEqual([new Error('of the hook')])
  })

  it('waits for the row that another node has locked: no number is given twice', async () => {
    const told: number[] = []
    const writes = Array.from({ length: 60 }, (_, index) =>
      nodes[index % 2 === 0 ? 0 : 1].write(async (transaction) => {
        const value = await raise(transaction, 'a')
        if (index % 2 === 0) transaction.afterCommit(() => told.push(value))
        return value
      }),
    )
    const values = await Promise.all(writes)
    expect(values.sort((a, b) => a - b)).toEqual(values.map((_, index) => index + 1))
    // One node tells in the order of the numbers.
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told).toHaveLength(30)
  })

  it('is begun again when two wait for each other, and its hooks run once', async () => {
    const hooks: string[] = []
    const attempts: string[] = []
    const met = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const both = (index: 0 | 1, [first, second]: [string, string]) =>
      nodes[index].write(async (transaction) => {
        attempts.push(first)
        await raise(transaction, first)
        met[index]?.resolve()
        await met[1 - index]?.promise
        await raise(transaction, second)
        transaction.afterCommit(() => hooks.push(first))
      })
    await Promise.all([both(0, ['a', 'b']), both(1, ['b', 'a'])])
    expect([await valueOf('a'), await valueOf('b'), hooks.sort()]).toEqual([2, 2, ['a', 'b']])
    expect(attempts.length).toBeGreaterThan(2)
  })

  it('that found a place free finds it taken when another took it first', async () => {
    const looked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const take = (index: 0 | 1) =>
      nodes[index].write(async ({ query }) => {
        const [there] = await find(query, ['new'])
        if (there) return `found ${there.value}`
        looked[index]?.resolve()
        await looked[1 - index]?.promise
        await insert(query, ['new', 7])
        return 'made'
      })
    expect((await Promise.all([take(0), take(1)])).sort()).toEqual(['found 7', 'made'])
  })

  it('that cannot succeed is not begun for ever', async () => {
    let attempts = 0
    const twin = nodes[0].write(async ({ query }) => {
      attempts += 1
      await insert(query, ['a', 1])
    })
    await expect(twin).rejects.toMatchObject({ code: '23505' })
    expect(attempts).toBe(3)
  })

  it('is refused while the database can only be read, and goes on afterwards', async () => {
    const node = await openPostgres<Tables>(url, () => {})
    // Of the connections that it makes from now on.
    await sql(testServer(), `ALTER DATABASE "${nameOf(url)}" SET default_transaction_read_only = on`)
    await expect(node.write((transaction) => raise(transaction, 'a'))).rejects.toMatchObject({
      code: 'storage_full',
      cause: { fault: 'read_only' },
    })
    await node.close()
    await sql(testServer(), `ALTER DATABASE "${nameOf(url)}" RESET default_transaction_read_only`)
    expect(await nodes[0].write((transaction) => raise(transaction, 'a'))).toBe(1)
  })
})

describe('a lost connection', () => {
  const cut = () =>
    sql(
      testServer(),
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${nameOf(url)}'`,
    )

  it('is replaced without anybody noticing if nobody used it', async () => {
    await valueOf('a')
    await cut()
    expect(await nodes[0].write((transaction) => raise(transaction, 'a'))).toBe(1)
    expect(await valueOf('a')).toBe(1)
  })

  it('refuses the write that used it, for a while', async () => {
    const writing = nodes[0].write(async (transaction) => {
      await raise(transaction, 'a')
      await cut()
      return raise(transaction, 'a')
    })
    await expect(writing).rejects.toMatchObject({ code: 'unavailable', refusal: { retry_after_ms: 1_000 } })
    expect(await nodes[0].write((transaction) => raise(transaction, 'a'))).toBe(1)
  })
})

describe('a statement that does not end', () => {
  const LIMITS = { read_ms: 300, write_ms: 300, silent_ms: 200 }
  const sleep = selection('SELECT pg_sleep(3600)')
  let node: PostgresDb<Tables>
  beforeAll(async () => {
    node = await openPostgres<Tables>(url, (error) => failed.push(error), LIMITS)
  })
  afterAll(() => node.close())
  /** The server’s processes of that node, which take connections and answer nothing. */
  const withSilent = async (run: () => Promise<void>) => {
    const rows = await ask<{ pid: number }>(
      url,
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'lectern' AND datname = current_database()",
      [],
    )
    const pids = rows.map(({ pid }) => pid)
    for (const pid of pids) process.kill(pid, 'SIGSTOP')
    try {
      await run()
    } finally {
      for (const pid of pids) process.kill(pid, 'SIGCONT')
    }
  }

  it('is ended by the server, and refused in words', async () => {
    const refused = { code: 'unavailable', message: 'The database is busy.' }
    await expect(sleep(node.read, [])).rejects.toMatchObject(refused)
    await expect(node.snapshot((query) => sleep(query, []))).rejects.toMatchObject(refused)
    await expect(node.write(({ query }) => sleep(query, []))).rejects.toMatchObject(refused)
  })

  it.each([
    ['a read', () => find(node.read, ['a'])],
    ['a snapshot', () => node.snapshot((query) => find(query, ['a']))],
    ['a write', () => node.write((transaction) => raise(transaction, 'a'))],
  ])(
    'is given up if the server falls silent: %s is refused once, and goes on over another connection',
    async (_, run) => {
      await run()
      await withSilent(async () => {
        await expect(run()).rejects.toMatchObject({
          code: 'unavailable',
          message: 'The database does not answer.',
        })
        await run()
      })
    },
  )
})

it('values arrive as SQLite gives them', async () => {
  await nodes[0].write((transaction) => raise(transaction, 'a'))
  const [row] = await kinds(nodes[0].read, ['a'])
  expect(row).toEqual({ big: 9_007_199_254_740_991, counted: 1, total: 1, flag: 1, object: '{"a" : 1}' })
})

describe('one sentence says why a database cannot be used', () => {
  const open = (address: string) => openPostgres(address, () => {})
  const at = (change: (url: URL) => void): string => {
    const changed = new URL(url)
    change(changed)
    return changed.href
  }

  it.each([
    ['nobody listens', () => 'postgres://lectern:geheim@localhost:1/lectern', 'nothing listens there'],
    ['there is no such host', () => 'postgres://lectern:geheim@db.invalid/lectern', 'no such host'],
    ['there is no such database', () => at((to) => (to.pathname = '/nothing')), 'there is no such database'],
    ['there is no such user', () => at((to) => (to.username = 'nobody')), 'refuses this user or password'],
  ])('because %s', async (_, address, said) => {
    const error = await open(address()).catch((reason: Error) => reason)
    expect(error).toMatchObject({ name: 'OperatorError', message: expect.stringContaining(said) as string })
    expect((error as Error).message).not.toContain('geheim')
  })

  it.each([
    [{ number: '140012', version: '14.12' }, 'PostgreSQL 14.12 is too old; 15 or newer is needed'],
    [{ encoding: 'LATIN1' }, 'it is encoded in LATIN1'],
    [{ is_standby: true }, 'it is a standby'],
    [{ is_read_only: true }, 'it can only be read; set default_transaction_read_only = off'],
    [{ schema: null }, 'its search_path names no schema that is there'],
    [{ may_create: false }, 'this user may not make tables there'],
    [{ may_create: false, has_tables: true }, undefined],
    [{ closed_table: 'messages' }, 'may not read and write the table messages'],
    [{ connections: 20 }, 'it allows 20 connections, and each server needs 21'],
    [{ connections: 21 }, undefined],
    [{ open_connections: 20 }, 'its server has 20 connections, and each Lectern server needs 21'],
    [{ open_connections: 21 }, undefined],
    [{}, undefined],
  ])('or nothing: %o', (facts, said) => {
    const server = { number: '150018', version: '15.18', encoding: 'UTF8', is_standby: false }
    const rights = { is_read_only: false, schema: 'public', may_create: true, has_tables: false }
    const fit = { ...server, ...rights, closed_table: null, connections: null, open_connections: 97 }
    const why = unfitness({ ...fit, ...facts })
    if (said === undefined) expect(why).toBeUndefined()
    else expect(why).toContain(said)
  })
})

const nameOf = (address: string): string => new URL(address).pathname.slice(1)
