import type { Kysely } from 'kysely'
import { mutation } from '../../platform/db/statement.ts'
import type { MessageKey } from '../../records/stored.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

// Both by primary key.
const clear = mutation('DELETE FROM inbox_tags WHERE conversation_id = ? AND message_id = ?')
const add = mutation('INSERT INTO inbox_tags (conversation_id, message_id, tag) VALUES (?, ?, ?)')

/** The item has these tags and no others. */
export const setTags = async (
  query: Query,
  { conversation_id, id }: MessageKey,
  tags: readonly string[],
): Promise<void> => {
  await clear(query, [conversation_id, id])
  for (const tag of new Set(tags)) await add(query, [conversation_id, id, tag])
}
