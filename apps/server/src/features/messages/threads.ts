// The threads of a conversation, as one member has them. A mark is private: it changes no window of the conversation. It gives
// the member's settings there the next number of their own clock, so that their devices read the threads again.
import { LIMITS, type MarkThread, type OwnChanges, type ThreadList } from '@lectern/protocol'
import type { Stored } from '../../records/stored.ts'
import { notFound } from '../../platform/errors.ts'
import { openConversation } from '../changes/changes.ts'
import type { Context, Viewer } from '../context.ts'
import { updateOwn } from '../../records/members.ts'
import { findMessage } from '../../records/messages.ts'
import { nextOwnSeq, readOwnSeq } from '../../records/own-clock.ts'
import { lockOwn, toOwnSettings } from '../../records/own-settings.ts'
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

/** A message without replies can be followed as well: the first one is news then. A repeat changes nothing. */
export const markThread = (
  ctx: Context,
  viewer: Viewer,
  { id, message_id }: Target,
  { follows, read_seq }: MarkThread,
): Promise<OwnChanges> =>
  ctx.db.write(async ({ query, afterCommit }) => {
    const { user_id } = viewer
    const own = await lockOwn(query, id, user_id)
    if (!own) throw notFound('conversation')
    const first = await findMessage(query, message_id)
    if (first?.message.conversation_id !== id) throw notFound('message')
    // Of what is not written yet nothing is read.
    const read = read_seq && Math.min(read_seq, own.head)
    if (!(await putMark(query, user_id, first.message, { follows, read_seq: read }))) {
      const seq = await readOwnSeq(query, user_id)
      return { window: { from: seq, to: seq, settings: [] }, head: seq }
    }
    const next = { ...own, own_seq: await nextOwnSeq(query, user_id) }
    await updateOwn(query, id, user_id, next)
    const window = { from: next.own_seq - 1, to: next.own_seq, settings: [toOwnSettings(id, next)] }
    afterCommit(() => ctx.bus.publish('own_window', { user_id, window }))
    return { window, head: window.to }
  })
