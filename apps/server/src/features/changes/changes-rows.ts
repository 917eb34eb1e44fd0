import { CompiledQuery, type Selectable } from 'kysely'
import type { LecternTransaction } from '../context.ts'
import type { Tables } from '../tables.ts'

export type ConversationRecord = Selectable<Tables['conversations']>

/** Hot: runs in every send, so its SQL is not compiled each time. By primary keys. */
const LOCK_AS_MEMBER = `
  SELECT c.id, c.kind, c.title, c.direct_key, c.created_by, c.created_at, c.changed_at, c.head, c.changed_seq, c.purged_seq
  FROM conversations c
  JOIN members m ON m.conversation_id = c.id
  WHERE c.id = ? AND m.user_id = ? AND m.left_at IS NULL`

/** The conversation, held by this writer until its commit; nothing for those who are not members. */
export const lockConversation = async (
  { query }: LecternTransaction,
  conversation_id: string,
  user_id: string,
): Promise<ConversationRecord | undefined> => {
  const { rows } = await query.executeQuery<ConversationRecord>(
    CompiledQuery.raw(LOCK_AS_MEMBER, [conversation_id, user_id]),
  )
  return rows[0]
}

export const raiseHead = async (
  { query }: LecternTransaction,
  conversation_id: string,
  seq: number,
  changed_at: string,
): Promise<void> => {
  await query.executeQuery(
    CompiledQuery.raw('UPDATE conversations SET head = ?, changed_at = ? WHERE id = ?', [
      seq,
      changed_at,
      conversation_id,
    ]),
  )
}
