// Commands on a stored message: edit, delete, react.
import { insertEdit } from '../../records/message-edits.ts'
import { isStaff, LIMITS, wholeEmoji, type EditMessage } from '@lectern/protocol'
import type { StoredMessage, StoredWindow } from '../../records/stored.ts'
import { parseTimestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { removeLater } from '../changes/attachment-removal.ts'
import { dropOfMessage } from '../../records/attachments.ts'
import { recordAudit } from '../../records/audit.ts'
import type { ChangedRows, Place } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { changeMessage, messageDeletedError, type Target } from './change-message.ts'
import { withLang } from '../../records/message-language.ts'
import { forgetTerms } from '../search/forget-terms.ts'
import { updateMentions, updateReactions, updateText, storeTombstone } from '../../records/messages.ts'
import { mentionsAfter, sameMentions } from './mentions.ts'
import { withdrawPin } from './pins.ts'
import { withdrawAnswer, withdrawJudgements, withOpenCount } from './questions.ts'

/**
 * Changes the user's own text, and whom it mentions: students for 15 minutes, staff always. The earlier version is
 * kept for staff. A text that stays is no edit, whomever it mentions.
 */
export const editMessage = (
  ctx: Context,
  viewer: Viewer,
  target: Target,
  input: EditMessage,
): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (message, place, transaction) => {
    refuseEdit(ctx, viewer, message)
    const { seq, at } = place
    const { query } = transaction
    const { content } = input
    const called = { ...(await mentionsAfter(transaction, message, input)), changed_seq: seq }
    const calls = !sameMentions(message, called)
    if (message.content === content && !calls) return undefined
    if (calls) await updateMentions(query, message, called)
    if (message.content === content) return { messages: [called] }
    const edited = withLang({ ...called, content, edited_at: at })
    await insertEdit(query, edited, message.content)
    await updateText(query, edited)
    const kept = await withdrawPin(transaction, edited)
    return withOpenCount(transaction, place, await withdrawJudgements(transaction, place, kept))
  })

/** Deletes the user's own message, or any for staff: leaves a tombstone. */
export const deleteMessage = (ctx: Context, viewer: Viewer, target: Target): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (message, place, transaction) => {
    if (message.kind === 'system' || (message.sender_id !== viewer.user_id && !isStaff(viewer.role)))
      throw new AppError('forbidden', 'Only its author and staff may delete a message.')
    if (message.deleted_at !== undefined) return undefined
    if (message.sender_id !== viewer.user_id)
      await recordAudit(ctx, transaction, {
        kind: 'message_deleted',
        actor_id: viewer.user_id,
        user_id: message.sender_id,
        conversation_id: target.id,
        target_id: message.id,
        detail: {},
      })
    return eraseMessage(ctx, message, place, transaction)
  })

/** Leaves a tombstone of a message that is not deleted yet. The caller has judged who may, and tells the audit. */
export const eraseMessage = async (
  ctx: Context,
  message: StoredMessage,
  place: Place,
  transaction: LecternTransaction,
): Promise<ChangedRows> => {
  const { seq, at } = place
  const tombstone = { ...toTombstone(message), deleted_at: at, changed_seq: seq }
  await storeTombstone(transaction.query, message, tombstone)
  await forgetTerms(ctx, transaction)
  await removeLater(ctx, transaction, await dropOfMessage(transaction.query, message, at))
  return withOpenCount(transaction, place, [
    tombstone,
    ...(await withdrawAnswer(transaction, place, message)),
  ])
}

/** Keeps only the author, the time, and the target of the reply. */
const toTombstone = ({
  lang: _l,
  card: _c,
  mentions: _m,
  question: _q,
  answer: _a,
  ask: _k,
  pinned_at: _t,
  pinned_by: _b,
  ...message
}: StoredMessage) => ({
  ...message,
  content: '',
  parts: [],
  reactions: [],
})

export const addReaction = (
  ctx: Context,
  viewer: Viewer,
  target: Target,
  emoji: string,
): Promise<StoredWindow> =>
  changeReactions(ctx, viewer, target, (reactions) =>
    withReaction(reactions, wholeEmoji(emoji), viewer.user_id),
  )

export const removeReaction = (
  ctx: Context,
  viewer: Viewer,
  target: Target,
  emoji: string,
): Promise<StoredWindow> =>
  changeReactions(ctx, viewer, target, (reactions) =>
    withoutReaction(reactions, wholeEmoji(emoji), viewer.user_id),
  )

type Reactions = StoredMessage['reactions']

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
  ctx: Context,
  viewer: Viewer,
  target: Target,
  change: (reactions: Reactions) => Reactions,
): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (message, { seq }, { query }) => {
    const reactions = change(message.reactions)
    if (reactions === message.reactions) return undefined
    if (message.deleted_at !== undefined) throw messageDeletedError()
    const reacted = { ...message, reactions, changed_seq: seq }
    await updateReactions(query, reacted)
    return { messages: [reacted] }
  })

const refuseEdit = ({ clock }: Context, viewer: Viewer, message: StoredMessage): void => {
  if (message.sender_id !== viewer.user_id || message.kind === 'system')
    throw new AppError('forbidden', 'Only its author may edit a message.')
  if (message.deleted_at !== undefined) throw messageDeletedError()
  const actual = clock.now() - parseTimestamp(message.timestamp)
  const limit = LIMITS.student_edit_ms
  if (!isStaff(viewer.role) && actual > limit)
    throw new AppError('forbidden', `A message can be edited for ${limit / 60_000} minutes.`, {
      limit,
      actual,
    })
}
