// What was deleted also goes from the pages of a search index: a job merges them piece by piece, so that others write between.
import type { Context, LecternTransaction } from './context.ts'

/** Merges a part of an index; false once nothing of what was removed is left. */
type Merge = (query: LecternTransaction['query'], isBegin: boolean) => Promise<boolean>

export const registerIndexMerging = (ctx: Context, name: string, merge: Merge): void => {
  ctx.jobs.register({
    name,
    limit: 1,
    lease_ms: 30_000,
    attempts: 10,
    backoff: { first_ms: 10_000, most_ms: 60 * 60_000 },
    run: async ({ signal }) => {
      const part = (isBegin: boolean) => ctx.db.write(({ query }) => merge(query, isBegin))
      for (let hasMore = await part(true); hasMore; hasMore = await part(false)) signal.throwIfAborted()
    },
  })
}
