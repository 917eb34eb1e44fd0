/**
 * `token`: `getToken` failed, or the server refuses what it gave. `origin`: the server does not list this page. `strange`: something else than Lectern
 * answered. `unreachable`: nobody did.
 */
export type MistakeCode = 'token' | 'origin' | 'strange' | 'unreachable'

/** A failure before the first answer of the server, and what to do about it. */
export interface Mistake {
  code: MistakeCode
  message: string
  cause: unknown
}
