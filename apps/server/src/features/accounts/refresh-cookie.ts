const NAME = 'lectern_refresh'
const MAX_AGE_SECONDS = 14 * 24 * 60 * 60

/** Out of reach of scripts, of other sites, and of every path that does not need it. */
export const refreshCookie = (token: string, secure: boolean): Record<string, string> => ({
  'set-cookie': `${NAME}=${token}; Path=/auth; Max-Age=${MAX_AGE_SECONDS}; ${flags(secure)}`,
})

export const clearedRefreshCookie = (secure: boolean): Record<string, string> => ({
  'set-cookie': `${NAME}=; Path=/auth; Max-Age=0; ${flags(secure)}`,
})

export const readRefreshCookie = (header: string | undefined): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === NAME)?.[1]

const flags = (secure: boolean): string => `HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
