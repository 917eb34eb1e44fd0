import type { ChangePassword } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../../records/audit.ts'
import type { Context, Viewer } from '../context.ts'
import { assertGoodPassword } from './password-rules.ts'
import { revokeOtherSessions } from './sessions.ts'
import { requirePassword, type SignInPlace } from './sign-in.ts'
import { findUser, updateUser } from './users-rows.ts'
import { forgetSessions } from './verify.ts'

/**
 * The person stays signed in on this device.
 * @throws AppError `forbidden` if `current_password` is wrong, `rate_limited`, `invalid` if the new one is refused
 */
export const changeOwnPassword = async (
  ctx: Context,
  viewer: Viewer,
  input: ChangePassword,
  place: Omit<SignInPlace, 'device_name'>,
): Promise<void> => {
  const user = await findUser(ctx.db.read, viewer.user_id)
  if (!user) throw new AppError('unauthorized', 'The account is gone.')
  await requirePassword(ctx, user, place, input.current_password)
  assertGoodPassword(input.password, user, input.current_password)
  const password_hash = await ctx.passwords.hash(input.password)
  await ctx.db.write(async (transaction) => {
    const { user_id } = viewer
    await updateUser(transaction, user_id, { password_hash, password_due_at: null })
    const about = { actor_id: user_id, user_id, address: place.address }
    await recordAudit(ctx, transaction, { kind: 'password_changed', ...about, detail: {} })
    if (input.end_others) await revokeOtherSessions(ctx, transaction, viewer)
  })
  if (user.password_due_at !== null) await forgetSessions(ctx, user.id)
}
