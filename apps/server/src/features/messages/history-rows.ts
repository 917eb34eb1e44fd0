import type { Kysely } from 'kysely'
import { selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

// Index: unique (conversation_id, created_seq).
const next = selection<{ created_seq: number; created_at: string }>(`
  SELECT created_seq, created_at FROM messages
  WHERE conversation_id = ? AND created_seq >= ? ORDER BY created_seq LIMIT 1`)

/**
 * The place of the first message of this time or later; behind the head, if there is none. It is found by halves,
 * because times rise with the clock of the conversation: twenty rows are read of a million, and no index is needed.
 */
export const findPlaceOfTime = async (
  query: Kysely<Tables>,
  { conversation_id, head }: { conversation_id: string; head: number },
  at: string,
): Promise<number> => {
  let [from, to] = [0, head + 1]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const [row] = await next(query, [conversation_id, middle])
    if (row && row.created_at < at) from = row.created_seq + 1
    else to = middle
  }
  return from
}
