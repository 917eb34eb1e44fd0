// Stands between Kysely and the driver: what a test does with each statement.
import type { Kysely, QueryExecutor } from 'kysely'
import type { Db } from '../platform/db/db.ts'

export interface Answer {
  rows: readonly object[]
}

/** The same database; each statement is run by `around`. */
export const aroundStatements = <Tables>(
  db: Db<Tables>,
  around: (run: () => Promise<Answer>) => Promise<Answer>,
): Db<Tables> => {
  const seen = new Set<Kysely<Tables>>()
  const wrap = (query: Kysely<Tables>): void => {
    if (seen.has(query)) return
    seen.add(query)
    const executor = query.getExecutor()
    const executeQuery = executor.executeQuery.bind(executor) as (...asked: unknown[]) => Promise<Answer>
    const wrapped = (...asked: unknown[]) => around(() => executeQuery(...asked))
    executor.executeQuery = wrapped as QueryExecutor['executeQuery']
  }
  wrap(db.read)
  return {
    ...db,
    snapshot: (work) =>
      db.snapshot((query) => {
        wrap(query)
        return work(query)
      }),
    write: (work) =>
      db.write((transaction) => {
        wrap(transaction.query)
        return work(transaction)
      }),
  }
}

/** Counts the statements that have no answer yet. */
export class RunningStatements {
  #count = 0

  get count(): number {
    return this.#count
  }

  readonly over = <Tables>(db: Db<Tables>): Db<Tables> =>
    aroundStatements(db, async (run) => {
      this.#count++
      try {
        return await run()
      } finally {
        this.#count--
      }
    })
}
