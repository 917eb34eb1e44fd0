import { isStaff, toVisibleLine, type Me, type PatchMe, type Role, type User } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { foldText } from '../../platform/fold.ts'
import { mintId } from '../../platform/ids.ts'
import { recordAudit } from '../../records/audit.ts'
import { readPolicy } from '../../records/policies.ts'
import { accountChanged } from '../account-changed.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { mayRename, reachesShared, writableRoles } from '../policy.ts'
import { claimsTitle, looksLike } from './likeness-of-names.ts'
import { assertGoodPassword } from './password-rules.ts'
import { revoke } from './revoke.ts'
import {
  findStaff,
  findUser,
  findUserByEmail,
  insertUser,
  lockStaff,
  lockUser,
  searchUsers,
  updateUser,
  type UserRecord,
} from './users-rows.ts'
import { forgetSessions } from './verify.ts'

const PAGE_ROWS = 50

/** The normal form of an address. */
export const foldEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

export const toUser = ({ id, name, role }: UserRecord): User => ({ id, name, role })

export const toMe = (user: UserRecord): Me => ({
  ...toUser(user),
  email: user.email,
  created_at: user.created_at,
  ...(user.password_due_at !== null && { password_due: true as const }),
})

export interface NewUser {
  email: string
  name: string
  role: Role
  /** Without it, this user cannot sign in. */
  password?: string
  /** They must choose another one at the first sign-in. */
  must_change?: boolean
}

/** The caller checks the password. @throws AppError `conflict` if the address is taken */
export const createUser = async (ctx: Context, input: NewUser): Promise<UserRecord> => {
  const name = toVisibleLine(input.name)
  const user: UserRecord = {
    id: mintId(ctx.clock),
    email: input.email.trim(),
    email_key: foldEmail(input.email),
    name,
    name_key: foldText(name),
    role: input.role,
    password_hash: input.password === undefined ? null : await ctx.passwords.hash(input.password),
    created_at: timestamp(ctx.clock.now()),
    disabled_at: null,
    password_due_at: input.must_change ? timestamp(ctx.clock.now()) : null,
  }
  await ctx.db.write(async (transaction) => {
    if (await findUserByEmail(transaction.query, user.email_key))
      throw new AppError('conflict', `There is a user ${user.email} already.`, { field: 'email' })
    await insertUser(transaction, user)
    const { id: user_id, role } = user
    await recordAudit(ctx, transaction, { kind: 'user_added', user_id, detail: { role } })
    if (input.must_change)
      await recordAudit(ctx, transaction, { kind: 'new_password_required', user_id, detail: {} })
  })
  return user
}

/**
 * Signs the person out everywhere. `must_change`: at the next sign-in they choose another one before anything else.
 * @throws AppError `not_found`, `invalid`
 */
export const changePassword = async (
  ctx: Context,
  email: string,
  password: string,
  must_change = false,
): Promise<void> => {
  assertGoodPassword(password, await requireUser(ctx, email))
  const password_hash = await ctx.passwords.hash(password)
  const password_due_at = must_change ? timestamp(ctx.clock.now()) : null
  await changeUser(ctx, email, { password_hash, password_due_at }, 'password_changed')
}

/** Signs the person out everywhere; their password stays until they have chosen another one. @throws AppError */
export const requireNewPassword = (ctx: Context, email: string): Promise<void> =>
  changeUser(ctx, email, { password_due_at: timestamp(ctx.clock.now()) })

/** A disabled person is signed out everywhere and cannot sign in. @throws AppError `not_found` */
export const setDisabled = async (ctx: Context, email: string, disabled: boolean): Promise<void> =>
  changeUser(
    ctx,
    email,
    { disabled_at: disabled ? timestamp(ctx.clock.now()) : null },
    disabled ? 'user_disabled' : 'user_enabled',
  )

const changeUser = async (
  ctx: Context,
  email: string,
  change: Partial<Pick<UserRecord, 'password_hash' | 'disabled_at' | 'password_due_at'>>,
  kind?: 'password_changed' | 'user_disabled' | 'user_enabled',
): Promise<void> =>
  ctx.db.write(async (transaction) => {
    const user = await lockUserOf(transaction, email)
    await updateUser(transaction, user.id, change)
    const note = (noted: NonNullable<typeof kind> | 'new_password_required') =>
      recordAudit(ctx, transaction, { kind: noted, user_id: user.id, detail: {} })
    if (kind) await note(kind)
    if (typeof change.password_due_at === 'string') await note('new_password_required')
    if (change.disabled_at !== undefined) await accountChanged(ctx, transaction, user.id)
    await revoke(ctx, transaction, { user_id: user.id })
  })

/**
 * Gives a person another address, role or name, all or nothing.
 * @throws AppError `not_found`, `conflict` if the address is taken, `invalid` for a name like that of staff
 */
