// What the end of a session means for the connection.
import type { EndReason, SessionState } from './http/session-state.ts'

/** How the connection ends with a session. */
export const STOPS = {
  expired: 'unauthorized',
  replaced: 'unauthorized',
  revoked: 'revoked',
  elsewhere: undefined,
} as const

export const reasonOf = (
  state: Exclude<SessionState, { status: 'restoring' }>,
): EndReason | 'replaced' | undefined =>
  state.status === 'signed_out' ? state.reason : state.status === 'replaced' ? 'replaced' : undefined
