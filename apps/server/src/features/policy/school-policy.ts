import type { PatchPolicy, Policy } from '@lectern/protocol'
import { recordAudit } from '../../records/audit.ts'
import { putPolicy, readPolicy } from '../../records/policies.ts'
import { AppError } from '../../platform/errors.ts'
import type { Context, Viewer } from '../context.ts'

export const patchPolicy = (ctx: Context, viewer: Viewer, patch: PatchPolicy): Promise<Policy> => {
  if (viewer.role !== 'admin')
    throw new AppError('forbidden', 'Only administrators may change who may start what with whom.')
  return changePolicy(ctx, patch, viewer.user_id)
}

/** `actor_id`: undefined for the operator. */
export const changePolicy = (ctx: Context, patch: PatchPolicy, actor_id?: string): Promise<Policy> =>
  ctx.db.write(async (transaction) => {
    const before = await readPolicy(transaction.query)
    for (const name of Object.keys(before) as (keyof Policy)[]) {
      const value = patch[name]
      if (value === undefined || value === before[name]) continue
      await putPolicy(transaction.query, name, value)
      const detail = { name, before: before[name], after: value }
      await recordAudit(ctx, transaction, {
        kind: 'policy_changed',
        ...(actor_id !== undefined && { actor_id }),
        detail,
      })
    }
    return readPolicy(transaction.query)
  })
