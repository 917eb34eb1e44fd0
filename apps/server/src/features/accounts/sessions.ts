import { createHmac } from 'node:crypto'
import type { Session, Ticket, Tokens } from '@lectern/protocol'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { mintId, mintSecret } from '../../platform/ids.ts'
import { recordAudit } from '../../records/audit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { revoke } from './revoke.ts'
import {
  findLiveSessions,
  findLiveViewer,
  findRefreshToken,
  findSession,
  insertRefreshToken,
  insertSession,
  insertTicket,
  lockRefreshToken,
  markRotated,
  touchSession,
  type RefreshRecord,
} from './sessions-rows.ts'
import { ACCESS_TOKEN_MS, signAccessToken } from './tokens.ts'
import { toMe } from './users.ts'
import { findUser, type UserRecord } from './users-rows.ts'
import { hashSecret } from './verify.ts'

const DAY_MS = 24 * 60 * 60_000
export const IDLE_MS = 14 * DAY_MS
const ABSOLUTE_MS = 90 * DAY_MS
/** Several tabs may still hold a token whose successor another tab has just used. */
const GRACE_MS = 30_000
const TICKET_SECONDS = 30

export interface TokenGrant {
  tokens: Tokens
  refresh_token: string
}

/** Signs a device in. */
export const openSession = async (
  ctx: Context,
  transaction: LecternTransaction,
  user: UserRecord,
  device_name: string,
): Promise<{ session_id: string; refresh_token: string }> => {
  const now = ctx.clock.now()
  const at = timestamp(now)
  const id = mintId(ctx.clock)
  const refresh_token = mintSecret()
  await insertSession(transaction, {
    id,
    user_id: user.id,
    device_name,
    created_at: at,
    last_used_at: at,
    expires_at: timestamp(now + ABSOLUTE_MS),
    revoked_at: null,
  })
  await insertRefreshToken(transaction, refreshRecord(refresh_token, id, now, now + ABSOLUTE_MS))
  return { session_id: id, refresh_token }
}

export const issueTokens = async (
  ctx: Context,
  user: UserRecord,
  session_id: string,
  refresh_token: string,
): Promise<TokenGrant> => {
  const viewer = { user_id: user.id, session_id, name: user.name, role: user.role }
  const access_token = await signAccessToken(ctx, viewer)
  const expires_in = ACCESS_TOKEN_MS / 1_000
  return { tokens: { access_token, token_type: 'Bearer', expires_in, user: toMe(user) }, refresh_token }
}

/**
 * Exchanges a refresh token for its successor, which is derived from it: the same token has the same successor.
 * A token stays valid until its successor was used, because the answer with the successor may have been lost. A
 * token that comes more than 30 seconds after that was stolen, and the whole session ends.
 * @throws AppError `unauthorized`
 */
export const refreshSession = async (ctx: Context, token: string): Promise<TokenGrant> => {
  const rotated = await ctx.db.write((transaction) => rotate(ctx, transaction, token))
  const user = rotated && (await findUser(ctx.db.read, rotated.user_id))
  if (!rotated || !user) throw new AppError('unauthorized', 'The session has ended; sign in again.')
  return issueTokens(ctx, user, rotated.session_id, rotated.successor)
}

const rotate = async (ctx: Context, transaction: LecternTransaction, token: string) => {
  const now = ctx.clock.now()
  const at = timestamp(now)
  await lockRefreshToken(transaction, hashSecret(token))
  const known = await findRefreshToken(transaction.query, hashSecret(token))
  if (!known || known.expires_at <= at) return undefined
  const viewer = await findLiveViewer(transaction.query, known.session_id, at)
  if (!viewer) return undefined
  const { user_id, session_id } = viewer
  const successor = successorOf(ctx, token)
  if (known.rotated_at !== null) {
    const current = await currentAfter(ctx, transaction, successor)
    if (current !== undefined) return { user_id, session_id, successor: current }
    ctx.log.warn({ session_id, user_id }, 'refresh_token_reused')
    await revoke(ctx, transaction, { id: session_id, user_id })
    const about = { user_id, target_id: session_id, detail: {} }
    await recordAudit(ctx, transaction, { kind: 'refresh_token_reused', ...about })
    return undefined
  }
  const session = await findSession(transaction.query, session_id)
  const end = parseTimestamp(session?.expires_at ?? at)
  await markRotated(transaction, known.hash, at)
  await insertRefreshToken(transaction, refreshRecord(successor, session_id, now, end))
  await touchSession(transaction, session_id, at)
  return { user_id, session_id, successor }
}

