// The cookies of an installation: out of reach of scripts, of other sites, and of every path that does not need them.
import { createHmac } from 'node:crypto'
import type { Context } from '../context.ts'
import { DEVICE_COOKIE_SECONDS } from './known-device.ts'

const REFRESH_COOKIE_SECONDS = 14 * 24 * 60 * 60
/** The name of the refresh cookie before it named the installation: still read, never written. */
const FORMER_NAME = 'lectern_refresh'
const ID_CHARS = 12

/** What a request says of its cookies. */
export interface CookieRequest {
  header(name: string): string | undefined
  secure: boolean
}

type Purpose = '' | '_device'

export const refreshCookie = (ctx: Context, token: string, secure: boolean): string =>
  setCookie(ctx, { purpose: '', value: token, maxAgeSeconds: REFRESH_COOKIE_SECONDS, secure })

export const clearRefreshCookie = (ctx: Context, secure: boolean): string =>
  setCookie(ctx, { purpose: '', value: '', maxAgeSeconds: 0, secure })

/** Stays after signing out: it says who signed in here before, and proves nothing else. */
export const deviceCookie = (ctx: Context, value: string, secure: boolean): string =>
  setCookie(ctx, { purpose: '_device', value, maxAgeSeconds: DEVICE_COOKIE_SECONDS, secure })

export const readRefreshCookie = (ctx: Context, request: CookieRequest): string | undefined => {
  const cookies = parseCookies(request)
  return cookies.get(nameOf(ctx, '', request.secure)) ?? cookies.get(FORMER_NAME)
}

export const readDeviceCookie = (ctx: Context, request: CookieRequest): string | undefined =>
  parseCookies(request).get(nameOf(ctx, '_device', request.secure))

const parseCookies = ({ header }: CookieRequest): Map<string, string> =>
  new Map(
    header('cookie')
      ?.split(';')
      .map((pair) => parsePair(pair.trim())),
  )

const parsePair = (pair: string): [string, string] => {
  const end = pair.indexOf('=')
  return [pair.slice(0, Math.max(0, end)), pair.slice(end + 1)]
}

interface NewCookie {
  purpose: Purpose
  value: string
  maxAgeSeconds: number
  secure: boolean
}

const setCookie = (ctx: Context, { purpose, value, maxAgeSeconds, secure }: NewCookie): string =>
  `${nameOf(ctx, purpose, secure)}=${value}; Path=${ctx.base_path}/auth; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`

/**
 * A browser sends the cookies of a host to all of its ports, so the name tells installations apart. Over TLS its prefix
 * keeps pages of plain HTTP from setting it (RFC 6265bis, cookie name prefixes).
 */
const nameOf = ({ keys }: Context, purpose: Purpose, secure: boolean): string => {
  const id = createHmac('sha256', keys.secret).update('refresh cookie').digest('hex').slice(0, ID_CHARS)
  return `${secure ? '__Secure-' : ''}lectern_${id}${purpose}`
}
