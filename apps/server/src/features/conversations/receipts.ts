import { notFound } from '../../platform/errors.ts'
import { updatePositions } from '../../records/members.ts'
import type { PutReceipt, Receipt } from '@lectern/protocol'
import type { Context, Viewer } from '../context.ts'
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
  ctx.db.write(async ({ query, afterCommit }) => {
    const { user_id } = viewer
    const stored = await lockPositions(query, conversation_id, user_id)
    if (!stored) throw notFound('conversation')
    const positions = raisePositions(stored, asked)
    const { delivered_seq, read_seq } = positions
    if (delivered_seq !== stored.delivered_seq || read_seq !== stored.read_seq) {
      await updatePositions(query, conversation_id, user_id, positions)
      afterCommit(() => ctx.bus.publish('receipt', { conversation_id, user_id, delivered_seq, read_seq }))
    }
    return { ...positions, unread: await countUnread(query, conversation_id, user_id) }
  })

const raisePositions = (stored: Positions, { delivered_seq = 0, read_seq = 0 }: PutReceipt): Positions => {
  const { head } = stored
  const read = Math.max(stored.read_seq, Math.min(read_seq, head))
  const delivered = Math.max(stored.delivered_seq, Math.min(delivered_seq, head), read)
  return { head, read_seq: read, delivered_seq: delivered }
}
