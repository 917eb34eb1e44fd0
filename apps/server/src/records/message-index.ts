// Which messages can be found, and which of them wait for the index of their terms. The row comes and goes in the commit of
// its message; terms are removed in the commit that makes them untrue, and added by a job.
import type { Kysely } from 'kysely'
import type { Message } from '@lectern/protocol'
import { LOCK_ROW, NEXT_NUMBER, SKIP_LOCKED_I } from '../platform/db/fragments.ts'
import { mutation, selection } from '../platform/db/statement.ts'
import type { MessageKey, StoredMessage } from './stored.ts'
import { termIndexOf } from './message-terms.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

/** Nobody searches for what the system says, and the server cannot read what is sealed. */
export const canBeFound = ({ kind }: Pick<StoredMessage, 'kind'>): boolean =>
  kind !== 'system' && kind !== 'sealed'

/** Statements for a PostgreSQL that got its rows from elsewhere: its server makes the index of terms. */
export const INDEX_AGAIN = [
  'UPDATE message_index SET waiting = 1 WHERE waiting = 0',
  "SELECT setval('message_numbers', coalesce(max(number), 0) + 1, false) FROM message_index",
]

// Hot: part of every send.
const add = mutation(
  `INSERT INTO message_index (conversation_id, message_id, number, waiting) VALUES (?, ?, ${NEXT_NUMBER}, 1)`,
)

export const addToIndex = async (query: Query, { conversation_id, id }: MessageKey): Promise<void> =>
  void (await add(query, [conversation_id, id]))

// By primary key. A job that reads the row has put its terms, or has left it, when the lock is there.
const find = selection<{ number: number; waiting: number }>(
  `SELECT number, waiting FROM message_index WHERE conversation_id = ? AND message_id = ? ${LOCK_ROW}`,
)
const wait = mutation('UPDATE message_index SET waiting = 1 WHERE conversation_id = ? AND message_id = ?')
const drop = mutation('DELETE FROM message_index WHERE conversation_id = ? AND message_id = ?')

/** The terms of a message that changes are no longer found. */
export const renewInIndex = async (query: Query, { conversation_id, id }: MessageKey): Promise<void> => {
  const [row] = await find(query, [conversation_id, id])
  if (!row || row.waiting === 1) return
  await wait(query, [conversation_id, id])
  await termIndexOf(query).remove(query, { conversation_id, number: row.number })
}

/** For a message that is deleted. */
export const dropFromIndex = async (query: Query, { conversation_id, id }: MessageKey): Promise<void> => {
  const [row] = await find(query, [conversation_id, id])
  if (!row) return
  await drop(query, [conversation_id, id])
  if (row.waiting === 0) await termIndexOf(query).remove(query, { conversation_id, number: row.number })
}

/** A message whose terms are not in the index. */
export interface WaitingRow extends Pick<Message, 'kind' | 'state' | 'content' | 'sender_id'> {
  conversation_id: string
  message_id: string
  number: number
  created_at: string
  parts: string | null
}

// Index: message_index_waiting, from its end: what was said last is searched for first.
const waiting = selection<WaitingRow>(`
  SELECT i.conversation_id, i.message_id, i.number, m.kind, m.state, m.content, m.sender_id, m.created_at, m.parts
  FROM message_index i JOIN messages m ON m.conversation_id = i.conversation_id AND m.id = i.message_id
  WHERE i.waiting = 1 ORDER BY i.number DESC LIMIT ? ${SKIP_LOCKED_I}`)

export const readWaiting = (query: Query, limit: number): Promise<WaitingRow[]> => waiting(query, [limit])

// Index: message_index_waiting.
const anyWaiting = selection<{ number: number }>('SELECT number FROM message_index WHERE waiting = 1 LIMIT 1')

export const hasWaiting = async (query: Query): Promise<boolean> => (await anyWaiting(query, [])).length > 0

// By primary key.
const done = mutation('UPDATE message_index SET waiting = 0 WHERE conversation_id = ? AND message_id = ?')

export const endWaiting = async (
  query: Query,
  { conversation_id, message_id }: Pick<WaitingRow, 'conversation_id' | 'message_id'>,
): Promise<void> => void (await done(query, [conversation_id, message_id]))
