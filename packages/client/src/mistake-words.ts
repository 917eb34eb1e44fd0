// What to do about the first mistakes of a page that begins with Lectern. It is loaded when one is made.
import type { Mistake, MistakeCode } from './mistake.ts'

export interface Failed {
  code: MistakeCode
  apiUrl: string
  fetcher: typeof fetch
  cause: unknown
}

/** Finds out more about a failure, and says what to do. */
export const explain = async ({ code, apiUrl, fetcher, cause }: Failed): Promise<Mistake> => {
  const because = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '')
  // Of an `ApiError`, which is not imported: a second file with it would make the first one larger.
  const answer = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'token' && answer === 'unauthorized')
    return {
      code,
      cause,
      message: `${apiUrl} refuses the access token that getToken gave: ${because}. Hand on the access_token that this server gave for the person; see docs/embedding.md.`,
    }
  if (code === 'token' && answer !== 'not_found')
    return {
      code,
      cause,
      message: `getToken gave no access token: ${because}. It is asked again; look at the function and at the server that it asks.`,
    }
  if (code === 'strange' || code === 'token')
    return {
      code: 'strange',
      cause,
      message: `${apiUrl} answers, but not as a Lectern server does: ${because}. Look at apiUrl (VITE_API_URL).`,
    }
  const origin = typeof location === 'undefined' ? undefined : location.origin
  if (origin !== undefined && (await isThere(apiUrl, fetcher)))
    return {
      code: 'origin',
      cause,
      message: `${apiUrl} answers, but not to pages of ${origin}. Add that origin to LECTERN_ORIGINS of the server.`,
    }
  return {
    code,
    cause,
    message: `Nobody answers at ${apiUrl}: ${because}. Look at apiUrl (VITE_API_URL), and whether the server runs. It is tried again.`,
  }
}

/** A page may not read the answer of a server that does not list it, but it learns that there is one. */
const isThere = async (apiUrl: string, fetcher: typeof fetch): Promise<boolean> => {
  try {
    await fetcher(`${apiUrl}/healthz`, { mode: 'no-cors', cache: 'no-store' })
    return true
  } catch {
    return false
  }
}
