// Simultaneous writes share one transaction: a savepoint each, one fsync, then all answers. One fsync per write
// allows 4-5 thousand writes a second, groups allow 50-100 thousand rows.
import type BetterSqlite from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { codeOf, diskRefusal } from '../disk-refusal.ts'
import { AppError } from '../errors.ts'
import { failpoint } from '../failpoints.ts'
import type { Transaction } from './db.ts'

/** Limits how long one group blocks the event loop. */
const MAX_GROUP = 128
const RETRY_AFTER_MS = 5_000

interface Job<Tables> {
  work(transaction: Transaction<Tables>): Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

type Settle = () => void

export class GroupCommit<Tables> {
  readonly #handle: BetterSqlite.Database
  readonly #query: Kysely<Tables>
  /** Prepared: they run once for each writer. */
  readonly #savepoint: BetterSqlite.Statement
  readonly #release: BetterSqlite.Statement
  readonly #onError: (error: unknown) => void
  #queue: Job<Tables>[] = []
  #scheduled = false
  #idle: (() => void) | undefined

  /** `onError` gets errors of hooks: the commit stands, so its writer succeeds. */
  constructor(handle: BetterSqlite.Database, query: Kysely<Tables>, onError: (error: unknown) => void) {
    this.#handle = handle
    this.#query = query
    this.#savepoint = handle.prepare('SAVEPOINT job')
    this.#release = handle.prepare('RELEASE job')
    this.#onError = onError
  }

  write<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, resolve: resolve as (value: unknown) => void, reject })
      this.#schedule()
    })
  }

  /** Resolves when no write waits. */
  drained(): Promise<void> {
    if (!this.#scheduled) return Promise.resolve()
    return new Promise((resolve) => (this.#idle = resolve))
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => void this.#next())
  }

  async #next(): Promise<void> {
    const group = this.#queue.splice(0, MAX_GROUP)
    await this.#commit(group)
    this.#scheduled = false
    if (this.#queue.length > 0) this.#schedule()
    else this.#idle?.()
  }

  async #commit(group: Job<Tables>[]): Promise<void> {
    const settles: Settle[] = []
    try {
      this.#handle.exec('BEGIN IMMEDIATE')
      for (const job of group) settles.push(await this.#runInSavepoint(job))
      failpoint('before_commit')
      this.#handle.exec('COMMIT')
      failpoint('after_commit')
    } catch (error) {
      if (this.#handle.inTransaction) this.#handle.exec('ROLLBACK')
      for (const { reject } of group) reject(storageError(error))
      return
    }
    for (const settle of settles) settle()
  }

  async #runInSavepoint({ work, resolve, reject }: Job<Tables>): Promise<Settle> {
    const hooks: (() => void)[] = []
    this.#savepoint.run()
    try {
      const value = await work({ query: this.#query, afterCommit: (run) => hooks.push(run) })
      this.#release.run()
      return () => {
        for (const hook of hooks) this.#run(hook)
        resolve(value)
      }
    } catch (error) {
      // A full disk rolls back the whole transaction by itself; then no writer of the group may succeed.
      if (!this.#handle.inTransaction) throw error
      this.#handle.exec('ROLLBACK TO job; RELEASE job')
      return () => reject(storageError(error))
    }
  }

  #run(hook: () => void): void {
    try {
      hook()
    } catch (error) {
      this.#onError(error)
    }
  }
}

/** What the disk refuses gets its own error; a later retry may succeed. */
const storageError = (error: unknown): unknown => {
  if (codeOf(error).startsWith('SQLITE_BUSY'))
    return new AppError('unavailable', 'The database is busy.', { retry_after_ms: 1_000 })
  return diskRefusal(error, RETRY_AFTER_MS) ?? error
}
