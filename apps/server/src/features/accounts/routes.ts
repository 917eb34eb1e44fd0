import { endpoints } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import type { Context } from '../context.ts'
import { openRoute, route, type Reply, type Route } from '../route.ts'
import { deviceName } from './device-name.ts'
import {
  clearRefreshCookie,
  deviceCookie,
  readDeviceCookie,
  readRefreshCookie,
  refreshCookie,
} from './cookies.ts'
import {
  createTicket,
  isOfOther,
  listSessions,
  refreshSession,
  revokeOtherSessions,
  revokeSession,
  type TokenGrant,
} from './sessions.ts'
import { changeOwnPassword } from './own-password.ts'
import { noticePlainHttp } from './plain-http.ts'
import { signIn } from './sign-in.ts'
import { getMe, listUsers, patchMe } from './users.ts'

export const authRoutes: Route[] = [
  openRoute(endpoints.login, async (ctx, request) => {
    const { body, header, secure, address, foreign } = request
    const inCookie = body.refresh_in !== 'body'
    if (inCookie) refuseForeign(foreign)
    noticePlainHttp(ctx, secure, address)
    const device_name = body.device_name ?? deviceName(header('user-agent'))
    const place = { device_name, address, device: readDeviceCookie(ctx, request) }
    const { device, ...granted } = await signIn(ctx, body, place)
    const { cookies = [], ...answer } = reply(ctx, granted, inCookie ? { secure } : undefined)
    return { ...answer, cookies: [...cookies, deviceCookie(ctx, device, secure)] }
  }),
  openRoute(endpoints.refresh, async (ctx, request) => {
    const { body, secure, foreign } = request
    const inCookie = body.refresh_token === undefined
    if (inCookie) refuseForeign(foreign)
    const token = body.refresh_token ?? readRefreshCookie(ctx, request)
    if (!token) throw new AppError('unauthorized', 'There is no refresh token.')
    return reply(ctx, await refreshSession(ctx, token), inCookie ? { secure } : undefined)
  }),
  route(endpoints.logout, async (ctx, viewer, request) => {
    const token = readRefreshCookie(ctx, request)
    // Another person may have signed in in this browser since: the cookie is theirs.
    const isOthers = token !== undefined && (await isOfOther(ctx, viewer, token))
    await revokeSession(ctx, viewer, viewer.session_id)
    return {
      body: null,
      cookies: isOthers ? [] : [clearRefreshCookie(ctx, request.secure)],
      ...(isOwnPage(ctx, request.header) && { headers: { 'clear-site-data': '"cache"' } }),
    }
  }),
  route(endpoints.listSessions, async (ctx, viewer) => ({
    body: { sessions: await listSessions(ctx, viewer), next_cursor: null },
  })),
  route(endpoints.revokeSession, async (ctx, viewer, { params }) => {
    await revokeSession(ctx, viewer, params.id)
    return { body: null }
  }),
  route(endpoints.revokeOtherSessions, async (ctx, viewer) => {
    await ctx.db.write((transaction) => revokeOtherSessions(ctx, transaction, viewer))
    return { body: null }
  }),
  route(endpoints.changePassword, async (ctx, viewer, request) => {
    const place = { address: request.address, device: readDeviceCookie(ctx, request) }
    await changeOwnPassword(ctx, viewer, request.body, place)
    return { body: null }
  }),
  route(endpoints.createTicket, async (ctx, viewer) => ({ body: await createTicket(ctx, viewer) })),
]

export const userRoutes: Route[] = [
  route(endpoints.getMe, async (ctx, viewer) => ({ body: await getMe(ctx, viewer) })),
  route(endpoints.patchMe, async (ctx, viewer, { body }) => ({ body: await patchMe(ctx, viewer, body) })),
  route(endpoints.listUsers, async (ctx, viewer, { query }) => ({
    body: await listUsers(ctx, viewer, query),
  })),
]

/**
 * Whether a page of this origin asks, and no other program has its pages there. The browser then forgets what it kept of
 * files. `storage` and `cookies` are of other people of the browser as well (0019), so the app removes its own.
 */
const isOwnPage = ({ base_path }: Context, header: (name: string) => string | undefined): boolean =>
  base_path === '' && header('sec-fetch-site') === 'same-origin'

/** With the refresh token in a cookie, or in the body where there is none. */
const reply = (
  ctx: Context,
  { tokens, refresh_token }: TokenGrant,
  cookie: { secure: boolean } | undefined,
): Reply<TokenGrant['tokens']> =>
  cookie
    ? { body: tokens, cookies: [refreshCookie(ctx, refresh_token, cookie.secure)] }
    : { body: { ...tokens, refresh_token } }

const refuseForeign = (foreign: boolean): void => {
  if (foreign)
    throw new AppError(
      'forbidden',
      'Pages of this origin may not use the cookie; LECTERN_ORIGINS lists those that may.',
    )
}
