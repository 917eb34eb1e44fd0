import type { Me, PatchMe, Role, User } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { AppError } from '../../platform/errors.ts'
import { foldText } from '../../platform/fold.ts'
import { mintId } from '../../platform/ids.ts'
import { recordAudit } from '../../records/audit.ts'
import type { Context, Viewer } from '../context.ts'
import { writableRoles } from '../policy.ts'
import { revoke } from './revoke.ts'
import { findLiveSessions } from './sessions-rows.ts'
import {
  findUser,
  findUserByEmail,
  insertUser,
  searchUsers,
  updateUser,
  type UserRecord,
} from './users-rows.ts'

const PAGE_ROWS = 50
const MIN_PASSWORD_CHARS = 8

/** The normal form of an address. */
export const foldEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

export const toUser = ({ id, name, role }: UserRecord): User => ({ id, name, role })

export const toMe = (user: UserRecord): Me => ({
  ...toUser(user),
  email: user.email,
  created_at: user.created_at,
})

export interface NewUser {
  email: string
  name: string
  role: Role
  /** Without it, this user cannot sign in. */
  password?: string
}

/** The caller checks the length of the password. @throws AppError `conflict` if the address is taken */
export const createUser = async (ctx: Context, input: NewUser): Promise<UserRecord> => {
  const user: UserRecord = {
    id: mintId(ctx.clock),
    email: input.email.trim(),
    email_key: foldEmail(input.email),
    name: input.name,
    name_key: foldText(input.name),
    role: input.role,
    password_hash: input.password === undefined ? null : await ctx.passwords.hash(input.password),
    created_at: timestamp(ctx.clock.now()),
    disabled_at: null,
  }
  await ctx.db.write(async (transaction) => {
    if (await findUserByEmail(transaction.query, user.email_key))
      throw new AppError('conflict', `There is a user ${user.email} already.`, { field: 'email' })
    await insertUser(transaction, user)
    const { id: user_id, role } = user
    await recordAudit(ctx, transaction, { kind: 'user_added', user_id, detail: { role } })
  })
  return user
}

/** Signs the person out everywhere. @throws AppError `not_found`, `invalid` */
export const changePassword = async (ctx: Context, email: string, password: string): Promise<void> => {
  assertLongEnough(password)
  const password_hash = await ctx.passwords.hash(password)
  await changeUser(ctx, email, { password_hash }, 'password_changed')
}

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
  change: Partial<Pick<UserRecord, 'password_hash' | 'disabled_at'>>,
  kind: 'password_changed' | 'user_disabled' | 'user_enabled',
): Promise<void> =>
  ctx.db.write(async (transaction) => {
    const user = await requireUser({ db: { read: transaction.query } }, email)
    await updateUser(transaction, user.id, change)
    await recordAudit(ctx, transaction, { kind, user_id: user.id, detail: {} })
    await revoke(ctx, transaction, { user_id: user.id })
  })

/** For a password that a person chose. @throws AppError `invalid` */
/** @throws AppError `not_found` */
export const requireUser = async (
  { db }: { db: Pick<Context['db'], 'read'> },
  email: string,
): Promise<UserRecord> => {
  const user = await findUserByEmail(db.read, foldEmail(email))
  if (!user) throw new AppError('not_found', `There is no user ${email}.`)
  return user
}

export const assertLongEnough = (password: string): void => {
  if (password.length < MIN_PASSWORD_CHARS)
    throw new AppError('invalid', `A password needs at least ${MIN_PASSWORD_CHARS} characters.`, {
      field: 'password',
      limit: MIN_PASSWORD_CHARS,
      actual: password.length,
    })
}

export const getMe = async (ctx: Context, viewer: Viewer): Promise<Me> => {
  const user = await findUser(ctx.db.read, viewer.user_id)
  if (!user) throw new AppError('unauthorized', 'The account is gone.')
  return toMe(user)
}

export const patchMe = async (ctx: Context, viewer: Viewer, { name }: PatchMe): Promise<Me> => {
  if (name === undefined) return getMe(ctx, viewer)
  const { user_id } = viewer
  await ctx.db.write(async (transaction) => {
    const before = (await findUser(transaction.query, user_id))?.name ?? ''
    await updateUser(transaction, user_id, { name, name_key: foldText(name) })
    const detail = { before, after: name }
    await recordAudit(ctx, transaction, { kind: 'user_renamed', actor_id: user_id, user_id, detail })
  })
  const now = timestamp(ctx.clock.now())
  for (const { id } of await findLiveSessions(ctx.db.read, user_id, now, '')) ctx.sessions.delete(id)
  return getMe(ctx, viewer)
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
  const found = await searchUsers(ctx.db.read, {
    ...(input.q && { name_key: foldText(input.q) }),
    ...(after && { after: { name_key: after[0] ?? '', id: after[1] ?? '' } }),
    roles: writableRoles(viewer.role).filter((role) => input.role === undefined || role === input.role),
    except_id: viewer.user_id,
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const next_cursor = found.length > limit && last ? encodeCursor([last.name_key, last.id]) : null
  return { users: page.map(toUser), next_cursor }
}
