// A slow driver. SQLite answers a statement within the same turn of the event loop, so nothing can happen
// between two statements, and a test of that could not fail. Here each statement begins a turn later and is
// answered a turn after that.
import type { Db } from '../platform/db/db.ts'
import { aroundStatements, type Answer } from './around-statements.ts'

type Rows = Answer['rows']

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
  readonly over = <Tables>(db: Db<Tables>): Db<Tables> =>
    aroundStatements(db, async (run) => {
      await turn()
      const answer = await run()
      await turn()
      await this.#wait(answer.rows)
      return answer
    })

  /** Holds the next answer with matching rows until it is released. */
  hold(concerns: Held['concerns']): Hold {
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    this.#held = { concerns, reached: reached.resolve, released: released.promise }
    return { isRead: reached.promise, release: released.resolve }
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
