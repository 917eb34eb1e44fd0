// Changes a stored message: finds it in its conversation, changes it under the lock, or leaves it if it is
// already as wanted.
import type { StoredMessage, StoredWindow } from '../../records/stored.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { readChange } from '../changes/changes.ts'
import { commitChange, type ChangedRows, type Place } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { findMessage } from '../../records/messages.ts'

/** A message of a conversation. */
export interface Target {
  id: string
  message_id: string
  /** Of the words that are meant, null before any edit; any words when left out. */
  edited_at?: string | null | undefined
}

/** The rows that the change wrote; undefined if nothing has to change. */
export type Change = (
  message: StoredMessage,
  place: Place,
  transaction: LecternTransaction,
) => Promise<ChangedRows | undefined>

/** Commits the change of a message. If there is none, returns the window of its last change. */
export const changeMessage = async (
  ctx: Context,
  viewer: Viewer,
  { id, message_id, edited_at }: Target,
  change: Change,
): Promise<StoredWindow> => {
  const { window } = await ctx.db.write((transaction) =>
    commitChange(ctx, viewer, { transaction, conversation_id: id }, async (place) => {
      const { query } = transaction
      const stored = await findMessage(query, message_id)
      if (stored?.message.conversation_id !== id) throw notFound('message')
      if (edited_at !== undefined && edited_at !== (stored.message.edited_at ?? null))
        throw new AppError('conflict', 'The message was edited meanwhile.', { field: 'edited_at' })
      const changed = await change(stored.message, place, transaction)
      return changed ?? { repeat: await readChange(viewer, query, id, stored.message.changed_seq) }
    }),
  )
  return window
}

export const messageDeletedError = (): AppError => new AppError('conflict', 'The message was deleted.')
