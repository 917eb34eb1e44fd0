// Each person's own clock: it numbers the changes of what they set for themselves, over all conversations.
import type { Kysely } from 'kysely'
import { EACH } from '../platform/db/fragments.ts'
import { selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

// All by primary key.
const raise = selection<{ seq: number }>(`
  INSERT INTO own_clocks (user_id, seq) VALUES (?, 1)
  ON CONFLICT (user_id) DO UPDATE SET seq = own_clocks.seq + 1 RETURNING seq`)
const read = selection<{ seq: number }>('SELECT seq FROM own_clocks WHERE user_id = ?')
const readAll = selection<{ user_id: string; seq: number }>(
  `SELECT user_id, seq FROM own_clocks WHERE user_id IN (${EACH})`,
)

/** The next number, which is this writer's until its commit: others of the person wait. */
export const nextOwnSeq = async (query: Query, user_id: string): Promise<number> => {
  const [row] = await raise(query, [user_id])
  if (row === undefined) throw new Error('A raised clock has a number')
  return row.seq
}

/** 0 for somebody who never set anything. */
export const readOwnSeq = async (query: Query, user_id: string): Promise<number> =>
  (await read(query, [user_id]))[0]?.seq ?? 0

/** The clocks of these people; those who never set anything are left out. */
export const readOwnSeqs = (
  query: Query,
  user_ids: readonly string[],
): Promise<{ user_id: string; seq: number }[]> => readAll(query, [JSON.stringify(user_ids)])
