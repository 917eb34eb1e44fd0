import type { Login } from '@lectern/protocol'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { grant, openSession, type Granted } from './sessions.ts'
import { foldEmail } from './users.ts'
import { deleteFailures, findFailures, findUserByEmail, putFailures } from './users-rows.ts'

const FREE_ATTEMPTS = 5
const FIRST_LOCK_MS = 1_000
const MAX_LOCK_MS = 5 * 60_000
/** Failures older than this are forgotten. */
const FORGET_MS = 60 * 60_000

/** @throws AppError `unauthorized`, or `rate_limited` while the account is locked */
export const signIn = async (ctx: Context, input: Login, device_name: string): Promise<Granted> => {
  const email_key = foldEmail(input.email)
  const waitMs = await ctx.db.write((transaction) => countAttempt(ctx, transaction, email_key))
  if (waitMs > 0)
    throw new AppError('rate_limited', 'Too many failed attempts for this account.', {
      retry_after_ms: waitMs,
    })
  const user = await findUserByEmail(ctx.db.read, email_key)
  const right = await ctx.passwords.verify(user?.password_hash, input.password)
  if (!user || !right || user.disabled_at !== null)
    throw new AppError('unauthorized', 'The email address or the password is wrong.')
  const { session_id, refresh_token } = await ctx.db.write(async (transaction) => {
    await deleteFailures(transaction, email_key)
    return openSession(ctx, transaction, user, device_name)
  })
  return grant(ctx, user, session_id, refresh_token)
}

/** Counts before it compares, or attempts made at the same moment would not see one another. */
const countAttempt = async (
  ctx: Context,
  transaction: LecternTransaction,
  email_key: string,
): Promise<number> => {
  const now = ctx.clock.now()
  const known = await findFailures(transaction.query, email_key)
  const lockedUntil = known ? parseTimestamp(known.locked_until) : 0
  if (lockedUntil > now) return lockedUntil - now
  const failures = now - lockedUntil > FORGET_MS ? 1 : (known?.failures ?? 0) + 1
  const over = failures - FREE_ATTEMPTS
  const lockMs = over < 0 ? 0 : Math.min(FIRST_LOCK_MS * 2 ** over, MAX_LOCK_MS)
  await putFailures(transaction, { email_key, failures, locked_until: timestamp(now + lockMs) })
  return 0
}
