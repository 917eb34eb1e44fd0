/** Close codes of the socket. An unknown one has the meaning of its range. */
export const CLOSE = {
  drain: 4001,
  slow_consumer: 4003,
  heartbeat: 4004,
  overloaded: 4006,
  flooding: 4008,
  token_expired: 4201,
  epoch_changed: 4301,
  token_invalid: 4401,
  session_revoked: 4402,
  origin_or_subject: 4403,
  protocol: 4405,
  version: 4406,
  too_many_connections: 4407,
  password_due: 4408,
} as const

/** A client's reaction to a close. */
export type AfterClose = 'resume' | 'refresh' | 'resync' | 'stop'

/**
 * Codes outside 4200–4499, including the transport's own and unknown ones, mean: reconnect and resume (CN5).
 */
export const afterClose = (code: number): AfterClose => {
  if (code >= 4200 && code <= 4299) return 'refresh'
  if (code >= 4300 && code <= 4399) return 'resync'
  if (code >= 4400 && code <= 4499) return 'stop'
  return 'resume'
}
