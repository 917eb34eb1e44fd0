import type { Login } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import { Queues } from '../../platform/queues.ts'
import { Turnstile } from '../../platform/turnstile.ts'
import { recordAudit } from '../../records/audit.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { perSystem } from '../per-system.ts'
import { findKnownDevice, rememberDevice } from './known-device.ts'
import { issueTokens, openSession, type TokenGrant } from './sessions.ts'
import { assertNotLocked, countersOf, countFailure, type Attempt, type Source } from './sign-in-failures.ts'
import { foldEmail } from './users.ts'
import { deleteFailures, findUserByEmail, lockUser, type UserRecord } from './users-rows.ts'

/** Where somebody signs in. */
export interface SignInPlace {
  device_name: string
  /** Of the network: an address, or the part of it that one customer has. */
  address: string
  /** What the device cookie says. */
  device: string | undefined
}

/**
 * Attempts on one account from one source are made one after another: those made at the same moment would not see one
 * another fail.
 */
const attempts = perSystem(() => new Queues())

/**
 * The connections of the database serve in the order of arrival, so those who come from one place take turns before it, too.
 * Whoever says that the device is known waits for others who say so.
 */
const arrivals = perSystem(() => new Turnstile({ at_once: 8, at_once_each: 4, max_waiting: 5_000 }))

const arrive = <T>(
  ctx: Context,
  { address, device }: Pick<SignInPlace, 'address' | 'device'>,
  email_key: string,
  read: () => Promise<T>,
): Promise<T> =>
  arrivals(ctx).pass({ who: [address, device === undefined ? 'new' : 'known', email_key] }, read)

/** @throws AppError `unauthorized`, or `rate_limited` while the account is locked for where the attempt comes from */
export const signIn = async (
  ctx: Context,
  input: Login,
  place: SignInPlace,
): Promise<TokenGrant & { device: string }> => {
  const email_key = foldEmail(input.email)
  const found = await arrive(ctx, place, email_key, () => findUserByEmail(ctx.db.read, email_key))
  const source = sourceOf(ctx, place, found)
  const key = `${email_key} ${countersOf(source)[0]?.name}`
  const proven = await attempts(ctx).run(key, () =>
    authenticate(ctx, { email_key, source, is_known: found !== undefined }, place, input.password),
  )
  const counted = countersOf(source).map(({ name }) => name)
  const { user, session_id, refresh_token } = await ctx.db.write(async (transaction) => {
    const user = await lockUnchanged(transaction, proven)
    if (!user) throw refused()
    await deleteFailures(transaction, email_key, counted)
    const session = await openSession(ctx, transaction, user, place.device_name)
    const about = {
      actor_id: user.id,
      user_id: user.id,
      target_id: session.session_id,
      address: place.address,
    }
    const detail = { device_name: place.device_name }
    await recordAudit(ctx, transaction, { kind: 'sign_in', ...about, detail })
    return { user, ...session }
  })
  const device = rememberDevice(ctx, place.device, user.id)
  return { ...(await issueTokens(ctx, user, session_id, refresh_token)), device }
}

/**
 * The account as it is now, which nobody else changes until the commit. Undefined if a password that was proven before is
 * not theirs any more: the operator may have set another one meanwhile, and ended all sessions.
 */
export const lockUnchanged = async (
  transaction: LecternTransaction,
  { id, password_hash }: UserRecord,
): Promise<UserRecord | undefined> => {
  const user = await lockUser(transaction, id)
  return user?.password_hash === password_hash && user.disabled_at === null ? user : undefined
}

const refused = (): AppError => new AppError('unauthorized', 'The email address or the password is wrong.')

/**
 * For somebody who is signed in and must prove who they are. Failures count as those of signing in.
 * @throws AppError `forbidden` for a wrong password, `rate_limited`
 */
export const requirePassword = async (
  ctx: Context,
  user: UserRecord,
  place: Omit<SignInPlace, 'device_name'>,
  password: string,
): Promise<void> => {
  const source = sourceOf(ctx, place, user)
  const attempt: Attempt = { email_key: user.email_key, source, is_known: true }
  const counted = countersOf(source).map(({ name }) => name)
  await attempts(ctx).run(`${user.email_key} ${counted[0]}`, async () => {
    await assertNotLocked(ctx, attempt)
    const passage = { who: [place.address, user.email_key], first: 'device' in source }
    if (await ctx.passwords.verify(user.password_hash, password, passage)) return
    await noteFailure(ctx, attempt, place.address, user)
    throw new AppError('forbidden', 'This is not your password.', { field: 'current_password' })
  })
}

const sourceOf = (
  ctx: Context,
  { device, address }: Omit<SignInPlace, 'device_name'>,
  user: UserRecord | undefined,
): Source => {
  const known = user && findKnownDevice(ctx, device, user.id)
  return known === undefined ? { address } : { device: known }
}

const authenticate = async (
  ctx: Context,
  attempt: Attempt,
  place: SignInPlace,
  password: string,
): Promise<UserRecord> => {
  const { email_key, source } = attempt
  const { address } = place
  const user = await arrive(ctx, place, email_key, async () => {
    await assertNotLocked(ctx, attempt)
    return findUserByEmail(ctx.db.read, email_key)
  })
  const passage = { who: [address, email_key], first: 'device' in source }
  const right = await ctx.passwords.verify(user?.password_hash, password, passage)
  if (!user || !right || user.disabled_at !== null) {
    await noteFailure(ctx, attempt, address, user)
    throw refused()
  }
  return user
}

/** What was typed as an address may be a password, so only the accounts that exist are named. */
const noteFailure = async (
  ctx: Context,
  attempt: Attempt,
  address: string,
  user: UserRecord | undefined,
): Promise<void> => {
  const locked_ms = await countFailure(ctx, attempt)
  const user_id = user?.id
  ctx.log.warn({ address, user_id, locked_ms }, 'sign_in_failed')
  if (user_id === undefined) return
  const reason = user?.disabled_at === null ? 'wrong_password' : 'disabled'
  await ctx.db.write((transaction) =>
    recordAudit(ctx, transaction, {
      kind: 'sign_in_failed',
      user_id,
      address,
      detail: { reason, locked_ms },
    }),
  )
}
