import { createHmac } from 'node:crypto'
import type { Context } from '../context.ts'

const MAX_AGE_SECONDS = 14 * 24 * 60 * 60
/** The name before it named the installation: still read, never written. */
const FORMER_NAME = 'lectern_refresh'
const ID_CHARS = 12

/** Scripts, other sites, and paths that do not need the cookie cannot read it. */
export const refreshCookie = (ctx: Context, token: string, secure: boolean): Record<string, string> =>
  setCookie(ctx, token, MAX_AGE_SECONDS, secure)

export const clearRefreshCookie = (ctx: Context, secure: boolean): Record<string, string> =>
  setCookie(ctx, '', 0, secure)

export const readRefreshCookie = (
  ctx: Context,
  header: string | undefined,
  secure: boolean,
): string | undefined => {
  const cookies = new Map(header?.split(';').map((pair) => parsePair(pair.trim())))
  return cookies.get(nameOf(ctx, secure)) ?? cookies.get(FORMER_NAME)
}

const parsePair = (pair: string): [string, string] => {
  const end = pair.indexOf('=')
  return [pair.slice(0, Math.max(0, end)), pair.slice(end + 1)]
}

const setCookie = (ctx: Context, value: string, maxAgeSeconds: number, secure: boolean) => ({
  'set-cookie': `${nameOf(ctx, secure)}=${value}; Path=/auth; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`,
})

/**
 * A browser sends the cookies of a host to all of its ports, so the name tells installations apart. Over TLS its prefix
 * keeps pages of plain HTTP from setting it (RFC 6265bis, cookie name prefixes).
 */
const nameOf = ({ keys }: Context, secure: boolean): string => {
  const id = createHmac('sha256', keys.secret).update('refresh cookie').digest('hex').slice(0, ID_CHARS)
  return `${secure ? '__Secure-' : ''}lectern_${id}`
}
