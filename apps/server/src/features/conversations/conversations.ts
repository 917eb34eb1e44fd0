import { notFound } from '../../platform/errors.ts'
import {
  LIMITS,
  type Conversation,
  type ConversationFilter,
  type ConversationList,
  type ConversationTotals,
} from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { Context, Viewer } from '../context.ts'
import { countTotals, listPlaces, readConversations, type ListPlace } from './conversations-rows.ts'
import type { Stored } from '../../records/stored.ts'

const MEMBERS_IN_LIST = 10

export interface ListConversations {
  q?: string
  filter?: ConversationFilter
  limit?: number
  cursor?: string
}

/** The user's conversations, those that are pinned before the others, each the latest change first; each word of `q` is in the title or the members' names. */
export const listConversations = async (
  { db, clock }: Context,
  viewer: Viewer,
  { q, filter, limit = LIMITS.page_rows_default, cursor }: ListConversations,
): Promise<Stored<ConversationList>> => {
  const { user_id } = viewer
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const places = await listPlaces(db.read, {
    user_id,
    at: timestamp(clock.now()),
    limit: limit + 1,
    ...(q && { q }),
    ...(filter && { filter }),
    ...(after && { after }),
  })
  const page = places.slice(0, limit)
  const last = page.at(-1)
  const ids = page.map(({ id }) => id)
  return {
    conversations: await readConversations(db.read, user_id, ids, MEMBERS_IN_LIST),
    next_cursor:
      last && places.length > limit ? encodeCursor([String(last.pinned), last.changed_at, last.id]) : null,
  }
}

/** What waits in all conversations of the viewer. */
export const countConversations = (
  { db, clock }: Context,
  { user_id }: Viewer,
): Promise<ConversationTotals> => countTotals(db.read, user_id, timestamp(clock.now()))

/** One conversation with all members. */
export const getConversation = async (
  { db }: Context,
  viewer: Viewer,
  id: string,
): Promise<Stored<Conversation>> => {
  const [found] = await readConversations(db.read, viewer.user_id, [id], LIMITS.conversation_members)
  if (!found) throw notFound('conversation')
  return found
}

const readCursor = (cursor: string): ListPlace => {
  const [pinned = '', changed_at = '', id = ''] = decodeCursor(cursor, 3)
  return { pinned: pinned === '1' ? 1 : 0, changed_at, id }
}
