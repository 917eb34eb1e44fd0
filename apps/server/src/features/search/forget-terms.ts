// Terms of messages that were deleted or changed also go from the pages of the index, once a day.
import type { Context, LecternTransaction } from '../context.ts'
import { registerIndexMerging } from '../index-merging.ts'
import { termIndexOf } from '../../records/message-terms.ts'

const TERMS_REMOVAL = 'terms_removal'
const DAY_MS = 86_400_000

export const registerTermsRemoval = (ctx: Context): void =>
  registerIndexMerging(ctx, TERMS_REMOVAL, (query, isBegin) => termIndexOf(query).merge(query, isBegin))

/** One job for all that is deleted on a day (UTC): it runs when the day is over. */
export const forgetTerms = (ctx: Context, transaction: LecternTransaction): Promise<void> => {
  const tomorrow = Math.floor(ctx.clock.now() / DAY_MS) + 1
  return ctx.jobs.enqueue(transaction, TERMS_REMOVAL, `${tomorrow}`, { run_at: tomorrow * DAY_MS })
}
