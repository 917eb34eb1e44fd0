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

// Hot: part of every change. By primary key.
const raise = mutation('UPDATE conversations SET head = ?, changed_at = ?, last_ordinal = ? WHERE id = ?')

export const raiseHead = async (
  query: Query,
  {
    id,
    head,
    changed_at,
    last_ordinal,
  }: Pick<ConversationRecord, 'id' | 'head' | 'changed_at' | 'last_ordinal'>,
): Promise<void> => void (await raise(query, [head, changed_at, last_ordinal, id]))

/** `direct_key`: of a direct conversation. Two people have one: another that begins meanwhile breaks the unique key. */
export const insertConversation = async (
  query: Query,
  record: ConversationRecord,
  direct_key: string | null,
): Promise<void> => {
  if (direct_key !== null)
    await query
      .insertInto('direct_conversations')
      .values({ direct_key, conversation_id: record.id })
      .execute()
  await query.insertInto('conversations').values(record).execute()
}

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

// By primary key.
export const updateCreator = async (
  query: Query,
  id: string,
  created_by: string,
  seq: number,
): Promise<void> =>
  void (await query
    .updateTable('conversations')
    .set({ created_by, changed_seq: seq })
    .where('id', '=', id)
    .execute())

// This and the statement below: by primary key.
const shift = mutation('UPDATE conversations SET open_questions = open_questions + ? WHERE id = ?')

/** So many questions are open more, or fewer. */
export const shiftOpenQuestions = async (query: Query, conversation_id: string, by: number): Promise<void> =>
  void (await shift(query, [by, conversation_id]))

const tell = mutation('UPDATE conversations SET changed_seq = ? WHERE id = ? AND open_questions <> ?')

/** Whether another number of questions is open than before; the conversation's row then changes with it. */
export const tellOpenQuestions = async (
  query: Query,
  { id, open_questions }: Pick<ConversationRecord, 'id' | 'open_questions'>,
  seq: number,
): Promise<boolean> => (await tell(query, [seq, id, open_questions])) === 1