export const editUser = async (
  ctx: Context,
  email: string,
  { name, ...change }: { email?: string; role?: Role; name?: string },
): Promise<UserRecord> =>
  ctx.db.write(async (transaction) => {
    const { query } = transaction
    if (name !== undefined || change.role !== undefined) await lockStaff(transaction)
    const user = await lockUserOf(transaction, email)
    const role = change.role ?? user.role
    if (name !== undefined || role !== user.role)
      await refuseLikeness(transaction, { ...user, role }, name ?? user.name)
    const email_key = change.email === undefined ? user.email_key : foldEmail(change.email)
    if (email_key !== user.email_key && (await findUserByEmail(query, email_key)))
      throw new AppError('conflict', `There is a user ${change.email} already.`, { field: 'email' })
    await updateUser(transaction, user.id, {
      ...(change.email !== undefined && { email: change.email.trim(), email_key }),
      ...(name !== undefined && { name, name_key: foldText(name) }),
      role,
    })
    const note = (kind: 'user_renamed' | 'role_changed' | 'email_changed', before: string, after: string) =>
      recordAudit(ctx, transaction, { kind, user_id: user.id, detail: { before, after } })
    if (name !== undefined && name !== user.name) await note('user_renamed', user.name, name)
    if (email_key !== user.email_key) await note('email_changed', user.email, change.email ?? '')
    // Members see names and roles.
    if (role !== user.role || (name !== undefined && name !== user.name))
      await accountChanged(ctx, transaction, user.id)
    if (role !== user.role) {
      await note('role_changed', user.role, role)
      await revoke(ctx, transaction, { user_id: user.id })
    }
    return (await findUser(query, user.id)) ?? user
  })

/** Nobody else changes them until the commit. @throws AppError `not_found` */
const lockUserOf = async (transaction: LecternTransaction, email: string): Promise<UserRecord> => {
  const { id } = await requireUser({ db: { read: transaction.query } }, email)
  const user = await lockUser(transaction, id)
  // They may have got another address while this writer waited.
  if (user?.email_key !== foldEmail(email)) throw noUser(email)
  return user
}

/** @throws AppError `not_found` */
export const requireUser = async (
  { db }: { db: Pick<Context['db'], 'read'> },
  email: string,
): Promise<UserRecord> => {
  const user = await findUserByEmail(db.read, foldEmail(email))
  if (!user) throw noUser(email)
  return user
}

const noUser = (email: string): AppError => new AppError('not_found', `There is no user ${email}.`)

export const getMe = async (ctx: Context, viewer: Viewer): Promise<Me> => {
  const user = await findUser(ctx.db.read, viewer.user_id)
  if (!user) throw new AppError('unauthorized', 'The account is gone.')
  return toMe(user)
}

/** @throws AppError `forbidden` unless the role may, `invalid` for a name that looks like that of staff */
export const patchMe = async (ctx: Context, viewer: Viewer, { name }: PatchMe): Promise<Me> => {
  if (name === undefined || name === viewer.name) return getMe(ctx, viewer)
  if (!mayRename(viewer.role))
    throw new AppError('forbidden', 'Only staff change their names; students ask them.', { field: 'name' })
  await renameUser(ctx, viewer.user_id, name, viewer.user_id)
  return getMe(ctx, viewer)
}

/**
 * Gives somebody another name; everybody sees it from then on. `actor_id` is left out for the operator.
 * @throws AppError `not_found`, or `invalid` for a name that looks like that of somebody of the staff
 */
export const renameUser = async (
  ctx: Context,
  user_id: string,
  name: string,
  actor_id?: string,
): Promise<void> => {
  await ctx.db.write(async (transaction) => {
    await lockStaff(transaction)
    const user = await lockUser(transaction, user_id)
    if (!user) throw notFound('user')
    await refuseLikeness(transaction, user, name)
    await updateUser(transaction, user_id, { name, name_key: foldText(name) })
    await accountChanged(ctx, transaction, user_id)
    const about = { user_id, ...(actor_id !== undefined && { actor_id }) }
    const detail = { before: user.name, after: name }
    await recordAudit(ctx, transaction, { kind: 'user_renamed', ...about, detail })
  })
  await forgetSessions(ctx, user_id)
}

const refuseLikeness = async (
  { query }: LecternTransaction,
  { id, role }: UserRecord,
  name: string,
): Promise<void> => {
  const refusal = { field: 'name' }
  if (!isStaff(role) && claimsTitle(name))
    throw new AppError('invalid', 'The name says that somebody belongs to the staff.', refusal)
  const staff = (await findStaff(query)).filter((user) => user.id !== id)
  if (staff.some((user) => looksLike(name, user.name)))
    throw new AppError('invalid', 'The name looks like that of somebody of the staff.', refusal)
}

export interface UserQuery {
  q?: string | undefined
  role?: Role | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

/** The users to whom the viewer may write, by name. */
export const listUsers = async (ctx: Context, viewer: Viewer, input: UserQuery) => {
  const limit = input.limit ?? PAGE_ROWS
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor, 2)
  const policy = await readPolicy(ctx.db.read)
  const matchesRole = (role: Role): boolean => input.role === undefined || role === input.role
  const found = await searchUsers(ctx.db.read, {
    ...(input.q && { name_key: foldText(input.q) }),
    ...(after && { after: { name_key: after[0] ?? '', id: after[1] ?? '' } }),
    roles: writableRoles(viewer.role, policy).filter(matchesRole),
    shared: reachesShared(viewer.role, policy) && matchesRole('student'),
    viewer_id: viewer.user_id,
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const next_cursor = found.length > limit && last ? encodeCursor([last.name_key, last.id]) : null
  return { users: page.map(toUser), next_cursor }
}
