// The threads of a conversation, as one member has them. A mark is private: it changes no window, and nobody is told.
import { LIMITS, type MarkThread, type ThreadList } from '@lectern/protocol'
import type { Stored } from '../../records/stored.ts'
import { notFound } from '../../platform/errors.ts'
import { openConversation } from '../changes/changes.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import type { Context, Viewer } from '../context.ts'
import { findMessage } from '../../records/messages.ts'
import type { Target } from './change-message.ts'
import { nextCursor, placeOf, type PageQuery } from './pages.ts'
import { countUnreadThreads, putMark, readThreads } from './threads-rows.ts'

export const listThreads = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  { limit = LIMITS.page_rows_default, cursor }: PageQuery,
): Promise<Stored<ThreadList>> => {
  const { head } = await openConversation(ctx, viewer, conversation_id)
  const { read } = ctx.db
  const place = { conversation_id, user_id: viewer.user_id }
  const found = await readThreads(read, place, placeOf(cursor, head + 1), limit + 1)
  return {
    threads: found.slice(0, limit),
    unread_threads: await countUnreadThreads(read, place),
    next_cursor: nextCursor(found, limit, ({ last_seq }) => last_seq),
  }
}

/** A message without replies can be followed as well: the first one is news then. */
export const markThread = (
  ctx: Context,
  viewer: Viewer,
  { id, message_id }: Target,
  { follows, read_seq }: MarkThread,
): Promise<void> =>
  ctx.db.write(async ({ query }) => {
    const conversation = await findAsMember(query, id, viewer.user_id)
    if (!conversation) throw notFound('conversation')
    const first = await findMessage(query, message_id)
    if (first?.message.conversation_id !== id) throw notFound('message')
    // Of what is not written yet nothing is read.
    const read = read_seq && Math.min(read_seq, conversation.head)
    await putMark(query, viewer.user_id, first.message, { follows, read_seq: read })
  })
