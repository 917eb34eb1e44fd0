// Which conversation has an id. Keys begin with the conversation; whoever knows a bare id finds the conversation here.
import type { Kysely } from 'kysely'
import { mutation } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

/** What is found by its bare id. Each kind has ids of its own. */
export type Located = 'message' | 'card' | 'attachment' | 'invocation' | 'card_action'

/** The conversation of an id: an expression, whose parameter is the id unless a column is named. By primary key. */
export const conversationOf = (kind: Located, id = '?'): string =>
  `(SELECT l.conversation_id FROM locators l WHERE l.id = ${id} AND l.kind = '${kind}')`

const insert = mutation(
  'INSERT INTO locators (id, kind, conversation_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
)

/** Gives the id to a conversation, for ever unless it is freed; `false` if it is taken. */
export const takeId = async (
  query: Query,
  kind: Located,
  { id, conversation_id }: { id: string; conversation_id: string },
): Promise<boolean> => (await insert(query, [id, kind, conversation_id])) === 1

const remove = mutation('DELETE FROM locators WHERE id = ? AND kind = ?')

/** For what is deleted with its row. */
export const freeId = async (query: Query, kind: Located, id: string): Promise<void> =>
  void (await remove(query, [id, kind]))
