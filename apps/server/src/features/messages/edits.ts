import { isStaff, LIMITS, type AnswerOf, type endpoints } from '@lectern/protocol'
import { AppError, notFound } from '../../platform/errors.ts'
import { openConversation } from '../changes/changes.ts'
import type { Context, Viewer } from '../context.ts'
import { type Target } from './change-message.ts'
import { recordAudit } from '../../records/audit.ts'
import { findMessage } from '../../records/messages.ts'
import { versionsBefore } from '../../records/message-edits.ts'
import { nextCursor, placeOf, type PageQuery } from './pages.ts'

/** The earlier versions of a message, the latest first; a deleted one has none. */
export const listEdits = async (
  ctx: Context,
  viewer: Viewer,
  { id, message_id }: Target,
  { limit = LIMITS.page_rows_default, cursor }: PageQuery,
): Promise<AnswerOf<typeof endpoints.listEdits>> => {
  const { head } = await openConversation(ctx, viewer, id)
  const { db } = ctx
  const stored = await findMessage(db.read, message_id)
  if (stored?.message.conversation_id !== id) throw notFound('message')
  if (stored.message.sender_id !== viewer.user_id && !isStaff(viewer.role))
    throw new AppError('forbidden', 'Only its author and staff may see what a message said before.')
  if (stored.message.sender_id !== viewer.user_id) await recordReading(ctx, viewer, { id, message_id })
  const found = await versionsBefore(db.read, stored.message, placeOf(cursor, head + 1), limit + 1)
  return {
    edits: found.slice(0, limit).map(({ content, timestamp }) => ({ content, timestamp })),
    next_cursor: nextCursor(found, limit, ({ changed_seq }) => changed_seq),
  }
}

const recordReading = (ctx: Context, { user_id }: Viewer, { id, message_id }: Target): Promise<void> =>
  ctx.db.write((transaction) =>
    recordAudit(ctx, transaction, {
      kind: 'edits_read',
      actor_id: user_id,
      conversation_id: id,
      target_id: message_id,
      detail: {},
    }),
  )
