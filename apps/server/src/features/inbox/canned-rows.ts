import type { Kysely, Selectable } from 'kysely'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>
export type CannedRecord = Selectable<Tables['canned_answers']>

const COLUMNS = 'k.id, k.scope, k.conversation_id, k.author_id, k.title, k.text, k.changed_at'

// Indexes: canned_answers_of_school, canned_answers_by_author, members_by_user and canned_answers_by_conversation.
const usable = selection<CannedRecord>(`
  SELECT ${COLUMNS} FROM canned_answers k WHERE k.scope = 'school'
  UNION ALL
  SELECT ${COLUMNS} FROM canned_answers k WHERE k.scope = 'own' AND k.author_id = ?
  UNION ALL
  SELECT ${COLUMNS} FROM members me JOIN canned_answers k ON k.conversation_id = me.conversation_id
  WHERE me.user_id = ? AND me.left_at IS NULL AND k.scope = 'conversation'`)

/** Those of the school, of the person, and of the conversations of which they are a member. */
export const readUsable = (query: Query, user_id: string): Promise<CannedRecord[]> =>
  usable(query, [user_id, user_id])

// By primary key.
const one = selection<CannedRecord>(`SELECT ${COLUMNS} FROM canned_answers k WHERE k.id = ?`)

export const findCanned = async (query: Query, id: string): Promise<CannedRecord | undefined> =>
  (await one(query, [id]))[0]

const put = mutation(`
  INSERT INTO canned_answers (id, scope, conversation_id, author_id, title, text, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, conversation_id = excluded.conversation_id,
    title = excluded.title, text = excluded.text, changed_at = excluded.changed_at`)

/** Its author stays whoever made it. */
export const storeCanned = async (
  query: Query,
  { id, scope, conversation_id, author_id, title, text, changed_at }: CannedRecord,
): Promise<void> => void (await put(query, [id, scope, conversation_id, author_id, title, text, changed_at]))

const remove = mutation('DELETE FROM canned_answers WHERE id = ?')

export const removeCanned = async (query: Query, id: string): Promise<void> =>
  void (await remove(query, [id]))
