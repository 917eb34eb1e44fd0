import { expect, test } from 'vitest'
import { ACCEPTED, STATUSES, reduce, type ConnectionEvent, type ConnectionState } from './connection-state.ts'

const states: Record<ConnectionState['status'], ConnectionState> = {
  idle: { status: 'idle' },
  connecting: { status: 'connecting', attempt: 3 },
  authenticating: { status: 'authenticating', attempt: 3 },
  catching_up: { status: 'catching_up' },
  live: { status: 'live' },
  degraded: { status: 'degraded' },
  offline: { status: 'offline', since: 1, attempt: 2, retry_at: 9, cause: 'network' },
  auth_required: { status: 'auth_required' },
  stopped: { status: 'stopped', reason: 'revoked' },
}

const lost = { since: 5, attempt: 1, retry_at: 7, cause: 'server' } as const
const events: Record<ConnectionEvent['type'], ConnectionEvent> = {
  dial: { type: 'dial', attempt: 4 },
  open: { type: 'open' },
  hello: { type: 'hello' },
  caught_up: { type: 'caught_up', fallback: false },
  lost: { type: 'lost', ...lost },
  unauthorized: { type: 'unauthorized' },
  stop: { type: 'stop', reason: 'protocol' },
  reset: { type: 'reset' },
}

// Written by hand: the state that each event leads to.
const connecting = { status: 'connecting', attempt: 4 }
const offline = { status: 'offline', ...lost }
const required = { status: 'auth_required' }
const stopped = { status: 'stopped', reason: 'protocol' }
const idle = { status: 'idle' }
const live = { status: 'live' }
const running = { lost: offline, unauthorized: required, stop: stopped, reset: idle }
const table: Record<ConnectionState['status'], Partial<Record<ConnectionEvent['type'], unknown>>> = {
  idle: { dial: connecting, unauthorized: required, stop: stopped, reset: idle },
  connecting: { ...running, open: { status: 'authenticating', attempt: 3 } },
  authenticating: { ...running, hello: { status: 'catching_up' } },
  catching_up: { ...running, caught_up: live },
  live: { ...running, caught_up: live },
  degraded: { ...running, caught_up: live },
  offline: { ...running, dial: connecting },
  auth_required: { dial: connecting, stop: stopped, reset: idle },
  stopped: { dial: connecting, reset: idle },
}

const cells = STATUSES.flatMap((status) =>
  Object.values(events).map((event) => [status, event.type] as const),
)

test.each(cells)('from %s, %s leads where the table says, or changes nothing', (status, type) => {
  const expected = table[status][type]
  const next = reduce(states[status], events[type])
  if (expected) expect(next).toEqual(expected)
  else expect(next).toBe(states[status])
  expect(ACCEPTED[type].includes(status)).toBe(expected !== undefined)
})

test('a slower transport is live but degraded', () => {
  expect(reduce(states.catching_up, { type: 'caught_up', fallback: true })).toEqual({ status: 'degraded' })
})
