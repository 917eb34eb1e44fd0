// A slow driver. SQLite answers a statement within the same turn of the event loop, so nothing can happen
// between two statements, and a test of that could not fail. Here each statement begins a turn later and is
// answered a turn after that.
import type { Kysely, QueryExecutor } from 'kysely'
import type { Db } from '../platform/db/db.ts'

type Rows = readonly object[]
type Answer = { rows: Rows }

interface Held {
  concerns(rows: Rows): boolean
  reached(): void
  released: Promise<void>
}

interface Hold {
  /** The statement was executed; its answer is on the way. */
  isRead: Promise<void>
  release(): void
}

export class SlowDb {
  #held: Held | undefined

  /** The same database behind this driver. */
  readonly over = <Tables>(db: Db<Tables>): Db<Tables> => {
    const slowed = new Set<Kysely<Tables>>()
    const slow = (query: Kysely<Tables>): void => {
      if (!slowed.has(query)) this.#slow(query.getExecutor())
      slowed.add(query)
    }
    slow(db.read)
    return {
      ...db,
      write: (work) =>
        db.write((transaction) => {
          slow(transaction.query)
          return work(transaction)
        }),
    }
  }

  /** Holds the next answer with matching rows until it is released. */
  hold(concerns: Held['concerns']): Hold {
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    this.#held = { concerns, reached: reached.resolve, released: released.promise }
    return { isRead: reached.promise, release: released.resolve }
  }

  #slow(executor: QueryExecutor): void {
    const executeQuery = executor.executeQuery.bind(executor) as (...asked: unknown[]) => Promise<Answer>
    const slowly = async (...asked: unknown[]): Promise<Answer> => {
      await turn()
      const answer = await executeQuery(...asked)
      await turn()
      await this.#wait(answer.rows)
      return answer
    }
    executor.executeQuery = slowly as QueryExecutor['executeQuery']
  }

  async #wait(rows: Rows): Promise<void> {
    const held = this.#held
    if (!held?.concerns(rows)) return
    this.#held = undefined
    held.reached()
    await held.released
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
