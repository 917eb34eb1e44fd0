import { CLOSE, type DownFrame, type PostedFrame } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Emitter } from '../core/emitter.ts'
import { Connection, type ConnectionOptions, type ConnectionReports } from './connection.ts'
import { ApiError } from '../core/errors.ts'
import { parseFrames } from './parse-frames.ts'
import { Cell } from '../core/store.ts'
import { ManualClock } from '../testing/index.ts'
import type { LinkEvents, Transport } from './transport.ts'
import { socketUrl } from './websocket-transport.ts'

const ADA = '01a1ee56-5e96-7ae6-8c01-6b3bfe548dd1'
const HELLO = JSON.stringify({
  type: 'hello',
  protocol: 1,
  epoch: 'e',
  connection_id: ADA,
  user: { id: ADA, name: 'Ada', role: 'instructor' },
  server_time: '2026-11-23T14:02:00.000Z',
  limits: {},
  heads: {},
} satisfies DownFrame)

interface Dialed {
  events: LinkEvents
  sent: PostedFrame[]
  closed: boolean
}

let clock: ManualClock
let dialed: Dialed[]
let accessToken: Cell<string | undefined>
let connection: Connection
let options: ConnectionOptions
let caughtUp: () => void
const renew = vi.fn(async (_expired: string) => {})
const heard = { frame: vi.fn(), revoked: vi.fn(), retried: vi.fn() }

const transport: Transport = {
  name: 'websocket',
  fallback: false,
  open: (_user, events) => {
    const link: Dialed = { events, sent: [], closed: false }
    dialed.push(link)
    return { send: (frame) => void link.sent.push(frame), close: () => (link.closed = true) }
  },
}
const last = () => dialed.at(-1) as Dialed
const status = () => connection.state.get().status
const goLive = async () => {
  await clock.advance(0)
  last().events.opened()
  last().events.received(HELLO)
  caughtUp()
  await clock.advance(0)
}

beforeEach(() => {
  clock = new ManualClock()
  dialed = []
  accessToken = new Cell<string | undefined>('a')
  for (const mock of [renew, ...Object.values(heard)]) mock.mockClear()
  const events = new Emitter<ConnectionReports>()
  for (const type of ['frame', 'revoked', 'retried'] as const) events.on(type, heard[type])
  options = {
    clock,
    now: () => clock.now(),
    random: () => 0,
    transport,
    session: { accessToken, renew },
    greet: vi.fn(() => new Promise<void>((resolve) => (caughtUp = resolve))),
    events,
  }
  connection = new Connection(options)
})

