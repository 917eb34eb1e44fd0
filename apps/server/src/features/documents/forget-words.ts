// Text that was deleted also goes from the search indexes of passages.
import type { Context, LecternTransaction } from '../context.ts'
import { registerIndexMerging } from '../index-merging.ts'
import { mergeIndexes } from './passages-rows.ts'

const WORDS_REMOVAL = 'words_removal'

export const registerWordsRemoval = (ctx: Context): void =>
  registerIndexMerging(ctx, WORDS_REMOVAL, mergeIndexes)

/** One job for all: what is deleted while it waits goes with it. */
export const forgetWords = (ctx: Context, transaction: LecternTransaction): Promise<void> =>
  ctx.jobs.enqueue(transaction, WORDS_REMOVAL, 'all')
