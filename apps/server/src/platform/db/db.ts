import type { Kysely } from 'kysely'

/** One writer's view inside a group commit. Await only its queries: the whole group waits. */
export interface Transaction<Tables> {
  readonly query: Kysely<Tables>
  /** Runs once the change is on disk, in commit order, before the writer's promise resolves. */
  afterCommit(run: () => void): void
}

/** The database. Reads see only committed data; a write is durable when its promise resolves. */
export interface Db<Tables> {
  readonly read: Kysely<Tables>
  /** Reads that belong together: they see the same commits. Await each before the next; `work` may be begun again. */
  snapshot<T>(work: (query: Kysely<Tables>) => Promise<T>): Promise<T>
  /** @throws AppError `storage_full` or `unavailable`, and errors of `work`; then nothing of it is kept. */
  write<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>
  close(): Promise<void>
}
