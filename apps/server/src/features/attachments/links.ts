// Links for elements that load by URL alone, such as <img>: signed for one attachment and one session, for a
// short time. A link is not a right of its own: each use checks that its session is live and its user may see
// the file.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AttachmentLinks } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import type { Context, Viewer } from '../context.ts'
import { findVisible } from '../../records/attachments.ts'

/**
 * Links end at full quarters of an hour, so that they stay the same within one and browsers need not load
 * twice.
 */
const STEP_MS = 15 * 60_000

/** Each is valid for at least a quarter of an hour, and for less than two. */
export const createLinks = async (
  ctx: Context,
  viewer: Viewer,
  ids: readonly string[],
): Promise<AttachmentLinks> => {
  const { session_id } = viewer
  const expires_at = (Math.floor(ctx.clock.now() / STEP_MS) + 2) * STEP_MS
  const visible = await findVisible(ctx.db.read, ids, viewer)
  const links = visible.map(({ id }) => [id, sign(ctx, { id, session_id, expires_at })])
  return { links: Object.fromEntries(links), expires_in_ms: expires_at - ctx.clock.now() }
}

/** The session of the link. @throws AppError `unauthorized` */
export const readLink = (ctx: Context, attachment_id: string, sig: string): string => {
  const [expires = '', session_id = ''] = sig.split('.')
  const expires_at = Number.parseInt(expires, 36)
  const expected = Buffer.from(sign(ctx, { id: attachment_id, session_id, expires_at }))
  const given = Buffer.from(sig)
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new AppError('unauthorized', 'The link is not valid.')
  if (expires_at <= ctx.clock.now()) throw new AppError('unauthorized', 'The link has expired.')
  return session_id
}

interface SignedLink {
  id: string
  session_id: string
  expires_at: number
}

const sign = ({ keys }: Context, { id, session_id, expires_at }: SignedLink): string => {
  const said = `${expires_at.toString(36)}.${session_id}`
  const mac = createHmac('sha256', keys.secret).update(`attachment link ${id} ${said}`).digest('base64url')
  return `${said}.${mac}`
}
