import type { Kysely } from 'kysely'
import type { QuestionStatus } from '@lectern/protocol'
import type { MessageKey, StoredMessage } from '../../records/stored.ts'
import { EACH } from '../../platform/db/fragments.ts'
import { selection } from '../../platform/db/statement.ts'
import { FROM_MESSAGES, toMessage, type MessageRecord } from '../../records/messages.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

// Index: messages_by_reply.
const answers = selection<{ count: number }>(`
  SELECT count(*) AS count FROM messages WHERE conversation_id = ? AND reply_to_id = ? AND deleted_at IS NULL
  AND (state = 'done' OR (state = 'interrupted' AND content <> ''))
  AND (invocation IS NULL OR invocation NOT LIKE '%"unanswered":true%')`)

/** The replies to it that `isAnswer` (questions.ts). */
export const countAnswers = async (query: Query, { conversation_id, id }: MessageKey): Promise<number> =>
  (await answers(query, [conversation_id, id]))[0]?.count ?? 0

// Index: messages_by_reply.
const marked = selection<MessageRecord>(
  `${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.reply_to_id = ? AND m.answer IS NOT NULL`,
)

/** The replies that were accepted or endorsed. */
export const findMarkedReplies = async (
  query: Query,
  { conversation_id, id }: MessageKey,
): Promise<StoredMessage[]> => (await marked(query, [conversation_id, id])).map(toMessage)

// Indexes: messages_by_question, messages_by_asking.
const questions = (status: string) =>
  selection<MessageRecord>(`
    ${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.question_status ${status} AND m.created_seq < ?
    ORDER BY m.created_seq DESC LIMIT ?`)
const byStatus = questions('= ?')
const ofAny = questions('IS NOT NULL')

export const questionsBefore = async (
  query: Query,
  { conversation_id, status, seq, limit }: QuestionsQuery,
): Promise<StoredMessage[]> => {
  const rows = status
    ? await byStatus(query, [conversation_id, status, seq, limit])
    : await ofAny(query, [conversation_id, seq, limit])
  return rows.map(toMessage)
}

export interface QuestionsQuery {
  conversation_id: string
  status: QuestionStatus | undefined
  /** Created before this number. */
  seq: number
  limit: number
}

// Index: messages_by_reply.
const repliesAfter = selection<MessageRecord>(`
  ${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.reply_to_id = ? AND m.created_seq > ? ORDER BY m.created_seq LIMIT ?`)

export const readReplies = async (
  query: Query,
  { conversation_id, id }: MessageKey,
  after: number,
  limit: number,
): Promise<StoredMessage[]> => (await repliesAfter(query, [conversation_id, id, after, limit])).map(toMessage)

// By primary key.
const members = selection<{ user_id: string; name: string }>(`
  SELECT m.user_id, u.name FROM members m JOIN users u ON u.id = m.user_id
  WHERE m.conversation_id = ? AND m.left_at IS NULL AND u.disabled_at IS NULL AND m.user_id IN (${EACH})`)

/** Those of `ids` who are members now and have an account, in the order of `ids`. */
export const findNamed = async (
  query: Query,
  conversation_id: string,
  ids: readonly string[],
): Promise<{ user_id: string; name: string }[]> => {
  const named = await members(query, [conversation_id, JSON.stringify(ids)])
  return named.sort((a, b) => ids.indexOf(a.user_id) - ids.indexOf(b.user_id))
}
