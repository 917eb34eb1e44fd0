import type { Kysely } from 'kysely'
import { EACH } from '../../platform/db/fragments.ts'
import { selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'
import { COMPARED_CHARS } from './likeness.ts'

type Query = Kysely<Tables>

interface AnsweredRecord {
  id: string
  conversation_id: string
  changed_seq: number
  beginning: string
  c_title: string | null
  /** The other person of a direct conversation. */
  peer: string | null
}

export interface AnsweredQuestion {
  id: string
  conversation_id: string
  changed_seq: number
  /** Its first characters: more are not compared. */
  beginning: string
  title: string
}

// By primary keys.
const answered = selection<AnsweredRecord>(`
  SELECT m.id, m.conversation_id, m.changed_seq, substr(m.content, 1, ${COMPARED_CHARS}) AS beginning, c.title AS c_title,
    (SELECT p.name FROM members n JOIN users p ON p.id = n.user_id
      WHERE n.conversation_id = c.id AND n.user_id <> me.user_id AND c.kind = 'direct' LIMIT 1) AS peer
  FROM locators l JOIN messages m ON m.conversation_id = l.conversation_id AND m.id = l.id
  JOIN conversations c ON c.id = m.conversation_id
  JOIN members me ON me.conversation_id = c.id AND me.user_id = ? AND me.left_at IS NULL
  WHERE l.kind = 'message' AND l.id IN (${EACH}) ORDER BY m.id DESC`)

/** The latest answered questions of all conversations of which the user is a member now. */
export const findAnsweredQuestions = async (
  query: Query,
  user_id: string,
  limit: number,
): Promise<AnsweredQuestion[]> => {
  const ids = await latestIds(query, user_id, limit)
  return (await answered(query, [user_id, JSON.stringify(ids)])).map(({ c_title, peer, ...question }) => ({
    ...question,
    title: c_title ?? peer ?? '',
  }))
}

// Index: members_by_user.
const conversations = selection<{ conversation_id: string }>(
  'SELECT conversation_id FROM members WHERE user_id = ? AND left_at IS NULL',
)

interface Latest {
  conversation_id: string
  id: string
}

// Index: messages_by_answered, which has all it needs; no more rows of a conversation than wanted.
const latest = selection<Latest>(`
  SELECT m.conversation_id, m.id FROM (${EACH}) c
  JOIN messages m ON m.conversation_id = c.value AND m.question_status = 'answered' AND m.id >= coalesce((
    SELECT x.id FROM messages x WHERE x.conversation_id = c.value AND x.question_status = 'answered'
    ORDER BY x.id DESC LIMIT 1 OFFSET ?), '')`)

/** Rows of each conversation at first. */
const FEW = 4

/**
 * Reads a few rows of each conversation, then more of those whose rows are all among the latest. So the cost depends on
 * `limit` and the number of conversations, but not on the number of answered questions.
 */
const latestIds = async (query: Query, user_id: string, limit: number): Promise<string[]> => {
  const found = new Map<string, Latest[]>()
  let unfinished = (await conversations(query, [user_id])).map(({ conversation_id }) => conversation_id)
  for (let each = FEW; unfinished.length > 0; each *= FEW) {
    const rows = await latest(query, [JSON.stringify(unfinished), each - 1])
    for (const [id, those] of Map.groupBy(rows, ({ conversation_id }) => conversation_id))
      found.set(id, those)
    const last = latestOf(found, limit)[limit - 1] ?? ''
    unfinished = unfinished.filter((id) => {
      const those = found.get(id) ?? []
      return those.length >= each && those.every((row) => row.id > last)
    })
  }
  return latestOf(found, limit)
}

const latestOf = (found: ReadonlyMap<string, Latest[]>, limit: number): string[] =>
  [...found.values()]
    .flatMap((rows) => rows.map(({ id }) => id))
    .sort()
    .toReversed()
    .slice(0, limit)
