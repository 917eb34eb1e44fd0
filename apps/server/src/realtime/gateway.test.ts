import { Writable } from 'node:stream'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { CLOSE, endpoints, LIMITS, SUBPROTOCOL, type Conversation } from '@lectern/protocol'
import { createLog } from '../platform/log.ts'
import { signInAs } from '../testing/people.ts'
import { openClassroom, type Classroom } from './testing/classroom.ts'
import type { SocketClient } from './testing/socket-client.ts'

const logged: string[] = []
const logbook = new Writable({
  write(line: Buffer, _encoding, done) {
    logged.push(line.toString())
    done()
  },
})

let room: Classroom
let talk: Conversation

beforeAll(async () => {
  room = await openClassroom({ log: createLog('debug', logbook) })
  talk = await room.talk(room.people.ada, {}, room.people.ben)
})
afterEach(() => room.leaveNothing())
afterAll(() => room.close())

const dial = (options: Partial<Parameters<Classroom['dial']>[0]> = {}): SocketClient => {
  const { user_id, access_token } = room.people.ada
  return room.dial({ user_id, token: access_token, protocols: [SUBPROTOCOL], ...options })
}

describe('hello', () => {
  it('is the first frame and has all heads', async () => {
    const client = await room.connect(room.people.ada)
    expect(JSON.parse(client.texts[0]!)).toEqual({
      type: 'hello',
      protocol: 1,
      epoch: room.server.ctx.epoch,
      connection_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      user: { id: room.people.ada.user_id, name: 'Ada', role: 'instructor' },
      server_time: new Date(room.clock.now()).toISOString(),
      // A teacher's budgets, a hundred times as large on this server.
      limits: {
        ...LIMITS,
        ...{
          write_budget: 150_000,
          write_budget_ms: 60_000,
          create_budget: 30_000,
          create_budget_ms: 600_000,
        },
        ...{
          upload_budget: 600_000,
          upload_budget_ms: 60_000,
          search_budget: 60_000,
          search_budget_ms: 60_000,
          signal_budget: 300_000,
          signal_budget_ms: 60_000,
        },
      },
      own_seq: 0,
      heads: { [talk.id]: 1 },
    })
  })

  it('answers a token in the first frame, and a ticket, once', async () => {
    const first = await dial({ token: undefined }).opened()
    first.send({ type: 'auth', token: room.people.ada.access_token })
    await first.first('hello')
    const { ticket } = await room.server.as(room.people.ada).call(endpoints.createTicket)
    await dial({ token: ticket }).first('hello')
    expect(await dial({ token: ticket }).refused()).toBe(CLOSE.token_invalid)
  })

  it('comes before answers to early frames of the client', async () => {
    const client = await dial().opened()
    client.send({ type: 'watch', conversation_ids: [talk.id] })
    client.send('ping')
    await client.until(() => client.texts.includes('pong') && client.ofType('receipt').length === 2)
    expect(client.frames[0]).toMatchObject({ type: 'hello' })
  })
})

