// A PostgreSQL server for tests: in a folder that goes with it, reached by a socket in there, and by nobody else.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { POSTGRES_MIGRATIONS } from '../database.ts'
import { TYPES } from '../platform/db/postgres-dialect.ts'
import { migratePostgres } from '../platform/db/postgres-migrate.ts'

const USER = 'lectern'
const TEMPLATE = 'lectern_template'
const READY = 'database system is ready to accept connections'

/** Nothing of it outlives the tests, so nothing need be safe on the disk. */
const SETTINGS = {
  listen_addresses: '',
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  autovacuum: 'off',
}

interface Owner {
  uid?: number
  gid?: number
}

export class PostgresServer {
  readonly #folder: string
  readonly #programs: string
  readonly #owner: Owner
  readonly #settings: Record<string, string>
  #process: ChildProcess | undefined

  private constructor(folder: string, programs: string, settings: Record<string, string>) {
    this.#folder = folder
    this.#programs = programs
    this.#settings = { ...SETTINGS, ...settings }
    this.#owner = ownerFor(folder)
  }

  /**
   * With a template that has the schema of Lectern, and sorts by the rules of a language unless told otherwise. `initdb` is the
   * path of that program; `postgres` lies beside it.
   */
  static async start(initdb: string, settings: Record<string, string> = {}): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-postgres-'))
    const server = new PostgresServer(folder, dirname(initdb), settings)
    server.#makeCluster()
    await server.start()
    await server.#makeTemplate()
    return server
  }

  #makeCluster(): void {
    const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--encoding=UTF8']
    const given = ['-D', join(this.#folder, 'data'), '-A', 'trust', '-U', USER, '--no-sync', ...locale]
    execFileSync(join(this.#programs, 'initdb'), given, { ...this.#owner, cwd: this.#folder, stdio: 'pipe' })
  }

  /** Again, after `halt`. */
  async start(): Promise<void> {
    const settings = Object.entries({ ...this.#settings, unix_socket_directories: this.#folder })
    const given = [
      '-D',
      join(this.#folder, 'data'),
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]
    this.#process = spawn(join(this.#programs, 'postgres'), given, {
      ...this.#owner,
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await isReady(this.#process)
  }

  get pid(): number {
    return this.#process?.pid ?? 0
  }

  /** Ends every connection, and keeps the data. */
  halt(): Promise<void> {
    return this.#end('SIGINT')
  }

  /** The address of one of its databases. */
  url(database: string): string {
    return `postgres://${USER}@localhost/${database}?host=${this.#folder}`
  }

  async #makeTemplate(): Promise<void> {
    await sql(this.url('postgres'), `CREATE DATABASE ${TEMPLATE}`)
    const pool = new pg.Pool({ connectionString: this.url(TEMPLATE) })
    const client = await pool.connect()
    await migratePostgres(client, POSTGRES_MIGRATIONS, '2026-11-23T08:00:00.000Z')
    client.release()
    await pool.end()
  }

  /** For good: nothing is kept. */
  async stop(): Promise<void> {
    await this.#end('SIGQUIT')
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const server = this.#process
    if (server?.exitCode !== null) return
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill(signal)
    await ended
  }
}

/** Runs statements on a connection of their own. */
export const sql = async (url: string, text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

/** The rows of a question, with numbers as numbers. */
export const ask = async <Row extends object>(
  url: string,
  text: string,
  values: unknown[],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url, types: TYPES })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

let made = 0

/** Makes a database from the template on the server of `server`, the address of any of its databases. */
export const makeDatabase = async (server: string): Promise<{ url: string; drop(): Promise<void> }> => {
  const name = `lectern_${process.pid}_${made++}`
  await sql(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => sql(server, `DROP DATABASE ${name} WITH (FORCE)`) }
}

/** PostgreSQL refuses to run as root. */
const ownerFor = (folder: string): Owner => {
  if (process.getuid?.() !== 0) return {}
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const [, , uid, gid] = (lines.find((line) => line.startsWith('postgres:')) ?? 'nobody:x:65534:65534').split(
    ':',
  )
  const owner = { uid: Number(uid), gid: Number(gid) }
  chownSync(folder, owner.uid, owner.gid)
  return owner
}

const isReady = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes(READY)) resolve()
    })
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
  })
