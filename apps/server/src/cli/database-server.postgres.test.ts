// The start and `lectern doctor` say in one sentence why a database cannot be used, and nothing is half done.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { needProgram } from '../../../../scripts/programs.ts'
import { versionOf } from '../platform/nodes/redis-server.ts'
import { chooseDatabase, testServer, type ChosenDatabase } from '../testing/chosen-database.ts'
import { runLectern } from '../testing/lectern-child.ts'
import { sql } from '../testing/postgres-server.ts'
import { RedisProcess } from '../testing/redis-process.ts'

let data_dir: string
let database: ChosenDatabase
let url: string
beforeEach(async () => {
  data_dir = mkdtempSync(join(tmpdir(), 'lectern-server-'))
  database = await chooseDatabase()
  url = database.env['LECTERN_DATABASE_URL'] ?? ''
})
afterEach(async () => {
  await database.drop()
  rmSync(data_dir, { recursive: true })
})

const lectern = async (command: string, address = url, more: Record<string, string> = {}) => {
  const env = { PORT: '0', LECTERN_DATA_DIR: data_dir, LECTERN_DATABASE_URL: address, ...more }
  const { code, stdout, stderr } = await runLectern(command.split(' '), env)
  return { code, stdout, stderr: stderr.trim() }
}

const changed = (change: (url: URL) => void): string => {
  const address = new URL(url)
  change(address)
  return address.href
}
const name = () => new URL(url).pathname.slice(1)

const NEWER = "INSERT INTO migrations VALUES (9999, 'later', 'x', '2027-01-01T00:00:00.000Z')"
const STRANGER = `
  DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`

/** The address for a user who is not the owner. */
const asGuest = async (grants: string): Promise<string> => {
  await sql(testServer(), STRANGER)
  await sql(url, grants)
  return changed((to) => (to.username = 'guest'))
}

let silent: Server
beforeAll(async () => {
  // Takes connections, and closes each after its first words, as a server of something else does.
  silent = createServer((socket) => socket.once('data', () => socket.end()).on('error', () => {}))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
})
afterAll(() => silent.close())
const silentPort = () => (silent.address() as AddressInfo).port

interface Fault {
  why: string
  /** Makes it, and returns the address. */
  make(): Promise<string> | string
  said: string
}

const FAULTS: readonly Fault[] = [
  {
    why: 'nobody listens there',
    make: () => 'postgres://lectern:secret@localhost:1/lectern',
    said: 'postgres://lectern:***@localhost:1/lectern cannot be used: nothing listens there; is the server running?',
  },
  {
    why: 'there is no such database',
    make: () => changed((to) => (to.pathname = '/nothing')),
    said: 'cannot be used: there is no such database; make it with createdb.',
  },
  {
    why: 'the user may only read',
    make: () => asGuest('GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest'),
    said: 'this user may not read and write the table attachments; make it the owner of all tables.',
  },
  {
    why: 'the user may not use one of its tables',
    make: () =>
      asGuest(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guest;
        REVOKE UPDATE ON messages FROM guest`),
    said: 'this user may not read and write the table messages; make it the owner of all tables.',
  },
  {
    why: 'it can only be read',
    make: async () => {
      await sql(url, `ALTER DATABASE ${name()} SET default_transaction_read_only = on`)
      return url
    },
    said: 'it can only be read; set default_transaction_read_only = off for this user and database.',
  },
  {
    why: 'its search path leads nowhere',
    make: () => changed((to) => to.searchParams.set('options', '-c search_path=nowhere')),
    said: 'its search_path names no schema that is there.',
  },
  {
    why: 'it allows too few connections',
    make: async () => {
      await sql(url, `ALTER DATABASE ${name()} CONNECTION LIMIT 5`)
      return asGuest('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guest')
    },
    said: 'it allows 5 connections, and each server needs 21; raise CONNECTION LIMIT.',
  },
  {
    why: 'it does not know TLS, which the address asks for',
    make: () => changed((to) => to.searchParams.set('sslmode', 'verify-full')),
    said: 'cannot be used: The server does not support SSL connections.',
  },
  {
    why: 'what answers there is no PostgreSQL',
    make: () => `postgres://lectern:secret@127.0.0.1:${silentPort()}/lectern`,
    said: 'cannot be used: it does not answer.',
  },
  {
    why: 'a newer version was there',
    make: async () => {
      await sql(url, NEWER)
      return url
    },
    said: 'the database was written by a newer version (it has migration 9999); upgrade Lectern',
  },
]

describe('a database that cannot be used', () => {
  it.each(FAULTS)(
    'because $why stops the start with one sentence, and is a finding of the doctor',
    async ({ make, said }) => {
      const address = await make()
      const [start, doctor] = await Promise.all([lectern('serve', address), lectern('doctor', address)])
      expect([start.code, start.stderr]).toEqual([1, expect.stringContaining(said)])
      expect(start.stderr.split('\n')).toHaveLength(1)
      expect(existsSync(join(data_dir, 'keys'))).toBe(false)
      expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining(said)])
      expect(start.stderr + doctor.stdout).not.toContain('secret')
    },
  )

  it('because the user may make no tables leaves none', async () => {
    await sql(testServer(), STRANGER)
    await sql(testServer(), `CREATE DATABASE ${name()}_empty TEMPLATE template0`)
    const empty = changed((to) => (to.pathname += '_empty'))
    const guest = new URL(empty)
    guest.username = 'guest'
    const { code, stderr } = await lectern('serve', guest.href)
    const said = 'cannot be used: this user may not make tables there; make it the owner of the database.'
    expect([code, stderr]).toEqual([1, expect.stringContaining(said)])
    const client = new pg.Client({ connectionString: empty })
    await client.connect()
    const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    await client.end()
    await sql(testServer(), `DROP DATABASE ${name()}_empty`)
    expect(rows).toEqual([])
  })

  it('because the folder has a database of SQLite is not begun beside it', async () => {
    writeFileSync(join(data_dir, 'lectern.db'), '')
    expect((await lectern('serve')).stderr).toContain(
      'has a database of SQLite, which the server would no longer use',
    )
  })
})

