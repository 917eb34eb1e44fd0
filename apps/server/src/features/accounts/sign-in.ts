import type { Login } from '@lectern/protocol'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { Queues } from '../../platform/queues.ts'
import type { Context } from '../context.ts'
import { perSystem } from '../per-system.ts'
import { issueTokens, openSession, type Granted } from './sessions.ts'
import { foldEmail } from './users.ts'
import { deleteFailures, findFailures, findUserByEmail, putFailures, type UserRecord } from './users-rows.ts'

const FREE_FAILURES = 5
const FIRST_LOCK_MS = 1_000
const MAX_LOCK_MS = 5 * 60_000
/** Older failures are forgotten. */
const FORGET_MS = 60 * 60_000

/** Attempts on one account run one after another: simultaneous ones would not count each other's failures. */
const attempts = perSystem(() => new Queues())

/** @throws AppError `unauthorized`, or `rate_limited` while the account is locked */
export const signIn = async (ctx: Context, input: Login, device_name: string): Promise<Granted> => {
  const email_key = foldEmail(input.email)
  const user = await attempts(ctx).run(email_key, () => authenticate(ctx, email_key, input.password))
  const { session_id, refresh_token } = await ctx.db.write((transaction) =>
    openSession(ctx, transaction, user, device_name),
  )
  return issueTokens(ctx, user, session_id, refresh_token)
}

const authenticate = async (ctx: Context, email_key: string, password: string): Promise<UserRecord> => {
  const known = await findFailures(ctx.db.read, email_key)
  const lockedUntil = known ? parseTimestamp(known.locked_until) : 0
  const retry_after_ms = lockedUntil - ctx.clock.now()
  // A longer lock than possible means that the clock was set back.
  if (retry_after_ms > 0 && retry_after_ms <= MAX_LOCK_MS)
    throw new AppError('rate_limited', 'Too many failed attempts for this account.', { retry_after_ms })
  const user = await findUserByEmail(ctx.db.read, email_key)
  const right = await ctx.passwords.verify(user?.password_hash, password)
  if (user && right && user.disabled_at === null) {
    if (known) await ctx.db.write((transaction) => deleteFailures(transaction, email_key))
    return user
  }
  await countFailure(ctx, email_key, known?.failures ?? 0, lockedUntil)
  throw new AppError('unauthorized', 'The email address or the password is wrong.')
}

const countFailure = (
  ctx: Context,
  email_key: string,
  before: number,
  lockedUntil: number,
): Promise<void> => {
  const now = ctx.clock.now()
  const failures = now - lockedUntil > FORGET_MS ? 1 : before + 1
  const over = failures - FREE_FAILURES
  const lockMs = over < 0 ? 0 : Math.min(FIRST_LOCK_MS * 2 ** over, MAX_LOCK_MS)
  const locked_until = timestamp(now + lockMs)
  return ctx.db.write((transaction) => putFailures(transaction, { email_key, failures, locked_until }))
}
