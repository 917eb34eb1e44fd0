import { LIMITS, type DiscussReply } from '@lectern/protocol'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { Context, Viewer } from '../context.ts'
import { openPlace, requireCard } from './interpreter.ts'
import { learningDiscuss, presentReply, visibleReplies, type DiscussData } from './learning-discuss.ts'
import type { CardOf } from './definition.ts'
import { recordOf } from './record.ts'

/** The replies of a discussion that the viewer may see, the newest first; other cards have no replies. */
export const listReplies = async (
  ctx: Context,
  viewer: Viewer,
  card_id: string,
  { limit = LIMITS.page_rows_default, cursor }: { limit?: number; cursor?: string },
): Promise<{ replies: DiscussReply[]; next_cursor: string | null }> => {
  const record = recordOf(await requireCard(ctx, viewer, ctx.db.read, await openPlace(ctx, viewer, card_id)))
  if (record.type !== learningDiscuss.type) return { replies: [], next_cursor: null }
  const card = record as unknown as CardOf<DiscussData>
  const all = visibleReplies(card, viewer)
  const begin = cursor === undefined ? 0 : all.findIndex(({ key }) => key === decodeCursor(cursor, 1)[0]) + 1
  const page = all.slice(begin, begin + limit)
  const last = page.at(-1)
  return {
    replies: page.map((reply) => presentReply(card, reply, viewer)),
    next_cursor: last && begin + limit < all.length ? encodeCursor([last.key]) : null,
  }
}