describe('refusal', () => {
  it('closes with the documented code, after an upgrade', async () => {
    const { ben, ada } = room.people
    const { access_token: token } = ada
    const cases: [Partial<Parameters<Classroom['dial']>[0]>, number][] = [
      [{ token: 'nonsense' }, CLOSE.token_invalid],
      [{ token: `${token}x` }, CLOSE.token_invalid],
      [{ token: token.replace(/\..*\./, '.e30.') }, CLOSE.token_invalid],
      [{ user_id: ben.user_id }, CLOSE.origin_or_subject],
      [{ protocols: ['lectern.v9'] }, CLOSE.version],
      [{ headers: { origin: 'https://evil.example' } }, CLOSE.origin_or_subject],
    ]
    for (const [options, code] of cases) {
      const client = await dial(options).opened()
      expect(await client.refused()).toBe(code)
      expect(client.texts).toEqual([])
    }
  })

  it('compares the origin exactly', async () => {
    const own = `http://localhost:${room.port}`
    await dial({ headers: { origin: own } }).first('hello')
    const foreign = [
      'null',
      '',
      `${own}.evil.example`,
      `http://evil.example/${own}`,
      `${own}/`,
      `https://localhost:1`,
    ]
    for (const origin of [...foreign, 'http://localhost', `${own}@evil.example`, `${own}, ${own}`])
      expect(await dial({ headers: { origin } }).refused()).toBe(CLOSE.origin_or_subject)
  })

  it('comes after ten seconds without a token', async () => {
    const client = await dial({ token: undefined }).opened()
    room.clock.advance(11_000)
    expect(await client.closed).toBe(CLOSE.token_invalid)
  })

  it('applies to the connection beyond the limit, not to earlier ones', async () => {
    const all = await Promise.all(
      Array.from({ length: LIMITS.connections_per_user }, () => room.connect(room.people.chloe)),
    )
    const { user_id, access_token } = room.people.chloe
    expect(await dial({ user_id, token: access_token }).refused()).toBe(CLOSE.too_many_connections)
    await Promise.all(all.map((client) => client.settled()))
  })

  it('of an upgrade at another path is plain HTTP', async () => {
    expect(await ask(upgrade('/elsewhere', 'websocket'))).toMatch(/^HTTP\/1\.1 404 /)
  })

  it('of an upgrade to another protocol leaves the request unchanged', async () => {
    expect(await ask(upgrade('/healthz', 'h2c'))).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('survives a client that leaves before the answer', async () => {
    const uncaught: unknown[] = []
    const note = (error: unknown): void => void uncaught.push(error)
    const others = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException').on('uncaughtException', note)
    try {
      await Promise.all(Array.from({ length: 50 }, () => askAndVanish(upgrade('/elsewhere', 'websocket'))))
      expect(await ask(upgrade('/elsewhere', 'websocket'))).toMatch(/^HTTP\/1\.1 404 /)
    } finally {
      process.off('uncaughtException', note)
      for (const other of others) process.on('uncaughtException', other)
    }
    expect(uncaught).toEqual([])
  })
})

const upgrade = (path: string, protocol: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`

const ask = (request: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(room.port, 'localhost', () => socket.write(request))
    socket.once('data', (data) => {
      resolve(data.toString())
      socket.destroy()
    })
  })

const askAndVanish = (request: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(room.port, 'localhost', () =>
      socket.write(request, () => socket.resetAndDestroy()),
    )
    socket.once('close', () => resolve())
  })

describe('the token of a live socket', () => {
  it('is requested a minute before its end, renewed by a frame, and closed without one', async () => {
    const { ada } = room.people
    const client = await room.connect(ada)
    await client.settled()
    for (let minute = 0; minute < 9; minute++) {
      room.clock.advance(30_000)
      await client.settled()
      room.clock.advance(30_000)
      await client.settled()
    }
    room.clock.advance(5_000)
    await client.settled()
    const [warning] = client.ofType('auth_expiring')
    expect(warning!.in_ms).toBeLessThanOrEqual(60_000)
    const user = await room.server.ctx.db.read
      .selectFrom('users')
      .selectAll()
      .where('id', '=', ada.user_id)
      .executeTakeFirstOrThrow()
    const other = await signInAs(room.server.ctx, user, ada.password)
    const { access_token } = await room.server
      .as()
      .call(endpoints.refresh, { body: { refresh_token: ada.refresh_token } })
    client.send({ type: 'auth', token: 'nonsense' })
    expect(await client.first('error')).toMatchObject({ code: 'unauthorized', retry: 'after_refresh' })
    client.send({ type: 'auth', token: access_token })
    // Frames are handled in their order: when the next token is refused, this one has been taken.
    client.send({ type: 'auth', token: 'nonsense' })
    await client.until(() => client.ofType('error').length > 1)
    room.clock.advance(40_000)
    await client.settled()
    room.clock.advance(40_000)
    await client.settled()
    expect(client.ofType('auth_expiring')).toHaveLength(1)
    client.send({ type: 'auth', token: other.access_token })
    // Would be answered, were the connection still open.
    client.send({ type: 'auth', token: 'nonsense' })
    const answered = client.until(() => client.ofType('error').length > 2)
    expect(await Promise.race([client.closed, answered])).toBe(CLOSE.origin_or_subject)

    const idle = dial({ token: access_token })
    await idle.first('hello')
    for (let half = 0; half < 20; half++) {
      room.clock.advance(30_000)
      if (half < 17) await idle.settled()
    }
    expect(await idle.closed).toBe(CLOSE.token_expired)
  })

  it('AU4 never reaches the log', () => {
    const tokens = Object.values(room.people).flatMap(({ access_token }) => [
      access_token,
      access_token.slice(-40),
    ])
    expect(logged.filter((line) => line.includes('socket_opened')).length).toBeGreaterThan(3)
    expect(logged.filter((line) => tokens.some((token) => line.includes(token)))).toEqual([])
  })
})

describe('an expired token', () => {
  it('differs from an invalid one, and an ended session from both', async () => {
    const { ctx } = room.server.system
    const { user_id, password } = room.people.chloe
    const user = await ctx.db.read
      .selectFrom('users')
      .selectAll()
      .where('id', '=', user_id)
      .executeTakeFirstOrThrow()
    const brief = await signInAs(ctx, user, password)
    const { ticket } = await room.server.as(brief).call(endpoints.createTicket)
    room.clock.advance(31_000)
    expect(await dial({ user_id, token: ticket }).refused()).toBe(CLOSE.token_expired)
    await room.server.as(brief).call(endpoints.logout)
    expect(await dial({ user_id, token: brief.access_token }).refused()).toBe(CLOSE.session_revoked)
    const late = await signInAs(ctx, user, password)
    room.clock.advance(601_000)
    expect(await dial({ user_id, token: late.access_token }).refused()).toBe(CLOSE.token_expired)
  })
})
