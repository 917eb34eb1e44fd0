// What the operator does by order of a court or of the school, also where nobody of the staff is a member.
import { findMessage, findMessageIdsBy } from '../../records/messages.ts'
import { recordAudit } from '../../records/audit.ts'
import type { StoredMessage } from '../../records/stored.ts'
import { notFound } from '../../platform/errors.ts'
import { commitBySystem } from '../changes/commit.ts'
import type { Context } from '../context.ts'
import { eraseMessage } from './messages.ts'

/** A message for a reader who is no member; the audit keeps that it was read. @throws AppError `not_found` */
export const readByOrder = (ctx: Context, message_id: string): Promise<StoredMessage> =>
  ctx.db.write(async (transaction) => {
    const { message } = await required(transaction.query, message_id)
    await recordAudit(ctx, transaction, {
      kind: 'message_read_by_order',
      user_id: message.sender_id,
      conversation_id: message.conversation_id,
      target_id: message.id,
      detail: {},
    })
    return message
  })

/** Deletes a message with its files and earlier versions; false if there was nothing to delete. @throws AppError `not_found` */
export const deleteByOrder = (ctx: Context, message_id: string): Promise<boolean> =>
  ctx.db.write(async (transaction) => {
    const { message } = await required(transaction.query, message_id)
    const { conversation_id, sender_id } = message
    if (message.deleted_at !== undefined || message.kind === 'system') return false
    await commitBySystem(ctx, transaction, conversation_id, (place) =>
      eraseMessage(ctx, message, place, transaction),
    )
    const about = { user_id: sender_id, conversation_id, target_id: message_id }
    await recordAudit(ctx, transaction, { kind: 'message_deleted', ...about, detail: { by_order: true } })
    return true
  })

/** Deletes all that a person wrote, one after the other: others write meanwhile. Returns how many there were. */
export const deleteAllByOrder = async (ctx: Context, user_id: string): Promise<number> => {
  let deleted = 0
  for (const id of await findMessageIdsBy(ctx.db.read, user_id)) if (await deleteByOrder(ctx, id)) deleted++
  return deleted
}

const required = async (query: Parameters<typeof findMessage>[0], message_id: string) => {
  const stored = await findMessage(query, message_id)
  if (!stored) throw notFound('message')
  return stored
}
