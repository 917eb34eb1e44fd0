// What may be done to a message that is there: edit, delete, react.
import { isStaff, LIMITS, type Message, type Window } from '@lectern/protocol'
import { parseTimestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { findAsMember, toConversationRow } from '../changes/changes-rows.ts'
import { commitChange, windowOf, type Place } from '../changes/commit.ts'
import { changedMembers } from '../changes/member-rows.ts'
import type { LecternTransaction, ViewerContext } from '../context.ts'
import { entomb, findMessage, updateContent, updateReactions } from './messages-rows.ts'

/** Which message of which conversation. */
export interface Target {
  id: string
  message_id: string
}

/** One's own words: students for 15 minutes, staff always. What was there before is kept for staff to see. */
export const editMessage = (ctx: ViewerContext, target: Target, content: string): Promise<Window> =>
  changeMessage(ctx, target, async (message, { seq, at }, { query }) => {
    refuseEdit(ctx, message)
    if (message.content === content) return message
    const edited = { ...message, content, edited_at: at, changed_seq: seq }
    await updateContent(query, edited, message.content)
    return edited
  })

/** One's own message, or anybody's for staff: a tombstone stays. */
export const deleteMessage = (ctx: ViewerContext, target: Target): Promise<Window> =>
  changeMessage(ctx, target, async (message, { seq, at }, { query }) => {
    const { viewer } = ctx
    if (message.kind === 'system' || (message.sender_id !== viewer.user_id && !isStaff(viewer.role)))
      throw new AppError('forbidden', 'Only its author and staff may delete a message.')
    if (message.deleted_at !== undefined) return message
    const tombstone = { ...message, content: '', parts: [], reactions: [], deleted_at: at, changed_seq: seq }
    await entomb(query, tombstone)
    return tombstone
  })

export const addReaction = (ctx: ViewerContext, target: Target, emoji: string): Promise<Window> =>
  changeReactions(ctx, target, (reactions) => withReaction(reactions, emoji, ctx.viewer.user_id))

export const removeReaction = (ctx: ViewerContext, target: Target, emoji: string): Promise<Window> =>
  changeReactions(ctx, target, (reactions) => withoutReaction(reactions, emoji, ctx.viewer.user_id))

type Reactions = Message['reactions']

const withReaction = (reactions: Reactions, emoji: string, user_id: string): Reactions => {
  const known = reactions.find((reaction) => reaction.emoji === emoji)
  if (known?.user_ids.includes(user_id)) return reactions
  if (known)
    return reactions.map((each) => (each === known ? { emoji, user_ids: [...each.user_ids, user_id] } : each))
  const actual = reactions.length + 1
  const limit = LIMITS.reactions_per_message
  if (actual > limit)
    throw new AppError('too_large', `A message can have ${limit} different reactions.`, {
      field: 'emoji',
      limit,
      actual,
    })
  return [...reactions, { emoji, user_ids: [user_id] }]
}

const withoutReaction = (reactions: Reactions, emoji: string, user_id: string): Reactions => {
  const known = reactions.find((reaction) => reaction.emoji === emoji)
  if (!known?.user_ids.includes(user_id)) return reactions
  const user_ids = known.user_ids.filter((id) => id !== user_id)
  if (user_ids.length === 0) return reactions.filter((each) => each !== known)
  return reactions.map((each) => (each === known ? { emoji, user_ids } : each))
}

const changeReactions = (
  ctx: ViewerContext,
  target: Target,
  change: (reactions: Reactions) => Reactions,
): Promise<Window> =>
  changeMessage(ctx, target, async (message, { seq }, { query }) => {
    const reactions = change(message.reactions)
    if (reactions === message.reactions) return message
    if (message.deleted_at !== undefined) throw deleted()
    const reacted = { ...message, reactions, changed_seq: seq }
    await updateReactions(query, reacted)
    return reacted
  })

const refuseEdit = ({ viewer, clock }: ViewerContext, message: Message): void => {
  if (message.sender_id !== viewer.user_id || message.kind === 'system')
    throw new AppError('forbidden', 'Only its author may edit a message.')
  if (message.deleted_at !== undefined) throw deleted()
  const actual = clock.now() - parseTimestamp(message.timestamp)
  const limit = LIMITS.student_edit_ms
  if (!isStaff(viewer.role) && actual > limit)
    throw new AppError('forbidden', `A message can be edited for ${limit / 60_000} minutes.`, {
      limit,
      actual,
    })
}

const deleted = (): AppError => new AppError('conflict', 'The message was deleted.')

type Change = (message: Message, place: Place, transaction: LecternTransaction) => Promise<Message>

/** Commits what `change` makes of the message; the very same message back means that nothing is to be done. */
const changeMessage = async (
  ctx: ViewerContext,
  { id, message_id }: Target,
  change: Change,
): Promise<Window> => {
  const { window } = await ctx.db.write((transaction) =>
    commitChange(ctx, transaction, id, async (place) => {
      const stored = await findMessage(transaction.query, message_id)
      if (stored?.message.conversation_id !== id) throw new AppError('not_found', 'There is no such message.')
      const changed = await change(stored.message, place, transaction)
      if (changed !== stored.message) return { messages: [changed] }
      return { repeat: await lastChange(ctx, transaction, changed) }
    }),
  )
  return window
}

/** The window in which the message last changed: what the system says came with rows that whoever applies it needs (SY2). */
const lastChange = async (
  { viewer }: ViewerContext,
  { query }: LecternTransaction,
  message: Message,
): Promise<Window> => {
  const { conversation_id, changed_seq } = message
  const conversation = await findAsMember(query, conversation_id, viewer.user_id)
  const members = await changedMembers(query, conversation_id, changed_seq - 1, changed_seq)
  const isRenamed = conversation?.changed_seq === changed_seq
  return windowOf(conversation_id, changed_seq, {
    messages: [message],
    members,
    ...(isRenamed && { conversation: toConversationRow(conversation) }),
  })
}
