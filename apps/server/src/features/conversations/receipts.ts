import { timestamp } from '../../platform/clock.ts'
import { notFound } from '../../platform/errors.ts'
import { endNotices } from '../../records/notices.ts'
import { updatePositions } from '../../records/members.ts'
import type { PutReceipt, Receipt } from '@lectern/protocol'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { countUnread, lockPositions, type Positions } from './receipts-rows.ts'

/**
 * Raises a member's received and read positions: never down (I6), never beyond the head, and reading includes
 * receiving. The others are told only if a position changed.
 */
export const putReceipt = (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  asked: PutReceipt,
): Promise<Receipt> =>
  ctx.db.write(async (transaction) => {
    const { query, afterCommit } = transaction
    const { user_id } = viewer
    const stored = await lockPositions(query, conversation_id, user_id)
    if (!stored) throw notFound('conversation')
    const positions = raisePositions(stored, asked)
    const { delivered_seq, read_seq } = positions
    if (delivered_seq !== stored.delivered_seq || read_seq !== stored.read_seq) {
      await updatePositions(query, conversation_id, user_id, positions)
      if (read_seq !== stored.read_seq)
        await endRead(ctx, transaction, { conversation_id, user_id, read_seq })
      afterCommit(() => ctx.bus.publish('receipt', { conversation_id, user_id, delivered_seq, read_seq }))
    }
    return { ...positions, unread: await countUnread(query, conversation_id, user_id) }
  })

/** What was read is news no longer, on any device. */
export const endRead = async (
  { clock, bus }: Context,
  { query, afterCommit }: LecternTransaction,
  { conversation_id, user_id, read_seq }: { conversation_id: string; user_id: string; read_seq: number },
): Promise<void> => {
  const end = { at: timestamp(clock.now()), by: 'read' as const }
  const ended = await endNotices(query, { conversation_id, user_id, to: read_seq }, end)
  if (ended > 0) afterCommit(() => bus.publish('notices_ended', { user_id }))
}

const raisePositions = (stored: Positions, { delivered_seq = 0, read_seq = 0 }: PutReceipt): Positions => {
  const { head } = stored
  const read = Math.max(stored.read_seq, Math.min(read_seq, head))
  const delivered = Math.max(stored.delivered_seq, Math.min(delivered_seq, head), read)
  return { head, read_seq: read, delivered_seq: delivered }
}
