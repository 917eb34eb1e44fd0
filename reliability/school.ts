// A data folder with people in it, made by the server's own code before any server runs.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import type { Role } from '@lectern/protocol'
import { openContext } from '../apps/server/src/open-context.ts'
import { systemClock } from '../apps/server/src/platform/clock.ts'
import { createLog } from '../apps/server/src/platform/log.ts'
import { addPerson, type Person } from '../apps/server/src/testing/people.ts'
import { ask } from '../apps/server/src/testing/postgres-server.ts'
import type { Committed } from './history.ts'

export type { Person }

/** The cheapest Argon2. */
const PASSWORD_COST = { memory_kib: 8, passes: 1 }

const NAMES = ['Ada', 'Ben', 'Chloe'] as const

interface MessageRecord extends Omit<Committed, 'deleted' | 'edited'> {
  deleted_at: string | null
  edited_at: string | null
}

export class School {
  readonly data_dir: string
  /** Ada (instructor), Ben and Chloe first, then Student 4 and so on. */
  readonly people: readonly Person[]

  /** Its database, if that is not in the folder. */
  database_url: string | undefined

  /** By default in a temporary folder, and on SQLite. */
  static async found(people = 3, given?: string, database_url?: string): Promise<School> {
    const folder = given ?? mkdtempSync(join(tmpdir(), 'lectern-reliability-'))
    const data_dir = join(folder, 'data')
    const log = createLog('silent')
    await using parts = new AsyncDisposableStack()
    const options = { data_dir, database_url, clock: systemClock, log, password_cost: PASSWORD_COST }
    const ctx = await openContext(options, parts)
    const persons: Person[] = []
    for (let index = 0; index < people; index++) {
      const role: Role = index === 0 ? 'instructor' : 'student'
      persons.push(await addPerson(ctx, NAMES[index] ?? `Student${index + 1}`, role))
    }
    return new School(folder, persons, { own: given === undefined, database_url })
  }

  readonly #folder: string
  readonly #own: boolean

  private constructor(
    folder: string,
    people: Person[],
    { own, database_url }: { own: boolean; database_url: string | undefined },
  ) {
    this.database_url = database_url
    this.#folder = folder
    this.#own = own
    this.data_dir = join(folder, 'data')
    this.people = people
  }

  person(index: number): Person {
    const person = this.people[index]
    if (!person) throw new Error(`the school has ${this.people.length} people`)
    return person
  }

  /** The same from any database. */
  async messages(conversation_ids: readonly string[]): Promise<Committed[]> {
    if (this.database_url === undefined) return this.committed(conversation_ids)
    const rows = await ask<MessageRecord>(
      this.database_url,
      `SELECT id, conversation_id, sender_id, content, created_seq, deleted_at, edited_at FROM messages
       WHERE kind <> 'system' AND conversation_id = ANY($1) ORDER BY conversation_id, created_seq`,
      [conversation_ids],
    )
    return rows.map(toCommitted)
  }

  /** The messages of some conversations in the database, which a server may use at the same time. */
  committed(conversation_ids: readonly string[]): Committed[] {
    return this.#read((handle) => {
      const rows = handle
        .prepare(
          `SELECT id, conversation_id, sender_id, content, created_seq, deleted_at, edited_at FROM messages
           WHERE kind <> 'system' AND conversation_id IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
        )
        .all(JSON.stringify(conversation_ids)) as MessageRecord[]
      return rows.map(toCommitted)
    })
  }

  /** The change that ended a membership. */
  leftAt(conversation_id: string, user_id: string): number {
    const sql = `SELECT changed_seq FROM members WHERE conversation_id = ? AND user_id = ? AND left_at IS NOT NULL`
    return Number(this.#read((handle) => handle.prepare(sql).pluck().get(conversation_id, user_id)))
  }

  /** A path beside the data folder. */
  besides(name: string): string {
    return join(this.#folder, name)
  }

  close(): void {
    // The folder itself may be a mount point.
    for (const name of readdirSync(this.#folder)) rmSync(join(this.#folder, name), { recursive: true })
    if (this.#own) rmSync(this.#folder, { recursive: true })
  }

  #read<T>(work: (handle: BetterSqlite.Database) => T): T {
    const handle = new BetterSqlite(join(this.data_dir, 'lectern.db'), { readonly: true })
    try {
      return work(handle)
    } finally {
      handle.close()
    }
  }
}

const toCommitted = ({ deleted_at, edited_at, ...row }: MessageRecord): Committed => ({
  ...row,
  deleted: deleted_at !== null,
  edited: edited_at !== null,
})
