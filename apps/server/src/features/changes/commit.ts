// The one road by which a conversation changes: whoever numbers a change does it here.
import type { ConversationRow, Member, Message, Window } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import { timestamp } from '../../platform/clock.ts'
import type { LecternTransaction, ViewerContext } from '../context.ts'
import { lockConversation, raiseHead, type ConversationRecord } from './changes-rows.ts'

/** Where in the conversation's history a change stands. */
export interface Place {
  conversation: ConversationRecord
  /** The number of this change. */
  seq: number
  /** The moment of this change. */
  at: string
}

/** The rows a change wrote, as everyone will see them; each carries `changed_seq = seq`. */
export interface Changed {
  messages?: Message[]
  members?: Member[]
  conversation?: ConversationRow
}

/**
 * Locks the conversation, gives the change its number, lets `change` write its rows, and publishes the window once
 * it is on disk. `change` may return a finished window instead: then nothing changes (an idempotent repeat).
 * @throws AppError `not_found` for whoever is not a member now (AU1)
 */
export const commitChange = async (
  ctx: ViewerContext,
  transaction: LecternTransaction,
  conversation_id: string,
  change: (place: Place) => Promise<Changed | { repeat: Window }>,
): Promise<{ window: Window; repeated: boolean }> => {
  const conversation = await lockConversation(transaction, conversation_id, ctx.viewer.user_id)
  if (!conversation) throw new AppError('not_found', 'There is no such conversation.')
  const place = { conversation, seq: conversation.head + 1, at: timestamp(ctx.clock.now()) }
  const changed = await change(place)
  if ('repeat' in changed) return { window: changed.repeat, repeated: true }
  await raiseHead(transaction, conversation_id, place.seq, place.at)
  const window = windowOf(conversation_id, place.seq, changed)
  transaction.afterCommit(() => ctx.bus.publish('window', window))
  return { window, repeated: false }
}

/** The window of a single change. */
export const windowOf = (conversation_id: string, seq: number, changed: Changed): Window => ({
  conversation_id,
  from: seq - 1,
  to: seq,
  messages: changed.messages ?? [],
  members: changed.members ?? [],
  ...(changed.conversation && { conversation: changed.conversation }),
})
