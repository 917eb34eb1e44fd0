// Finds the user of a token. Every request and socket asks for it, so the answer is cached until it may have
// changed.
import { createHash } from 'node:crypto'
import { timestamp } from '../../platform/clock.ts'
import type { Context, Viewer } from '../context.ts'
import { findLiveSessions, findLiveViewer, takeTicket } from './sessions-rows.ts'
import { ACCESS_TOKEN_MS, readAccessToken, TokenRefused, type AccessClaims } from './tokens.ts'

export { TokenRefused }

/** Milliseconds since 1970 until which the token is valid. */
export type VerifiedViewer = Viewer & { expires_at: number }

/** @throws TokenRefused (`unauthorized`) with the reason */
export const verifyAccess = async (ctx: Context, token: string): Promise<VerifiedViewer> => {
  const claims = ctx.tokens.get(token) ?? (await rememberToken(ctx, token))
  // It was signed while the clock was wrong. A small step back of the clock leaves a token valid.
  if (claims.expires_at > ctx.clock.now() + ACCESS_TOKEN_MS + CLOCK_STEP_MS) throw new TokenRefused('expired')
  const viewer = await verifySession(ctx, claims.session_id)
  if (viewer.user_id !== claims.user_id) throw new TokenRefused('invalid')
  return { ...viewer, expires_at: claims.expires_at }
}

/** For links signed for a session. @throws TokenRefused if the session has ended */
export const verifySession = async (ctx: Context, session_id: string): Promise<Viewer> =>
  ctx.sessions.get(session_id) ?? (await readViewer(ctx, session_id))

const rememberToken = async (ctx: Context, token: string): Promise<AccessClaims> => {
  const claims = await readAccessToken(ctx, token)
  ctx.tokens.set(token, claims, claims.expires_at)
  return claims
}

/** Uses the ticket up. @throws TokenRefused (`unauthorized`) */
export const redeemTicket = async (ctx: Context, ticket: string): Promise<VerifiedViewer> => {
  const found = await ctx.db.write((transaction) => takeTicket(transaction, hashSecret(ticket)))
  if (!found) throw new TokenRefused('invalid')
  const now = ctx.clock.now()
  if (found.expires_at <= timestamp(now)) throw new TokenRefused('expired')
  return { ...(await readViewer(ctx, found.session_id)), expires_at: now + ACCESS_TOKEN_MS }
}

/** A clock that is set back by less than this leaves tokens valid: somebody took the wrong time zone. */
const CLOCK_STEP_MS = 2 * 60 * 60_000

/** Secrets are stored as this hash: they are 256 random bits, so a plain hash cannot be reversed. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Another process may revoke a session, so a cached answer is short-lived besides being invalidated. */
const REMEMBER_MS = 60_000

const readViewer = async (ctx: Context, session_id: string): Promise<Viewer> => {
  const now = ctx.clock.now()
  const viewer = await findLiveViewer(ctx.db.read, session_id, timestamp(now))
  if (!viewer) throw new TokenRefused('revoked')
  // Everything is open from the moment of the change, wherever that was made.
  if (!viewer.password_due) ctx.sessions.set(session_id, viewer, now + REMEMBER_MS)
  return viewer
}

/** What is remembered of them is read again. */
export const forgetSessions = async (ctx: Context, user_id: string): Promise<void> => {
  const now = timestamp(ctx.clock.now())
  for (const { id } of await findLiveSessions(ctx.db.read, user_id, now, '')) ctx.sessions.delete(id)
}
