import type { Kysely, Selectable } from 'kysely'
import type { AssistantMode, Invocation, Role } from '@lectern/protocol'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { DocumentPart } from '../citations/citations.ts'
import { conversationOf, takeId } from '../../records/locators.ts'
import type { InvocationState, Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

export type InvocationRecord = Selectable<Tables['invocations']>
export type NewInvocation = Pick<
  InvocationRecord,
  | 'id'
  | 'conversation_id'
  | 'asker_id'
  | 'assistant_id'
  | 'prompt_id'
  | 'prompt'
  | 'message_id'
  | 'created_at'
>

const COLUMNS = `id, conversation_id, asker_id, assistant_id, prompt_id, prompt, message_id, state,
  stopped_by, refused, created_at, started_at, ended_at, draft, approved, approved_by, approved_at`

const insert = mutation(`
  INSERT INTO invocations (id, conversation_id, asker_id, assistant_id, prompt_id, prompt, message_id, state, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?)`)

export const insertInvocation = async (query: Query, record: NewInvocation): Promise<void> => {
  const { id, conversation_id, asker_id, assistant_id, prompt_id, prompt, message_id, created_at } = record
  await takeId(query, 'invocation', record)
  await insert(query, [
    id,
    conversation_id,
    asker_id,
    assistant_id,
    prompt_id,
    prompt,
    message_id,
    created_at,
  ])
}

/** Its parameter stands twice. By primary keys. */
const THIS = `conversation_id = ${conversationOf('invocation')} AND id = ?`

const byId = selection<InvocationRecord>(`SELECT ${COLUMNS} FROM invocations WHERE ${THIS}`)

export const findInvocation = async (query: Query, id: string): Promise<InvocationRecord | undefined> =>
  (await byId(query, [id, id]))[0]

// Index: invocations_open. One after the other in each conversation.
const claim = selection<InvocationRecord>(`
  UPDATE invocations SET state = 'running', started_at = ?
  WHERE conversation_id = ? AND id = (
    SELECT id FROM invocations WHERE state = 'queued' AND conversation_id = ? ORDER BY created_at, id LIMIT 1)
  AND NOT EXISTS (SELECT 1 FROM invocations WHERE state = 'running' AND conversation_id = ?)
  RETURNING ${COLUMNS}`)

/** The next invocation of a conversation, unless one is running there. */
export const claimNext = async (
  query: Query,
  conversation_id: string,
  at: string,
): Promise<InvocationRecord | undefined> =>
  (await claim(query, [at, conversation_id, conversation_id, conversation_id]))[0]

// By primary key.
const answer = mutation(`UPDATE invocations SET message_id = ? WHERE ${THIS}`)
const refuse = mutation(`UPDATE invocations SET refused = 1 WHERE ${THIS}`)
const draftIt = mutation(
  `UPDATE invocations SET state = 'review', draft = ?, ended_at = ? WHERE ${THIS} AND state = 'running'`,
)
const approveIt = mutation(`
  UPDATE invocations SET state = 'done', approved = ?, approved_by = ?, approved_at = ?, message_id = ?
  WHERE ${THIS} AND state = 'review'`)
const dismissIt = mutation(
  `UPDATE invocations SET state = 'stopped', stopped_by = ?, ended_at = ? WHERE ${THIS} AND state = 'review'`,
)
const end = mutation(`
  UPDATE invocations SET state = ?, stopped_by = ?, ended_at = ?
  WHERE ${THIS} AND state IN ('queued', 'running')`)

export const putAnswer = async (query: Query, id: string, message_id: string | null): Promise<void> =>
  void (await answer(query, [message_id, id, id]))

export const markRefused = async (query: Query, id: string): Promise<void> =>
  void (await refuse(query, [id, id]))

/** An unpublished answer of the assistant. */
export interface Draft {
  content: string
  parts: DocumentPart[]
  unanswered?: true
}

/** `false` if it had already ended. */
export const putDraft = async (query: Query, id: string, draft: Draft, at: string): Promise<boolean> =>
  (await draftIt(query, [JSON.stringify(draft), at, id, id])) === 1

export const readDraft = ({ draft }: InvocationRecord): Draft | undefined =>
  draft === null ? undefined : (JSON.parse(draft) as Draft)

export interface Approval {
  content: string
  by: string
  at: string
  message_id: string
}

/** `false` if it was already decided. */
export const approve = async (
  query: Query,
  id: string,
  { content, by, at, message_id }: Approval,
): Promise<boolean> => (await approveIt(query, [content, by, at, message_id, id, id])) === 1

/** `false` if it was already decided. */
export const dismiss = async (query: Query, id: string, by: string, at: string): Promise<boolean> =>
  (await dismissIt(query, [by, at, id, id])) === 1

export interface Ending {
  state: InvocationState
  stopped_by?: string | undefined
  failure?: Invocation['failure']
}

/** `false` if it had already ended. */
export const endInvocation = async (
  query: Query,
  id: string,
  { state, stopped_by }: Ending,
  at: string,
): Promise<boolean> => (await end(query, [state, stopped_by ?? null, at, id, id])) === 1

// Index: invocations_open.
const running = selection<InvocationRecord>(
  `SELECT ${COLUMNS} FROM invocations WHERE state = 'running' AND conversation_id = ?`,
)

/** The invocations that are running there, or whose worker died. */
export const findRunning = (query: Query, conversation_id: string): Promise<InvocationRecord[]> =>
  running(query, [conversation_id])

// Indexes: invocations_by_asker, invocations_by_conversation.
const count = (column: 'asker_id' | 'conversation_id') =>
  selection<{ asks: number; first: string | null }>(`
    SELECT count(*) AS asks, min(created_at) AS first FROM invocations
    WHERE ${column} = ? AND created_at > ? AND refused = 0 AND id <> ?`)
const ofAsker = count('asker_id')
const ofConversation = count('conversation_id')

export interface Spent {
  by_user: number
  by_conversation: number
  /** The time of the first one. */
  first: string | null
}

/** The number of invocations since then, without the new one. */
export const countAsks = async (
  query: Query,
  { id, asker_id, conversation_id }: Pick<InvocationRecord, 'id' | 'asker_id' | 'conversation_id'>,
  since: string,
): Promise<Spent> => {
  const [own] = await ofAsker(query, [asker_id, since, id])
  const [all] = await ofConversation(query, [conversation_id, since, id])
  return { by_user: own?.asks ?? 0, by_conversation: all?.asks ?? 0, first: own?.first ?? all?.first ?? null }
}

export interface AssistantHere {
  id: string
  name: string
  assistant_mode: AssistantMode
  assistant_review: number
}

// By primary key of members.
const present = selection<AssistantHere>(`
  SELECT u.id, u.name, c.assistant_mode, c.assistant_review FROM members m
  JOIN users u ON u.id = m.user_id JOIN conversations c ON c.id = m.conversation_id
  WHERE m.conversation_id = ? AND m.left_at IS NULL AND u.role = 'assistant' AND u.disabled_at IS NULL
  ORDER BY m.joined_at, u.id`)

/** The assistants that are members now. */
export const findAssistants = (query: Query, conversation_id: string): Promise<AssistantHere[]> =>
  present(query, [conversation_id])

// By primary key.
const person = selection<{ id: string; name: string; role: Role }>(`
  SELECT u.id, u.name, u.role FROM members m JOIN users u ON u.id = m.user_id
  WHERE m.conversation_id = ? AND m.user_id = ? AND m.left_at IS NULL`)

// By primary key.
const user = selection<{ id: string; name: string }>('SELECT id, name FROM users WHERE id = ?')

export const findUser = async (query: Query, id: string) => (await user(query, [id]))[0]

/** The user, if they are a member now. */
export const findMember = async (query: Query, conversation_id: string, user_id: string) =>
  (await person(query, [conversation_id, user_id]))[0]

// By primary key.
const kindHere = selection<{ kind: string }>('SELECT kind FROM conversations WHERE id = ?')

/** Whether only two are there. */
export const isDirect = async (query: Query, conversation_id: string): Promise<boolean> =>
  (await kindHere(query, [conversation_id]))[0]?.kind === 'direct'

// By primary key of members.
const staff = selection<{ id: string }>(`
  SELECT u.id FROM members m JOIN users u ON u.id = m.user_id
  WHERE m.conversation_id = ? AND m.left_at IS NULL AND m.user_id <> ? AND u.role IN ('instructor', 'admin') LIMIT 1`)

/** Whether staff other than this person are members. */
export const hasStaff = async (query: Query, conversation_id: string, but: string): Promise<boolean> =>
  (await staff(query, [conversation_id, but])).length > 0

// Index: invocations_by_asker.
const former = selection<{ content: string; message_id: string }>(`
  SELECT p.content, i.message_id FROM invocations i JOIN messages p ON p.conversation_id = i.conversation_id AND p.id = i.prompt_id
  WHERE i.asker_id = ? AND i.created_at > ? AND i.conversation_id = ? AND i.state = 'done' AND i.message_id IS NOT NULL
    AND i.prompt_id <> ? AND p.deleted_at IS NULL
  ORDER BY i.created_at DESC LIMIT ?`)

export interface FormerAsks {
  asker_id: string
  conversation_id: string
  /** Excludes this message. */
  prompt_id: string
  since: string
  limit: number
}

/** The same person's answered questions there, the latest first. */
export const findFormerAsks = (query: Query, asks: FormerAsks) =>
  former(query, [asks.asker_id, asks.since, asks.conversation_id, asks.prompt_id, asks.limit])

// By primary key.
const putFeedback = mutation(`
  INSERT INTO invocation_feedback (conversation_id, invocation_id, user_id, helpful, created_at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (conversation_id, invocation_id, user_id) DO UPDATE SET helpful = excluded.helpful, created_at = excluded.created_at`)
const dropFeedback = mutation(
  'DELETE FROM invocation_feedback WHERE conversation_id = ? AND invocation_id = ? AND user_id = ?',
)
const feedback = selection<{ user_id: string; helpful: number }>(
  'SELECT user_id, helpful FROM invocation_feedback WHERE conversation_id = ? AND invocation_id = ? ORDER BY created_at',
)

export interface Feedback {
  conversation_id: string
  invocation_id: string
  user_id: string
  helpful: boolean | null
  at: string
}

/** Returns the current feedback of all. */
export const rate = async (query: Query, given: Feedback) => {
  const { conversation_id, invocation_id, user_id, helpful, at } = given
  if (helpful === null) await dropFeedback(query, [conversation_id, invocation_id, user_id])
  else await putFeedback(query, [conversation_id, invocation_id, user_id, helpful ? 1 : 0, at])
  return feedback(query, [conversation_id, invocation_id])
}
