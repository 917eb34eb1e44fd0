import type { Kysely } from 'kysely'
import type { InboxNote } from '@lectern/protocol'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { MessageKey } from '../../records/stored.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

interface Row {
  id: string
  author_id: string
  name: string
  text: string
  created_at: string
}

const toNote = ({ id, author_id, name, text, created_at }: Row): InboxNote => ({
  id,
  author: { user_id: author_id, name },
  text,
  created_at,
})

// By primary keys.
const all = selection<Row>(`
  SELECT n.id, n.author_id, u.name, n.text, n.created_at FROM inbox_notes n JOIN users u ON u.id = n.author_id
  WHERE n.conversation_id = ? AND n.message_id = ? ORDER BY n.created_at, n.id`)

export const readNotes = async (query: Query, { conversation_id, id }: MessageKey): Promise<InboxNote[]> =>
  (await all(query, [conversation_id, id])).map(toNote)

const insert = mutation(
  'INSERT INTO inbox_notes (conversation_id, message_id, id, author_id, text, created_at) VALUES (?, ?, ?, ?, ?, ?)',
)

export const insertNote = async (
  query: Query,
  { conversation_id, id: message_id }: MessageKey,
  { id, author, text, created_at }: InboxNote,
): Promise<void> =>
  void (await insert(query, [conversation_id, message_id, id, author.user_id, text, created_at]))

// By primary key.
const remove = mutation(
  'DELETE FROM inbox_notes WHERE conversation_id = ? AND message_id = ? AND id = ? AND author_id = ?',
)

/** Returns whether there was one of theirs. */
export const removeNote = async (
  query: Query,
  { conversation_id, id: message_id }: MessageKey,
  note: { id: string; author_id: string },
): Promise<boolean> => (await remove(query, [conversation_id, message_id, note.id, note.author_id])) === 1
