import type { ChangePassword } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../../records/audit.ts'
import type { Context, Viewer } from '../context.ts'
import { assertGoodPassword } from './password-rules.ts'
import { revokeOtherSessions } from './sessions.ts'
import { findLiveViewer } from './sessions-rows.ts'
import { lockUnchanged, requirePassword, type SignInPlace } from './sign-in.ts'
import { findUser, updateUser } from './users-rows.ts'

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
    const { user_id, session_id } = viewer
    const unchanged = await lockUnchanged(transaction, user)
    if (!(await findLiveViewer(transaction.query, session_id, timestamp(ctx.clock.now()))))
      throw new AppError('unauthorized', 'The session has ended; sign in again.')
    if (!unchanged)
      throw new AppError('forbidden', 'This is not your password any more.', { field: 'current_password' })
    await updateUser(transaction, user_id, { password_hash, password_due_at: null })
    const about = { actor_id: user_id, user_id, address: place.address }
    await recordAudit(ctx, transaction, { kind: 'password_changed', ...about, detail: {} })
    // Whoever knows the password that was due may have signed in with it.
    if (input.end_others || user.password_due_at !== null) await revokeOtherSessions(ctx, transaction, viewer)
  })
}
