// Terms of messages that were deleted or changed also go from the pages of the index: a job merges these once a day, piece by
// piece, so that others write between.
import type { Context, LecternTransaction } from '../context.ts'
import { termIndexOf } from '../../records/message-terms.ts'

const TERMS_REMOVAL = 'terms_removal'
const DAY_MS = 86_400_000

export const registerTermsRemoval = (ctx: Context): void => {
  ctx.jobs.register({
    name: TERMS_REMOVAL,
    limit: 1,
    lease_ms: 30_000,
    attempts: 10,
    backoff: { first_ms: 10_000, most_ms: 60 * 60_000 },
    run: async ({ signal }) => {
      const merge = (isBegin: boolean) =>
        ctx.db.write(({ query }) => termIndexOf(query).merge(query, isBegin))
      for (let hasMore = await merge(true); hasMore; hasMore = await merge(false)) signal.throwIfAborted()
    },
  })
}

/** One job for all that is deleted on a day (UTC): it runs when the day is over. */
export const forgetTerms = (ctx: Context, transaction: LecternTransaction): Promise<void> => {
  const tomorrow = Math.floor(ctx.clock.now() / DAY_MS) + 1
  return ctx.jobs.enqueue(transaction, TERMS_REMOVAL, `${tomorrow}`, { run_at: tomorrow * DAY_MS })
}
