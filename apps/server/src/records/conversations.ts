// Conversations as all their members see them, and every statement that writes them.
import type { Kysely, Selectable } from 'kysely'
import type { AssistantMode, ConversationRow } from '@lectern/protocol'
import { mutation } from '../platform/db/statement.ts'
import { foldText } from '../platform/fold.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

export type ConversationRecord = Selectable<Tables['conversations']>

type SeenByAll = Pick<
  ConversationRecord,
  | 'id'
  | 'kind'
  | 'title'
  | 'created_by'
  | 'created_at'
  | 'changed_seq'
  | 'open_questions'
  | 'assistant_mode'
  | 'assistant_review'
>

export const toConversationRow = (record: SeenByAll): ConversationRow => ({
  id: record.id,
  kind: record.kind,
  ...(record.title !== null && { title: record.title }),
  created_by: record.created_by,
  created_at: record.created_at,
  changed_seq: record.changed_seq,
  open_questions: record.open_questions,
  assistant_mode: record.assistant_mode,
  assistant_review: record.assistant_review === 1,
})

const raise = mutation('UPDATE conversations SET head = ?, changed_at = ? WHERE id = ?')

export const raiseHead = async (
  query: Query,
  conversation_id: string,
  seq: number,
  changed_at: string,
): Promise<void> => void (await raise(query, [seq, changed_at, conversation_id]))

export const insertConversation = async (query: Query, record: ConversationRecord): Promise<void> =>
  void (await query.insertInto('conversations').values(record).execute())

// By primary key.
export const updateAssistant = async (
  query: Query,
  id: string,
  { mode, review }: { mode: AssistantMode; review: boolean },
  seq: number,
): Promise<void> =>
  void (await query
    .updateTable('conversations')
    .set({ assistant_mode: mode, assistant_review: review ? 1 : 0, changed_seq: seq })
    .where('id', '=', id)
    .execute())

// By primary key.
export const updateTitle = async (query: Query, id: string, title: string, seq: number): Promise<void> =>
  void (await query
    .updateTable('conversations')
    .set({ title, title_key: foldText(title), changed_seq: seq })
    .where('id', '=', id)
    .execute())

// Index: messages_by_question.
const open = mutation(`
  UPDATE conversations SET changed_seq = ?, open_questions = (
    SELECT count(*) FROM messages WHERE conversation_id = conversations.id AND question_status = 'unanswered')
  WHERE id = ? AND open_questions <> (
    SELECT count(*) FROM messages WHERE conversation_id = conversations.id AND question_status = 'unanswered')`)

/** Updates the conversation's number of open questions; returns whether it changed. */
export const countOpenQuestions = async (
  query: Query,
  conversation_id: string,
  seq: number,
): Promise<boolean> => (await open(query, [seq, conversation_id])) === 1
