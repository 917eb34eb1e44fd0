// What concerned a person, as their devices list it.
import { LIMITS, type DismissNotices, type NoticeList } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { findMessage } from '../../records/messages.ts'
import { dismissOne, dismissUntil } from '../../records/notices.ts'
import type { Context, Viewer } from '../context.ts'
import { countOpen, readNotices, type NoticePlace } from './notices-rows.ts'

/** Sorts after every time. */
const NEWEST: NoticePlace = { told_at: '~', conversation_id: '', created_seq: 0 }

export const listNotices = async (
  { db }: Context,
  { user_id }: Viewer,
  { limit = LIMITS.page_rows_default, cursor }: { limit?: number; cursor?: string },
): Promise<NoticeList> => {
  const before = cursor === undefined ? NEWEST : readCursor(cursor)
  const found = await readNotices(db.read, user_id, before, limit + 1)
  const notices = found.slice(0, limit)
  const last = notices.at(-1)
  return {
    notices,
    next_cursor:
      last && found.length > limit
        ? encodeCursor([last.told_at, last.conversation_id, String(last.created_seq)])
        : null,
    open: (await countOpen(db.read, [user_id])).get(user_id) ?? 0,
  }
}

const readCursor = (cursor: string): NoticePlace => {
  const [told_at = '', conversation_id = '', created_seq = ''] = decodeCursor(cursor, 3)
  const seq = Number(created_seq)
  return { told_at, conversation_id, created_seq: Number.isSafeInteger(seq) ? seq : 0 }
}

/** They are news no longer on any device. What the person was not told, nothing happens to. */
export const dismissNotices = (
  { db, clock, bus }: Context,
  { user_id }: Viewer,
  { until, message_id }: DismissNotices,
): Promise<void> =>
  db.write(async ({ query, afterCommit }) => {
    const at = timestamp(clock.now())
    let ended = until === undefined ? 0 : await dismissUntil(query, user_id, until, at)
    const stored = message_id === undefined ? undefined : await findMessage(query, message_id)
    if (stored && (await dismissOne(query, stored.message, user_id, at))) ended++
    if (ended > 0) afterCommit(() => bus.publish('notices_ended', { user_id }))
  })
