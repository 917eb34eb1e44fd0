import type { Kysely } from 'kysely'
import type { ConversationKind, Role } from '@lectern/protocol'
import { selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

export interface WaitRow {
  conversation_id: string
  c_kind: ConversationKind
  c_title: string | null
  asker_id: string
  asker_name: string
  asker_role: Role
  waiting_since: string
  waited_minutes: number | null
}

const waitsWhere = (condition: string, which: string): string => `
  SELECT i.conversation_id, c.kind AS c_kind, c.title AS c_title, i.asker_id, a.name AS asker_name, a.role AS asker_role,
    i.waiting_since, i.waited_minutes
  FROM members me
  JOIN inbox_items i ON i.conversation_id = me.conversation_id AND ${condition}
  JOIN conversations c ON c.id = i.conversation_id
  JOIN users a ON a.id = i.asker_id
  WHERE me.user_id = ? AND me.left_at IS NULL ${which}`

const both = (which: string) =>
  selection<WaitRow>(`
    ${waitsWhere('i.done_at >= ? AND i.waited_minutes IS NOT NULL', which)}
    UNION ALL
    ${waitsWhere('i.done_at IS NULL', which)}`)

// Indexes: members_by_user, inbox_done and inbox_open; the rest by primary keys.
const ofAll = both('')
const ofOne = both('AND me.conversation_id = ?')

/** What was answered since a time, and what waits, in conversations of the reader: of one of them, or of all. */
export const readWaits = (
  query: Query,
  user_id: string,
  { since, conversation_id }: { since: string; conversation_id: string | undefined },
): Promise<WaitRow[]> =>
  conversation_id === undefined
    ? ofAll(query, [since, user_id, user_id])
    : ofOne(query, [since, user_id, conversation_id, user_id, conversation_id])