/** Whether a refresh token is of another live session than the viewer's. */
export const isOfOther = async (ctx: Context, viewer: Viewer, token: string): Promise<boolean> => {
  const found = await findRefreshToken(ctx.db.read, hashSecret(token))
  if (!found || found.session_id === viewer.session_id) return false
  return (await findLiveViewer(ctx.db.read, found.session_id, timestamp(ctx.clock.now()))) !== undefined
}

const successorOf = (ctx: Context, token: string): string =>
  createHmac('sha256', ctx.keys.secret).update(token).digest('base64url')

/** The token for a device that still had the predecessor of `token`; undefined if that is too old. */
const currentAfter = async (
  ctx: Context,
  { query }: LecternTransaction,
  token: string,
): Promise<string | undefined> => {
  const used = (await findRefreshToken(query, hashSecret(token)))?.rotated_at
  if (used === undefined) return undefined
  if (used === null) return token
  const isJustUsed = ctx.clock.now() - parseTimestamp(used) <= GRACE_MS
  return isJustUsed ? successorOf(ctx, token) : undefined
}

const refreshRecord = (token: string, session_id: string, now: number, end: number): RefreshRecord => ({
  hash: hashSecret(token),
  session_id,
  created_at: timestamp(now),
  expires_at: timestamp(Math.min(now + IDLE_MS, end)),
  rotated_at: null,
})

export const listSessions = async (ctx: Context, viewer: Viewer): Promise<Session[]> => {
  const now = ctx.clock.now()
  const { user_id, session_id } = viewer
  const sessions = await findLiveSessions(ctx.db.read, user_id, timestamp(now), timestamp(now - IDLE_MS))
  return sessions.map(({ id, device_name, created_at, last_used_at }) => ({
    id,
    device_name,
    created_at,
    last_used_at,
    current: id === session_id,
  }))
}

/** @throws AppError `not_found` unless it is a live session of the viewer */
export const revokeSession = async (ctx: Context, viewer: Viewer, id: string): Promise<void> =>
  ctx.db.write(async (transaction) => {
    const revoked = await revoke(ctx, transaction, { id, user_id: viewer.user_id })
    if (revoked.length === 0) throw new AppError('not_found', 'There is no such session.')
    const kind = id === viewer.session_id ? 'sign_out' : 'session_ended'
    const { user_id } = viewer
    await recordAudit(ctx, transaction, { kind, actor_id: user_id, user_id, target_id: id, detail: {} })
  })

/** Ends the person's sessions on every other device. */
export const revokeOtherSessions = async (
  ctx: Context,
  transaction: LecternTransaction,
  { user_id, session_id }: Viewer,
): Promise<void> => {
  for (const id of await revoke(ctx, transaction, { user_id, except_id: session_id }))
    await recordAudit(ctx, transaction, {
      kind: 'session_ended',
      actor_id: user_id,
      user_id,
      target_id: id,
      detail: {},
    })
}

export const createTicket = async (ctx: Context, viewer: Viewer): Promise<Ticket> => {
  const ticket = mintSecret()
  const expires_at = timestamp(ctx.clock.now() + TICKET_SECONDS * 1_000)
  const { session_id } = viewer
  await ctx.db.write((transaction) =>
    insertTicket(transaction, { hash: hashSecret(ticket), session_id, expires_at }),
  )
  return { ticket, expires_in: TICKET_SECONDS }
}
