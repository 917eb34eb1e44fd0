import { notFound } from '../../platform/errors.ts'
import { LIMITS, type Changes, type Reset } from '@lectern/protocol'
import type { Stored, StoredWindow } from '../../records/stored.ts'
import type { Kysely } from 'kysely'
import type { Context, Viewer } from '../context.ts'
import type { Tables } from '../../records/tables.ts'
import { findConversation, findAsMember, seqOfRow } from './changes-rows.ts'
import { toConversationRow, type ConversationRecord } from '../../records/conversations.ts'
import { findChangedMembers, findHiding } from '../../records/members.ts'
import { findChangedMessages, messagesBefore } from '../../records/messages.ts'

type Query = Kysely<Tables>

/**
 * The conversation for a member; its head is read here, before any of its rows (SY4). Others who asked for `what` in it
 * hear that there is no such thing.
 */
export const openConversation = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  what = 'conversation',
): Promise<ConversationRecord> => {
  const conversation = await findAsMember(ctx.db.read, conversation_id, viewer.user_id)
  if (!conversation) throw notFound(what)
  return conversation
}

/**
 * The next window after `since`. A page has `limit` rows and the rest of its last change, so that no change is
 * split (SY5). A cursor from before a purge, or from a lost future, starts again (`reset`).
 */
export const readChanges = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  { since, limit = LIMITS.page_rows_default }: { since: number; limit?: number },
): Promise<Stored<Changes | Reset>> => {
  const conversation = await openConversation(ctx, viewer, conversation_id)
  if (since < conversation.purged_seq || since > conversation.head) return readReset(ctx, conversation)
  const last = await seqOfRow(ctx.db.read, conversation_id, since, limit)
  const to = Math.min(last ?? conversation.head, conversation.head)
  return { window: await readWindow(ctx.db.read, conversation, since, to), head: conversation.head }
}

/** The rows whose last change is in that range. */
const readWindow = async (
  read: Query,
  conversation: ConversationRecord,
  from: number,
  to: number,
): Promise<StoredWindow> => {
  const { id, changed_seq } = conversation
  return {
    conversation_id: id,
    from,
    to,
    messages: await findChangedMessages(read, id, from, to),
    members: await findChangedMembers(read, id, from, to),
    ...(changed_seq > from && changed_seq <= to && { conversation: toConversationRow(conversation) }),
  }
}

/** The window of one change, for a repeated request: a client needs all its rows (SY2). */
export const readChange = async (
  viewer: Viewer,
  query: Query,
  conversation_id: string,
  seq: number,
): Promise<StoredWindow> => {
  const conversation = await findAsMember(query, conversation_id, viewer.user_id)
  if (!conversation) throw notFound('conversation')
  return readWindow(query, conversation, seq - 1, seq)
}

/** The window of one change, for parts of the system that deliver it by membership; undefined without the conversation. */
export const readChangeBySystem = async (
  query: Query,
  conversation_id: string,
  seq: number,
): Promise<StoredWindow | undefined> => {
  const conversation = await findConversation(query, conversation_id)
  const from = seq - 1
  return conversation && readWindow(query, conversation, from, seq)
}

/**
 * The next window after the change `known`, for parts of the system that deliver it by membership, and whether it is the last.
 * Nothing is left out: some listeners get messages and never ask for any. `query` must be a snapshot: a message that is changed
 * between two statements would belong to no window as a new one.
 */
export const readWindowBySystem = async (
  query: Query,
  conversation_id: string,
  known: number,
  limit: number,
): Promise<{ window: StoredWindow; isLast: boolean } | undefined> => {
  const conversation = await findConversation(query, conversation_id)
  if (!conversation || conversation.head <= known) return undefined
  const to = (await seqOfRow(query, conversation_id, known, limit)) ?? conversation.head
  const window = await readWindow(query, conversation, known, to)
  // To others they are members still.
  const parting = await findHiding(query, conversation_id)
  return {
    window: parting.length > 0 ? { ...window, parting } : window,
    isLast: to === conversation.head,
  }
}

const readReset = async (ctx: Context, { id, head }: ConversationRecord): Promise<Stored<Reset>> => {
  const { messages, has_more } = await messagesBefore(ctx.db.read, id, head + 1, LIMITS.page_rows_default)
  return { reset: true, messages, has_more_before: has_more, has_more_after: false, head }
}
