// A deletion in an FTS5 index without content only marks: the words stay in its pages until these are merged.
import type { Kysely } from 'kysely'
import { selection, type mutation } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

/** A negative number begins to merge everything into one, a positive one goes on; each writes about so many pages. */
const PAGES = 200
const written = selection<{ count: number }>('SELECT total_changes() AS count')

type Merge = ReturnType<typeof mutation>

/** Merges a part of each index by its statement; false once nothing of what was removed is left. */
export const mergingBy =
  (merges: readonly Merge[]) =>
  async (query: Query, isBegin: boolean): Promise<boolean> => {
    let hasMore = false
    for (const each of merges) {
      const [before] = await written(query, [])
      await each(query, [isBegin ? -PAGES : PAGES])
      const [after] = await written(query, [])
      // The statement itself counts as one.
      if ((after?.count ?? 0) - (before?.count ?? 0) > 1) hasMore = true
    }
    return hasMore
  }
