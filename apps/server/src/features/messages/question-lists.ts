import { notFound } from '../../platform/errors.ts'
import { LIMITS, type MessageList, type QuestionStatus, type ThreadPage } from '@lectern/protocol'
import { openConversation } from '../changes/changes.ts'
import type { Context, Viewer } from '../context.ts'
import { type Target } from './change-message.ts'
import { findMessage } from '../../records/messages.ts'
import { nextCursor, placeOf, type PageQuery } from './pages.ts'
import { questionsBefore, readReplies } from './questions-rows.ts'
import { readFollows } from './threads-rows.ts'
import type { Stored } from '../../records/stored.ts'

/** The questions of a conversation, the newest first. */
export const listQuestions = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  { status, limit = LIMITS.page_rows_default, cursor }: PageQuery & { status?: QuestionStatus },
): Promise<Stored<MessageList>> => {
  const { head } = await openConversation(ctx, viewer, conversation_id)
  const seq = placeOf(cursor, head + 1)
  const found = await questionsBefore(ctx.db.read, { conversation_id, status, seq, limit: limit + 1 })
  return page(found, limit)
}

/** A message and the replies to it, the oldest first. */
export const listThread = async (
  ctx: Context,
  viewer: Viewer,
  { id, message_id }: Target,
  { limit = LIMITS.page_rows_default, cursor }: PageQuery,
): Promise<Stored<ThreadPage>> => {
  await openConversation(ctx, viewer, id)
  const { read } = ctx.db
  const first = await findMessage(read, message_id)
  if (first?.message.conversation_id !== id) throw notFound('message')
  const replies = await readReplies(read, first.message, placeOf(cursor, 0), limit + 1)
  const follows = await readFollows(read, viewer.user_id, first.message)
  return { ...page(cursor === undefined ? [first.message, ...replies] : replies, limit), follows }
}

const page = (found: Stored<MessageList>['messages'], limit: number): Stored<MessageList> => ({
  messages: found.slice(0, limit),
  next_cursor: nextCursor(found, limit, ({ created_seq }) => created_seq),
})
