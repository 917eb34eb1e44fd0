// The earlier versions of edited messages.
import type { Kysely } from 'kysely'
import type { MessageVersion } from '@lectern/protocol'
import type { MessageKey, StoredMessage } from './stored.ts'
import { mutation, selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

const insert = mutation(
  `INSERT INTO message_edits (conversation_id, message_id, changed_seq, content, edited_at) VALUES (?, ?, ?, ?, ?)`,
)

/** Keeps the text that an edit replaced. */
export const insertEdit = async (query: Query, edited: StoredMessage, before: string): Promise<void> =>
  void (await insert(query, [
    edited.conversation_id,
    edited.id,
    edited.changed_seq,
    before,
    edited.edited_at,
  ]))

const remove = mutation('DELETE FROM message_edits WHERE conversation_id = ? AND message_id = ?')

export const deleteEdits = async (query: Query, { conversation_id, id }: MessageKey): Promise<void> =>
  void (await remove(query, [conversation_id, id]))

// By primary key. A version begins with the edit before it.
const versions = selection<Version>(`
  SELECT e.changed_seq, e.content,
    coalesce(lag(e.edited_at) OVER (ORDER BY e.changed_seq), m.created_at) AS timestamp
  FROM message_edits e JOIN messages m ON m.conversation_id = e.conversation_id AND m.id = e.message_id
  WHERE e.conversation_id = ? AND e.message_id = ? AND e.changed_seq < ? ORDER BY e.changed_seq DESC LIMIT ?`)

/** An earlier version, and the number of the edit that ended it. */
export interface Version extends MessageVersion {
  changed_seq: number
}

export const versionsBefore = (
  query: Query,
  { conversation_id, id }: MessageKey,
  seq: number,
  limit: number,
): Promise<Version[]> => versions(query, [conversation_id, id, seq, limit])
