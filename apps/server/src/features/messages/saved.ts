// A user's saved messages. They do not change the conversation, and nobody else is told.
import { LIMITS, type SavedList } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import type { Context, Viewer } from '../context.ts'
import { tellOwnDevices } from '../own-devices.ts'
import { messageDeletedError } from './change-message.ts'
import { findMessage } from '../../records/messages.ts'
import { lockCounts } from '../../records/counts-lock.ts'
import { countSaved, deleteSaved, putSaved, readSaved } from './saved-rows.ts'
import type { Stored } from '../../records/stored.ts'

export const saveMessage = (ctx: Context, viewer: Viewer, message_id: string): Promise<void> =>
  ctx.db.write(async (transaction) => {
    const { query } = transaction
    const { user_id } = viewer
    const stored = await findMessage(query, message_id)
    const mayRead = stored && (await findAsMember(query, stored.message.conversation_id, user_id))
    if (!mayRead) throw notFound('message')
    if (stored.message.deleted_at !== undefined) throw messageDeletedError()
    await lockCounts(query, user_id)
    await putSaved(query, user_id, stored.message, timestamp(ctx.clock.now()))
    // Counted afterwards: saving a saved message again never exceeds the limit.
    refuseMany(await countSaved(query, user_id))
    tellOwnDevices(ctx, viewer, transaction, 'saved')
  })

export const unsaveMessage = (ctx: Context, viewer: Viewer, message_id: string): Promise<void> =>
  ctx.db.write(async (transaction) => {
    await deleteSaved(transaction.query, viewer.user_id, message_id)
    tellOwnDevices(ctx, viewer, transaction, 'saved')
  })

/** Sorts after every time and every id. */
const NEWEST = ['~', '~']

export const listSaved = async (
  { db }: Context,
  viewer: Viewer,
  {
    conversation_id,
    limit = LIMITS.page_rows_default,
    cursor,
  }: { conversation_id?: string; limit?: number; cursor?: string },
): Promise<Stored<SavedList>> => {
  const [saved_at = '', message_id = ''] = cursor === undefined ? NEWEST : decodeCursor(cursor, 2)
  const place = { user_id: viewer.user_id, conversation_id }
  const found = await readSaved(db.read, place, { saved_at, message_id }, limit + 1)
  const saved = found.slice(0, limit)
  const last = saved.at(-1)
  return {
    saved,
    next_cursor: last && found.length > limit ? encodeCursor([last.saved_at, last.message.id]) : null,
  }
}

const refuseMany = (actual: number): void => {
  const limit = LIMITS.saved_per_user
  if (actual > limit)
    throw new AppError('too_large', `You can save ${limit} messages; take one out first.`, { limit, actual })
}
