// The life of a connection as one pure, total table: an event that means nothing in a state leaves it as it is.
//
//   idle ─dial→ connecting ─open→ authenticating ─hello→ catching_up ─caught_up→ live | degraded
//                  ↑ dial              └──────────────────┴── lost ──┬────────────────┘
//               offline ←────────────────────────────────────────────┘
//   any ─unauthorized→ auth_required     any ─stop→ stopped     any ─reset→ idle

export type OfflineCause = 'network' | 'server' | 'browser_offline'
export type StopReason = 'revoked' | 'protocol' | 'closed' | 'too_many_connections' | 'fault'

export type ConnectionState =
  | { status: 'idle' }
  | { status: 'connecting'; attempt: number }
  | { status: 'authenticating'; attempt: number }
  | { status: 'catching_up' }
  | { status: 'live' }
  | { status: 'degraded' }
  | { status: 'offline'; since: number; attempt: number; retry_at: number; cause: OfflineCause }
  | { status: 'auth_required' }
  | { status: 'stopped'; reason: StopReason }

export type ConnectionEvent =
  | { type: 'dial'; attempt: number }
  | { type: 'open' }
  | { type: 'hello' }
  /** `fallback`: over a transport slower than the socket. */
  | { type: 'caught_up'; fallback: boolean }
  /** `since` and `retry_at` in milliseconds of the server's time. */
  | { type: 'lost'; since: number; attempt: number; retry_at: number; cause: OfflineCause }
  | { type: 'unauthorized' }
  | { type: 'stop'; reason: StopReason }
  /** The user signed out, or another user signed in. */
  | { type: 'reset' }

type Status = ConnectionState['status']

export const STATUSES = [
  'idle',
  'connecting',
  'authenticating',
  'catching_up',
  'live',
  'degraded',
  'offline',
  'auth_required',
  'stopped',
] as const satisfies readonly Status[]

const RUNNING = ['connecting', 'authenticating', 'catching_up', 'live', 'degraded', 'offline'] as const

/** The states in which each event has a meaning. */
export const ACCEPTED: Record<ConnectionEvent['type'], readonly Status[]> = {
  dial: ['idle', 'offline', 'auth_required', 'stopped'],
  open: ['connecting'],
  hello: ['authenticating'],
  // While live: the connection was replaced without a break, perhaps over another transport.
  caught_up: ['catching_up', 'live', 'degraded'],
  lost: RUNNING,
  unauthorized: [...RUNNING, 'idle'],
  stop: [...RUNNING, 'idle', 'auth_required'],
  reset: STATUSES,
}

const next = (state: ConnectionState, event: ConnectionEvent): ConnectionState => {
  switch (event.type) {
    case 'dial':
      return { status: 'connecting', attempt: event.attempt }
    case 'open':
      return { status: 'authenticating', attempt: state.status === 'connecting' ? state.attempt : 0 }
    case 'hello':
      return { status: 'catching_up' }
    case 'caught_up': {
      const status = event.fallback ? 'degraded' : 'live'
      return state.status === status ? state : { status }
    }
    case 'lost': {
      const { since, attempt, retry_at, cause } = event
      return { status: 'offline', since, attempt, retry_at, cause }
    }
    case 'unauthorized':
      return { status: 'auth_required' }
    case 'stop':
      return { status: 'stopped', reason: event.reason }
    case 'reset':
      return state.status === 'idle' ? state : { status: 'idle' }
  }
}

/** The state after an event; the same object when the event means nothing here. */
export const reduce = (state: ConnectionState, event: ConnectionEvent): ConnectionState =>
  ACCEPTED[event.type].includes(state.status) ? next(state, event) : state

/** Whether frames can be sent and received in this state. */
export const isOnline = (state: ConnectionState): boolean =>
  state.status === 'live' || state.status === 'degraded'
