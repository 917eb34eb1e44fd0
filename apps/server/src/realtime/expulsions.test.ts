import { WebSocket } from 'ws'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { CLOSE, SUBPROTOCOL } from '@lectern/protocol'
import { addPerson, type Person } from '../testing/people.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { Expulsions } from './expulsions.ts'
import { openClassroom, type Classroom } from './testing/classroom.ts'

describe('who is kept away', () => {
  const eve = { user_id: 'eve', address: '192.0.2.1' }

  it('is asked for longer and longer, thirty seconds at most, and forgiven after a while', () => {
    const clock = new ManualClock()
    const expulsions = new Expulsions(clock)
    const waits = Array.from({ length: 10 }, () => {
      expulsions.note(eve)
      return expulsions.waitMs(eve)
    })
    expect(waits).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
    clock.jump(30_000)
    expect(expulsions.waitMs(eve)).toBe(0)
    clock.jump(60_000)
    expulsions.note(eve)
    expect(expulsions.waitMs(eve)).toBe(0)
  })

  it('is answered at once a few times, and then waits for the answer', () => {
    const expulsions = new Expulsions(new ManualClock())
    expulsions.note(eve, 10_000)
    expect(Array.from({ length: 7 }, () => expulsions.refuse(eve))).toEqual([0, 0, 0, 0, 0, 1_000, 1_000])
  })

  it('is the one person in the one network', () => {
    const expulsions = new Expulsions(new ManualClock())
    expulsions.note(eve, 10_000)
    expect(expulsions.waitMs(eve)).toBe(10_000)
    expect(expulsions.waitMs({ ...eve, address: '192.0.2.2' })).toBe(0)
    expect(expulsions.waitMs({ ...eve, user_id: 'ben' })).toBe(0)
  })
})

describe('sockets', () => {
  let room: Classroom
  beforeAll(async () => {
    room = await openClassroom({ env: { LECTERN_TRUST_PROXY: '1' } })
  })
  afterEach(() => room.leaveNothing())
  afterAll(() => room.close())

  const FROM = { 'x-forwarded-for': '192.0.2.1' }

  const open = (person: Person, headers: Record<string, string> = FROM, token = person.access_token) =>
    new WebSocket(
      `ws://localhost:${room.port}/conversations/ws/user/${person.user_id}?token=${token}`,
      SUBPROTOCOL,
      {
        headers,
      },
    )

  /** What comes of it: open, or the status and its pause. */
  const outcome = (person: Person, headers?: Record<string, string>): Promise<unknown> =>
    new Promise((resolve) => {
      const socket = open(person, headers)
      socket.on('error', () => {})
      socket.once('unexpected-response', (_, answer) => {
        answer.resume()
        resolve([answer.statusCode, answer.headers['retry-after']])
      })
      socket.once('message', () => {
        resolve('open')
        socket.close()
      })
      socket.once('close', (code) => resolve(code))
    })

  /** Nonsense until the server closes; resolves with the code. */
  const babble = (person: Person, token?: string): Promise<number> =>
    new Promise((resolve) => {
      const socket = open(person, FROM, token)
      socket.on('error', () => {})
      const send = () => {
        for (let count = 0; count < 3; count++) socket.send('{"type":')
      }
      if (token === undefined) socket.once('message', send)
      else socket.once('open', send)
      socket.once('close', resolve)
    })

  it('of whoever sends nonsense again and again are refused for a while, elsewhere and of others not', async () => {
    const [eve, fay] = [
      await addPerson(room.server.ctx, 'Eve', 'student'),
      await addPerson(room.server.ctx, 'Fay', 'student'),
    ]
    for (let count = 0; count < 3; count++) {
      expect(await babble(eve)).toBe(CLOSE.protocol)
      expect(await outcome(eve)).toBe('open')
    }
    expect(await babble(eve)).toBe(CLOSE.protocol)
    expect(await outcome(eve)).toEqual([429, '1'])
    expect(await outcome(fay)).toBe('open')
    expect(await outcome(eve, { 'x-forwarded-for': '198.51.100.7' })).toBe('open')
    room.clock.jump(1_000)
    expect(await outcome(eve)).toBe('open')
  })

  it('of somebody whom a stranger names are not refused', async () => {
    const gil = await addPerson(room.server.ctx, 'Gil', 'student')
    for (let count = 0; count < 6; count++) await babble(gil, 'no.right.token')
    expect(await outcome(gil)).toBe('open')
  })

  it('of a flooding client are refused for the ten seconds that it was asked to stay away', async () => {
    const hal = await addPerson(room.server.ctx, 'Hal', 'student')
    const socket = open(hal)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await new Promise((resolve) => socket.once('message', resolve))
    for (let count = 0; count < 500; count++) socket.send('ping')
    expect(await closed).toBe(CLOSE.flooding)
    for (let count = 0; count < 5; count++) expect(await outcome(hal)).toEqual([429, '10'])
    const timers = room.clock.pending
    const held = outcome(hal)
    // The answer comes when the clock has moved on, and tells what was true when it was asked for.
    await vi.waitUntil(() => room.clock.pending > timers, { timeout: 5_000 })
    room.clock.jump(1_000)
    expect(await held).toEqual([429, '10'])
    room.clock.jump(10_000)
    expect(await outcome(hal)).toBe('open')
  })
})
