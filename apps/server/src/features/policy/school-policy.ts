import { isStaff, type PatchPolicy, type Policy } from '@lectern/protocol'
import { recordAudit } from '../../records/audit.ts'
import { putPolicy, readPolicy } from '../../records/policies.ts'
import { AppError } from '../../platform/errors.ts'
import { findUser } from '../accounts/users-rows.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'

export const patchPolicy = (ctx: Context, viewer: Viewer, patch: PatchPolicy): Promise<Policy> => {
  if (viewer.role !== 'admin')
    throw new AppError('forbidden', 'Only administrators may change who may start what with whom.')
  return changePolicy(ctx, patch, viewer.user_id)
}

/** Only staff read what the assistant reports. */
const requireContact = async ({ query }: LecternTransaction, id: string): Promise<void> => {
  const contact = id === '' ? undefined : await findUser(query, id)
  if (id !== '' && (!contact || !isStaff(contact.role) || contact.disabled_at !== null))
    throw new AppError('invalid', 'The contact must be a member of staff.', { field: 'help_contact' })
}

/** `actor_id`: undefined for the operator. */
export const changePolicy = (ctx: Context, patch: PatchPolicy, actor_id?: string): Promise<Policy> =>
  ctx.db.write(async (transaction) => {
    const before = await readPolicy(transaction.query)
    if (patch.help_contact !== undefined) await requireContact(transaction, patch.help_contact)
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
