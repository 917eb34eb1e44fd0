import { updatePin } from '../../records/messages.ts'
import { LIMITS, type MessageList } from '@lectern/protocol'
import type { Stored, StoredMessage, StoredWindow } from '../../records/stored.ts'
import { AppError } from '../../platform/errors.ts'
import { openConversation } from '../changes/changes.ts'
import type { Place } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { mayPin } from '../policy.ts'
import { changeMessage, messageDeletedError, type Target } from './change-message.ts'
import { countPins, readPins } from './pins-rows.ts'

/** Pins a message for all members. */
export const pinMessage = (ctx: Context, viewer: Viewer, target: Target): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (message, place, { query }) => {
    refuseOthers(viewer, place)
    if (message.pinned_at !== undefined) return undefined
    if (message.deleted_at !== undefined) throw messageDeletedError()
    if (message.kind === 'system') throw new AppError('conflict', 'What the system says cannot be pinned.')
    refuseMany((await countPins(query, target.id)) + 1)
    const { seq, at } = place
    const pinned = { ...message, pinned_at: at, pinned_by: viewer.user_id, changed_seq: seq }
    await updatePin(query, pinned)
    return { messages: [pinned] }
  })

export const unpinMessage = (ctx: Context, viewer: Viewer, target: Target): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (message, place, { query }) => {
    refuseOthers(viewer, place)
    const { pinned_at, pinned_by: _, ...plain } = message
    if (pinned_at === undefined) return undefined
    const unpinned = { ...plain, changed_seq: place.seq }
    await updatePin(query, unpinned)
    return { messages: [unpinned] }
  })

/** Who pinned a message pinned its words: when its author changes them, the pin falls off, unless it was their own. */
export const withdrawPin = async (
  { query }: LecternTransaction,
  message: StoredMessage,
): Promise<StoredMessage> => {
  const { pinned_at, pinned_by, ...plain } = message
  if (pinned_at === undefined || pinned_by === message.sender_id) return message
  await updatePin(query, plain)
  return plain
}

export const listPins = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
): Promise<Stored<MessageList>> => {
  await openConversation(ctx, viewer, conversation_id)
  return { messages: await readPins(ctx.db.read, conversation_id), next_cursor: null }
}

const refuseOthers = (viewer: Viewer, { conversation }: Place): void => {
  if (!mayPin(viewer.role, conversation.kind))
    throw new AppError('forbidden', 'Only staff may pin messages here.')
}

const refuseMany = (actual: number): void => {
  const limit = LIMITS.pins_per_conversation
  if (actual > limit)
    throw new AppError('too_large', `A conversation can have ${limit} pinned messages.`, { limit, actual })
}