test('http becomes ws, https becomes wss, the user is URL-encoded', () => {
  expect(socketUrl('http://localhost:8002', 'a b')).toBe('ws://localhost:8002/conversations/ws/user/a%20b')
  expect(socketUrl('https://chat.example.edu/api', 'u')).toMatch(/^wss:\/\/chat.example.edu\/api\//)
})

test('CN1 is live only when the pulls that hello started have ended', async () => {
  connection.connect(ADA)
  expect(status()).toBe('connecting')
  await clock.advance(0)
  last().events.opened()
  expect(status()).toBe('authenticating')
  last().events.received(HELLO)
  expect(status()).toBe('catching_up')
  await clock.advance(5_000)
  expect(status()).toBe('catching_up')
  caughtUp()
  await clock.advance(0)
  expect(status()).toBe('live')
})

test('CN2 reports of an earlier socket do not count', async () => {
  connection.connect(ADA)
  await goLive()
  const former = last()
  former.events.closed(1006)
  await clock.advance(300)
  expect(dialed).toHaveLength(2)
  former.events.received(JSON.stringify({ type: 'head', conversation_id: ADA, seq: 1 }))
  former.events.closed(CLOSE.session_revoked)
  expect(heard.frame).not.toHaveBeenCalled()
  expect(status()).toBe('connecting')
})

test('CN3 a second connect joins the first', async () => {
  connection.connect(ADA)
  connection.connect(ADA)
  await goLive()
  connection.connect(ADA)
  await clock.advance(0)
  expect(dialed).toHaveLength(1)
  expect(status()).toBe('live')
})

test('pings every 20 s and takes the connection for dead after 10 s without a frame', async () => {
  connection.connect(ADA)
  await goLive()
  await clock.advance(20_000)
  expect(last().sent).toContainEqual({ type: 'ping' })
  await clock.advance(9_999)
  last().events.received('pong')
  await clock.advance(20_000)
  expect(status()).toBe('live')
  await clock.advance(10_001)
  expect(status()).not.toBe('live')
  expect(dialed[0]?.closed).toBe(true)
})

test('after sleep it pings at once, and keeps a connection that answers in 3 s', async () => {
  connection.connect(ADA)
  await goLive()
  clock.jump(3_600_000)
  await clock.advance(5_000)
  expect(last().sent).toEqual([{ type: 'ping' }])
  last().events.received('pong')
  await clock.advance(4_000)
  expect(status()).toBe('live')
})

test('after sleep it replaces a connection that does not answer in 3 s', async () => {
  connection.connect(ADA)
  await goLive()
  clock.jump(3_600_000)
  await clock.advance(8_000)
  expect(status()).not.toBe('live')
})

test('a deadline missed during sleep leads to another ping, not to giving up', async () => {
  connection.connect(ADA)
  await goLive()
  await clock.advance(20_000)
  await clock.sleep(600_000)
  expect(status()).toBe('live')
  last().events.received('pong')
  await clock.advance(5_000)
  expect(status()).toBe('live')
})

test('waits longer after each failure, without end, and forgets failures after 30 s live', async () => {
  options.random = () => 1
  const attempts: number[] = []
  connection.connect(ADA)
  await goLive()
  for (let i = 0; i < 17; i++) {
    last().events.closed(1006)
    const state = connection.state.get()
    const delayMs = state.status === 'offline' ? state.retry_at - clock.now() : 0
    attempts.push(delayMs)
    await clock.advance(delayMs)
  }
  const rest = Array(7).fill(4_000)
  expect(attempts).toEqual([600, 900, 1_350, 2_025, 3_038, ...rest, 6_000, 9_000, 13_500, 20_000, 20_000])
  await goLive()
  await clock.advance(19_000)
  last().events.received('pong')
  await clock.advance(11_000)
  last().events.closed(1006)
  expect(connection.state.get()).toMatchObject({ status: 'offline', attempt: 0 })
})

test('offline keeps its start time, whatever the number of attempts', async () => {
  connection.connect(ADA)
  await goLive()
  const since = clock.now()
  last().events.closed(1006)
  await clock.advance(300)
  last().events.closed(1006)
  expect(connection.state.get()).toMatchObject({ status: 'offline', since, attempt: 1, cause: 'network' })
})

test('CN5 bye says how long to wait and why if the close code is lost', async () => {
  connection.connect(ADA)
  await goLive()
  last().events.received(JSON.stringify({ type: 'bye', code: CLOSE.drain, retry_after_ms: 4_000 }))
  last().events.closed(1006)
  expect(connection.state.get()).toMatchObject({ retry_at: clock.now() + 4_000, cause: 'server' })
})

test.each([
  [CLOSE.session_revoked, 'revoked'],
  [CLOSE.version, 'protocol'],
  [4499, 'protocol'],
])('close %d stops as %s', async (code, reason) => {
  connection.connect(ADA)
  await goLive()
  last().events.closed(code)
  await clock.advance(60_000)
  expect(connection.state.get()).toEqual({ status: 'stopped', reason })
  expect(dialed).toHaveLength(1)
  expect(heard.revoked).toHaveBeenCalledTimes(reason === 'revoked' ? 1 : 0)
})

test('S32 crowded out by other windows it says so, and tries again more and more rarely until there is room', async () => {
  connection.connect(ADA)
  await goLive()
  for (const waitMs of [15_000, 30_000, 60_000]) {
    const dials = dialed.length
    last().events.closed(CLOSE.too_many_connections)
    expect(connection.state.get()).toEqual({ status: 'stopped', reason: 'too_many_connections' })
    await clock.advance(waitMs - 1)
    expect(dialed).toHaveLength(dials)
    await clock.advance(1)
    expect(dialed).toHaveLength(dials + 1)
  }
  await goLive()
  expect(connection.state.get()).toEqual({ status: 'live' })
  const dials = dialed.length
  last().events.closed(CLOSE.too_many_connections)
  await clock.advance(30_000)
  expect(dialed).toHaveLength(dials + 1)
})

test('S32 it does not try again after the person has left', async () => {
  connection.connect(ADA)
  await goLive()
  last().events.closed(CLOSE.too_many_connections)
  connection.disconnect()
  await clock.advance(600_000)
  expect(dialed).toHaveLength(1)
})

test('an expired token is renewed before the next dial', async () => {
  connection.connect(ADA)
  await goLive()
  last().events.closed(CLOSE.token_expired)
  await clock.advance(300)
  expect(renew).toHaveBeenCalledOnce()
  expect(dialed).toHaveLength(2)
})

test('one refused token is renewed; a second in a row requires signing in', async () => {
  connection.connect(ADA)
  await clock.advance(0)
  last().events.closed(CLOSE.token_invalid)
  await clock.advance(300)
  expect(renew).toHaveBeenCalledOnce()
  last().events.closed(CLOSE.token_invalid)
  expect(status()).toBe('auth_required')
  await clock.advance(60_000)
  expect(dialed).toHaveLength(2)
})

test('a refused session requires signing in, an unreachable server does not', async () => {
  const problem = { type: '', title: '', detail: '', request_id: '', status: 401 }
  connection.connect(ADA)
  await clock.advance(0)
  last().events.failed(new ApiError({ ...problem, code: 'unauthorized', retry: 'after_refresh' }))
  expect(status()).toBe('auth_required')
  connection.retryNow()
  await clock.advance(0)
  const busy = { ...problem, status: 503, code: 'unavailable', retry: 'later' } as const
  last().events.failed(new ApiError({ ...busy, retry_after_ms: 2_000 }))
  expect(connection.state.get()).toMatchObject({ cause: 'server', retry_at: clock.now() + 2_000 })
})

test('a new token goes over the open connection', async () => {
  connection.connect(ADA)
  await goLive()
  last().events.received(JSON.stringify({ type: 'auth_expiring', in_ms: 60_000 }))
  expect(renew).toHaveBeenCalledOnce()
  accessToken.set('b')
  expect(last().sent).toEqual([{ type: 'auth', token: 'b' }])
  expect(dialed).toHaveLength(1)
})

test('a dial that hangs is given up after 30 s', async () => {
  connection.connect(ADA)
  await clock.advance(29_999)
  expect(status()).toBe('connecting')
  await clock.advance(1)
  expect(status()).toBe('offline')
})

test('retryNow does not wait, and does nothing while connected', async () => {
  connection.connect(ADA)
  await goLive()
  connection.retryNow()
  expect(dialed).toHaveLength(1)
  last().events.closed(1006)
  connection.retryNow()
  await clock.advance(0)
  expect(dialed).toHaveLength(2)
})

test('CN4 a second hello means a replacement without a break, and the state stays live', async () => {
  connection.connect(ADA)
  await goLive()
  const states: string[] = []
  connection.state.subscribe(() => states.push(status()))
  last().events.received(HELLO)
  expect(options.greet).toHaveBeenCalledTimes(2)
  caughtUp()
  await clock.advance(0)
  expect(states).toEqual([])
  expect(status()).toBe('live')
})

test('closing ends it for good', async () => {
  connection.connect(ADA)
  await goLive()
  connection.close()
  connection.retryNow()
  await clock.advance(60_000)
  expect(connection.state.get()).toEqual({ status: 'stopped', reason: 'closed' })
  expect(dialed).toHaveLength(1)
  expect(last().closed).toBe(true)
})

test('a message is a frame or a batch of them; unknown or broken frames are left out', () => {
  const head = { type: 'head', conversation_id: ADA, seq: 4 }
  expect(parseFrames(JSON.stringify(head))).toEqual([head])
  expect(parseFrames(JSON.stringify([{ type: 'new' }, head, 5, { type: 'head' }]))).toEqual([head])
  expect(parseFrames('nonsense')).toEqual([])
})

test('a request without an answer makes the connection ping at once', async () => {
  connection.connect(ADA)
  await goLive()
  connection.doubt()
  expect(last().sent).toEqual([{ type: 'ping' }])
  await clock.advance(3_000)
  expect(status()).toBe('offline')
})

/** The page of a browser around the connection, for its events. */
const openPage = (): EventTarget => {
  const page = Object.assign(new EventTarget(), { document: new EventTarget() })
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', page.document)
  return page
}
afterEach(() => vi.unstubAllGlobals())

test('back on a network right after a dial, it dials again when a second is over', async () => {
  const page = openPage()
  connection.connect(ADA)
  await clock.advance(200)
  page.dispatchEvent(new Event('online'))
  await clock.advance(799)
  expect(dialed).toHaveLength(1)
  await clock.advance(1)
  expect(dialed).toHaveLength(2)
  await clock.advance(5_000)
  expect(dialed).toHaveLength(2)
  connection.close()
})

test('back on a network, it replaces a dial that began before, at most once a second', async () => {
  const page = openPage()
  connection.connect(ADA)
  await clock.advance(0)
  for (let i = 0; i < 29; i++) {
    page.dispatchEvent(new Event('online'))
    page.dispatchEvent(new Event('focus'))
    await clock.advance(100)
  }
  expect(dialed).toHaveLength(3)
  expect(dialed.map(({ closed }) => closed)).toEqual([true, true, false])
  expect(status()).toBe('connecting')
  await goLive()
  page.dispatchEvent(new Event('online'))
  expect(dialed).toHaveLength(3)
  connection.close()
})
