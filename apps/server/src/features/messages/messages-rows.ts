import type { Kysely } from 'kysely'
import type { Message, MessageVersion } from '@lectern/protocol'
import { mutation, selection } from '../../platform/db/statement.ts'
import { MESSAGE_COLUMNS, toMessage, type MessageRecord } from '../changes/message-rows.ts'
import type { Tables } from '../tables.ts'

type Query = Kysely<Tables>

// Index: unique (id).
const byId = selection<MessageRecord & { sent_hash: string }>(`
  SELECT ${MESSAGE_COLUMNS}, m.sent_hash FROM messages m JOIN users u ON u.id = m.sender_id WHERE m.id = ?`)

export interface Stored {
  message: Message
  sent_hash: string
}

/** The message wherever it is: its conversation is for the caller to check. */
export const findMessage = async (query: Query, message_id: string): Promise<Stored | undefined> => {
  const [record] = await byId(query, [message_id])
  return record && { message: toMessage(record), sent_hash: record.sent_hash }
}

const insertEdit = mutation(
  'INSERT INTO message_edits (message_id, changed_seq, content, edited_at) VALUES (?, ?, ?, ?)',
)
const putContent = mutation('UPDATE messages SET content = ?, edited_at = ?, changed_seq = ? WHERE id = ?')

/** Stores the edited message; the content it had before goes to its history. */
export const updateContent = async (query: Query, edited: Message, before: string): Promise<void> => {
  await insertEdit(query, [edited.id, edited.changed_seq, before, edited.edited_at])
  await putContent(query, [edited.content, edited.edited_at, edited.changed_seq, edited.id])
}

const putParts = mutation('UPDATE messages SET parts = ?, kind = ? WHERE id = ?')

/** Of a message that is being sent. */
export const updateParts = async (query: Query, { id, parts, kind }: Message): Promise<void> =>
  void (await putParts(query, [JSON.stringify(parts), kind, id]))

// By primary key. A version stands from the edit before it on.
const versions = selection<Version>(`
  SELECT e.changed_seq, e.content,
    coalesce(lag(e.edited_at) OVER (ORDER BY e.changed_seq), m.created_at) AS timestamp
  FROM message_edits e JOIN messages m ON m.id = e.message_id
  WHERE e.message_id = ? AND e.changed_seq < ? ORDER BY e.changed_seq DESC LIMIT ?`)

/** What was said before, and the number of the edit that ended it. */
export interface Version extends MessageVersion {
  changed_seq: number
}

export const versionsBefore = (
  query: Query,
  message_id: string,
  seq: number,
  limit: number,
): Promise<Version[]> => versions(query, [message_id, seq, limit])

const deleteEdits = mutation('DELETE FROM message_edits WHERE message_id = ?')
const deleteCard = mutation('DELETE FROM cards WHERE message_id = ?')
const empty = mutation(`
  UPDATE messages SET content = '', parts = NULL, reactions = NULL, mentions = NULL, question_status = NULL,
    question = NULL, answer = NULL, ask = NULL, pinned_at = NULL, pinned_by = NULL, deleted_at = ?, changed_seq = ?
  WHERE id = ?`)

/** What was said is gone, earlier versions included; that something was said stays. */
export const entomb = async (query: Query, tombstone: Message): Promise<void> => {
  await deleteEdits(query, [tombstone.id])
  if (tombstone.kind === 'card') await deleteCard(query, [tombstone.id])
  await empty(query, [tombstone.deleted_at, tombstone.changed_seq, tombstone.id])
}

const putReactions = mutation('UPDATE messages SET reactions = ?, changed_seq = ? WHERE id = ?')

export const updateReactions = async (
  query: Query,
  { id, reactions, changed_seq }: Message,
): Promise<void> => {
  const stored = reactions.length === 0 ? null : JSON.stringify(reactions)
  await putReactions(query, [stored, changed_seq, id])
}
