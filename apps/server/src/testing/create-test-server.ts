import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, type Config } from '../config.ts'
import type { Context, LecternDb, Viewer } from '../features/context.ts'
import type { Model } from '../features/assistant/model.ts'
import type { App } from '../http/app.ts'
import { systemClock, type Clock } from '../platform/clock.ts'
import { createLog, type Log } from '../platform/log.ts'
import { listen, type LecternServer } from '../server.ts'
import { openSystem, type System } from '../system.ts'
import { Caller } from './caller.ts'
import { chooseDatabase, type ChosenDatabase } from './chosen-database.ts'
import { chooseStorage } from './chosen-storage.ts'
import { addPerson, contextOf, type Person } from './people.ts'

export interface TestServerOptions {
  clock?: Clock
  log?: Log
  model?: Model
  /** Wraps the server's database. */
  db?: (db: LecternDb) => LecternDb
  /** Settings as in the environment. */
  env?: Record<string, string>
  /** Another node of the same installation: its database, its folder and its people. PostgreSQL only. */
  beside?: TestServer
}

/** The cheapest Argon2: tests sign in a lot. */
const PASSWORD_COST = { memory_kib: 8, passes: 1 }

/**
 * A whole server on a folder of its own, with Ada (instructor), Ben and Chloe (students) and an admin signed
 * in.
 */
export class TestServer {
  readonly system: System
  readonly people: { ada: Person; ben: Person; chloe: Person; admin: Person }
  readonly data_dir: string
  readonly #config: Config
  readonly #database: ChosenDatabase | undefined
  #listening: LecternServer | undefined

  constructor(
    system: System,
    { config, database }: { config: Config; database: ChosenDatabase | undefined },
    people: TestServer['people'],
  ) {
    this.system = system
    this.#config = config
    this.#database = database
    this.data_dir = config.data_dir
    this.people = people
  }

  get database_url(): string | undefined {
    return this.#config.database_url
  }

  get ctx(): Context {
    return this.system.ctx
  }

  get app(): App {
    return this.system.app
  }

  /** Calls as this person; by default without a user. */
  as(person?: Pick<Person, 'access_token'>): Caller {
    return new Caller(this.app, person?.access_token)
  }

  request(path: string, init?: RequestInit): Promise<Response> {
    return this.as().request(path, init)
  }

  /** For feature functions that a test calls directly. */
  contextOf(person: Person): Promise<[Context, Viewer]> {
    return contextOf(this.ctx, person)
  }

  /** Opens a free port, for tests that need a real connection. */
  async listen(): Promise<{ url: string; port: number }> {
    this.#listening ??= await listen(this.system, this.#config)
    const { port } = this.#listening
    return { url: `http://localhost:${port}`, port }
  }

  async close(): Promise<void> {
    if (this.#listening) await this.#listening.close({ drain: false })
    else await this.system.close()
    if (!this.#database) return
    await this.#database.drop()
    rmSync(this.data_dir, { recursive: true, force: true })
  }
}

export const createTestServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const { clock = systemClock, log = createLog('silent'), env = {}, beside } = options
  const data_dir = beside?.data_dir ?? mkdtempSync(join(tmpdir(), 'lectern-test-'))
  const database = beside ? undefined : await chooseDatabase()
  const config = readConfig({
    PORT: '0',
    HOST: 'localhost',
    LECTERN_DATA_DIR: data_dir,
    ...database?.env,
    ...(beside && { LECTERN_DATABASE_URL: beside.database_url }),
    ...chooseStorage(),
    // Of a manual clock that stands still, much is written in one moment.
    LECTERN_BUDGET_FACTOR: '100',
    ...env,
  })
  const model = options.model && { model: options.model }
  const system = await openSystem({ config, clock, log, password_cost: PASSWORD_COST, ...model })
  if (options.db) system.ctx.db = options.db(system.ctx.db)
  const people = beside?.people ?? {
    ada: await addPerson(system.ctx, 'Ada', 'instructor'),
    ben: await addPerson(system.ctx, 'Ben', 'student'),
    chloe: await addPerson(system.ctx, 'Chloe', 'student'),
    admin: await addPerson(system.ctx, 'Admin', 'admin'),
  }
  return new TestServer(system, { config, database }, people)
}
