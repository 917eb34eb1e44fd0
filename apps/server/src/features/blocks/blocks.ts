// A block ends what comes from a person directly: their direct conversation is hidden from whoever blocked them,
// they cannot start one, and they cannot add that person anywhere. They are not told.
import { LIMITS, type Block } from '@lectern/protocol'
import { recordAudit } from '../../records/audit.ts'
import { deleteBlock, findBlocks, putBlock } from '../../records/blocks.ts'
import { timestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import type { Context, Viewer } from '../context.ts'
import { findDirect } from '../conversations/conversations-rows.ts'
import { requireSeen } from '../conversations/people.ts'
import { directKeyOf } from '../conversations/direct-key.ts'
import { bringBackDirect, hideDirect } from '../conversations/hide.ts'
import { tellOwnDevices } from '../own-devices.ts'

export const blockUser = (ctx: Context, viewer: Viewer, blocked_id: string): Promise<void> =>
  ctx.db.write(async (transaction) => {
    const { query } = transaction
    const { user_id } = viewer
    const person = await requireSeen(viewer, query, blocked_id)
    if (person.id === user_id || person.role === 'assistant')
      throw new AppError('forbidden', 'Only another person can be blocked.')
    if (!(await putBlock(query, user_id, blocked_id, timestamp(ctx.clock.now())))) return
    refuseMany((await findBlocks(query, user_id)).length)
    await recordAudit(ctx, transaction, {
      kind: 'person_blocked',
      actor_id: user_id,
      user_id: blocked_id,
      detail: {},
    })
    tellOwnDevices(ctx, viewer, transaction, 'blocks')
    const direct = await findDirect(query, directKeyOf(user_id, blocked_id))
    if (direct) await hideDirect(ctx, viewer, transaction, direct.id)
  })

export const unblockUser = (ctx: Context, viewer: Viewer, blocked_id: string): Promise<void> =>
  ctx.db.write(async (transaction) => {
    const { query } = transaction
    if (!(await deleteBlock(query, viewer.user_id, blocked_id))) return
    tellOwnDevices(ctx, viewer, transaction, 'blocks')
    const direct = await findDirect(query, directKeyOf(viewer.user_id, blocked_id))
    if (direct) await bringBackDirect(ctx, viewer, transaction, direct.id)
  })

/** The latest first. */
export const listBlocks = ({ db }: Context, viewer: Viewer): Promise<Block[]> =>
  findBlocks(db.read, viewer.user_id)

const refuseMany = (actual: number): void => {
  const limit = LIMITS.blocks_per_user
  if (actual > limit) throw new AppError('too_large', `You can block ${limit} people.`, { limit, actual })
}
