import { LIMITS, type MessageList, type QuestionStatus } from '@lectern/protocol'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { openConversation } from '../changes/changes.ts'
import type { ViewerContext } from '../context.ts'
import { noMessage, type Target } from './change-message.ts'
import { findMessage } from './messages-rows.ts'
import { questionsBefore, readReplies } from './questions-rows.ts'

interface Page {
  limit?: number
  cursor?: string
}

/** The questions of a conversation, the newest first. */
export const listQuestions = async (
  ctx: ViewerContext,
  conversation_id: string,
  { status, limit = LIMITS.page_rows_default, cursor }: Page & { status?: QuestionStatus },
): Promise<MessageList> => {
  const { head } = await openConversation(ctx, conversation_id)
  const seq = cursor === undefined ? head + 1 : readSeq(cursor)
  const found = await questionsBefore(ctx.db.read, { conversation_id, status, seq, limit: limit + 1 })
  return page(found, limit)
}

/** A message and the replies to it, the oldest first. */
export const listThread = async (
  ctx: ViewerContext,
  { id, message_id }: Target,
  { limit = LIMITS.page_rows_default, cursor }: Page,
): Promise<MessageList> => {
  await openConversation(ctx, id)
  const { read } = ctx.db
  const first = await findMessage(read, message_id)
  if (first?.message.conversation_id !== id) throw noMessage()
  const replies = await readReplies(read, message_id, cursor === undefined ? 0 : readSeq(cursor), limit + 1)
  return page(cursor === undefined ? [first.message, ...replies] : replies, limit)
}

const readSeq = (cursor: string): number => {
  const seq = Number(decodeCursor(cursor, 1)[0])
  return Number.isSafeInteger(seq) ? seq : 0
}

/** Of one more than asked for. */
const page = (found: MessageList['messages'], limit: number): MessageList => {
  const messages = found.slice(0, limit)
  const last = messages.at(-1)
  return {
    messages,
    next_cursor: last && found.length > limit ? encodeCursor([`${last.created_seq}`]) : null,
  }
}
