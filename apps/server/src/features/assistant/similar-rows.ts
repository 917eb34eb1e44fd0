import type { Kysely } from 'kysely'
import type { StoredMessage } from '../../records/stored.ts'
import { selection } from '../../platform/db/statement.ts'
import { MESSAGE_COLUMNS, toMessage, type MessageRecord } from '../../records/messages.ts'
import type { Tables } from '../../records/tables.ts'

interface AnsweredRecord extends MessageRecord {
  c_title: string | null
  /** The other person of a direct conversation. */
  peer: string | null
}

export interface AnsweredQuestion {
  question: StoredMessage
  title: string
}

// Indexes: members_by_user, messages_by_question for each of their conversations.
const answered = selection<AnsweredRecord>(`
  SELECT ${MESSAGE_COLUMNS}, c.title AS c_title,
    (SELECT p.name FROM members n JOIN users p ON p.id = n.user_id
      WHERE n.conversation_id = c.id AND n.user_id <> me.user_id AND c.kind = 'direct' LIMIT 1) AS peer
  FROM members me
  JOIN conversations c ON c.id = me.conversation_id
  JOIN messages m ON m.conversation_id = c.id AND m.question_status = 'answered' AND m.deleted_at IS NULL
  JOIN users u ON u.id = m.sender_id
  WHERE me.user_id = ? AND me.left_at IS NULL
  ORDER BY m.id DESC LIMIT ?`)

/** The latest answered questions of all conversations of which the user is a member now. */
export const findAnsweredQuestions = async (
  query: Kysely<Tables>,
  user_id: string,
  limit: number,
): Promise<AnsweredQuestion[]> =>
  (await answered(query, [user_id, limit])).map((record) => ({
    question: toMessage(record),
    title: record.c_title ?? record.peer ?? '',
  }))
