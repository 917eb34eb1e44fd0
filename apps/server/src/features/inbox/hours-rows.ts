import type { Kysely } from 'kysely'
import { EACH } from '../../platform/db/fragments.ts'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

// By primary key.
const some = selection<{ conversation_id: string; hours: string }>(
  `SELECT conversation_id, hours FROM teaching_hours WHERE conversation_id IN (${EACH})`,
)

/** The stored ones of these conversations; the school has the empty id. */
export const findHours = async (query: Query, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await some(query, [JSON.stringify(ids)])).map((row) => [row.conversation_id, row.hours]))

const put = mutation(`
  INSERT INTO teaching_hours (conversation_id, hours) VALUES (?, ?)
  ON CONFLICT (conversation_id) DO UPDATE SET hours = excluded.hours`)
const remove = mutation('DELETE FROM teaching_hours WHERE conversation_id = ?')

export const storeHours = async (query: Query, id: string, hours: string | null): Promise<void> =>
  void (await (hours === null ? remove(query, [id]) : put(query, [id, hours])))
