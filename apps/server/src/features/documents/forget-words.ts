// Text that was deleted also goes from the search indexes: a job merges them piece by piece, so that others write between.
import type { Context, LecternTransaction } from '../context.ts'
import { mergeIndexes } from './passages-rows.ts'

const WORDS_REMOVAL = 'words_removal'

export const registerWordsRemoval = (ctx: Context): void => {
  ctx.jobs.register({
    name: WORDS_REMOVAL,
    limit: 1,
    lease_ms: 30_000,
    attempts: 10,
    backoff: { first_ms: 10_000, most_ms: 60 * 60_000 },
    run: async ({ signal }) => {
      const merge = (isBegin: boolean) => ctx.db.write(({ query }) => mergeIndexes(query, isBegin))
      for (let hasMore = await merge(true); hasMore; hasMore = await merge(false)) signal.throwIfAborted()
    },
  })
}

/** One job for all: what is deleted while it waits goes with it. */
export const forgetWords = (ctx: Context, transaction: LecternTransaction): Promise<void> =>
  ctx.jobs.enqueue(transaction, WORDS_REMOVAL, 'all')
