// What the operator does by order of a court or of the school, also where nobody of the staff is a member.
import * as z from 'zod/mini'
import { findMessage, findMessageIdsBy } from '../../records/messages.ts'
import { recordAudit } from '../../records/audit.ts'
import type { StoredMessage } from '../../records/stored.ts'
import { notFound } from '../../platform/errors.ts'
import { readChangeBySystem } from '../changes/changes.ts'
import { commitBySystem } from '../changes/commit.ts'
import type { Context } from '../context.ts'
import { eraseMessage } from './messages.ts'

const DELETED_BY_ORDER = 'deleted_by_order'
const Deleted = z.object({ conversation_id: z.string(), seq: z.int() })

/** The server tells the open pages what a command deleted. They may hear it twice. */
export const registerDeletionsByOrder = (ctx: Context): void => {
  ctx.jobs.register({
    name: DELETED_BY_ORDER,
    limit: 4,
    lease_ms: 15_000,
    attempts: 3,
    backoff: { first_ms: 1_000, most_ms: 10_000 },
    run: async ({ payload }) => {
      const { conversation_id, seq } = Deleted.parse(payload)
      const window = await readChangeBySystem(ctx.db.read, conversation_id, seq)
      if (window) ctx.bus.publish('committed', window)
    },
  })
}

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
    const { window } = await commitBySystem(ctx, transaction, conversation_id, (place) =>
      eraseMessage(ctx, message, place, transaction),
    )
    // A command is another process than the server, which alone knows the open pages.
    const payload = { conversation_id, seq: window.to }
    await ctx.jobs.enqueue(transaction, DELETED_BY_ORDER, message_id, { payload })
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