describe('a Redis that cannot be used', () => {
  let redis: RedisProcess
  beforeAll(async () => {
    redis = await RedisProcess.start(needProgram('redis-server'), ['--requirepass', 'secret'])
  })
  afterAll(() => redis.stop())

  const withPassword = (password: string) => redis.url.replace('//', `//:${password}@`)
  const WRONG = 'cannot be used: it refuses this user or password.'
  const withRedis = (command: string, address: string) =>
    lectern(command, url, { LECTERN_REDIS_URL: address })

  it('because it refuses the password stops the start with one sentence', async () => {
    const starts = [redis.url, withPassword('guess')].map((address) => withRedis('serve', address))
    for (const { code, stderr } of await Promise.all(starts)) {
      expect([code, stderr]).toEqual([1, expect.stringContaining(WRONG)])
      expect(stderr.split('\n')).toHaveLength(1)
      expect(stderr).not.toContain('guess')
    }
  })

  it('is a finding of the doctor, as is one that can be used', async () => {
    const addresses = [withPassword('guess'), 'redis://:secret@127.0.0.1:1', withPassword('secret')]
    const found = await Promise.all(addresses.map((address) => withRedis('doctor', address)))
    const [refused, away, used] = found.map(({ stdout }) => stdout)
    expect(refused).toContain(WRONG)
    expect([found[1]?.code, away]).toEqual([1, expect.stringContaining('nothing listens there')])
    expect(used).toMatch(/ok +Redis [\d.]+: redis:\/\/:\*\*\*@/)
    expect(`${used}${away}`).not.toContain('secret')
  })

  it.each([
    ['redis_version:6.2.14\r\n', undefined],
    ['redis_version:7.0.15\r\n', 'Redis 7.0.15'],
    ['redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.0.1\r\n', 'Valkey 8.0.1'],
    ['nothing', undefined],
  ])('because it is too old: %j', (info, product) => {
    if (product === undefined) expect(() => versionOf(info)).toThrow('is too old; 7 or newer')
    else expect(versionOf(info)).toBe(product)
  })
})

describe('a database that can be used', () => {
  it('is examined by the doctor, who tries a row', async () => {
    const { stdout } = await lectern('doctor')
    for (const said of ['PostgreSQL 1', 'schema up to date', 'the database can be written'])
      expect(stdout).toContain(said)
    expect(stdout).toMatch(/connections for \d+ Lectern servers/)
    // The tests' own server forgets in a power cut.
    expect(stdout).toContain('a power cut loses messages')
  })

  it('is changed by commands beside the server', async () => {
    expect((await lectern('policy set groups staff')).code).toBe(0)
    expect((await lectern('policy show')).stdout).toMatch(/groups\s+staff/)
  })

  it.each(['backup /tmp/nowhere', 'restore /tmp/nowhere'])('is not copied as a file: %s', async (command) => {
    const { code, stderr } = await lectern(command)
    expect([code, stderr]).toEqual([1, expect.stringContaining('is a server, which has pg_')])
    expect(existsSync('/tmp/nowhere')).toBe(false)
  })
})
