// A connection whose peer is slow, silent or gone, over a sink made of counters.
import { beforeEach, describe, expect, it } from 'vitest'
import { CLOSE } from '@lectern/protocol'
import type { StoredWindow } from '../records/stored.ts'
import { Connection, type Profile } from './connection.ts'
import { Delivery, PlainFrames } from './delivery.ts'
import { Frame } from './frame.ts'
import { FakeSink } from './testing/fake-sink.ts'

const KIB = 1024

const viewer = { user_id: 'ada', session_id: 'session', name: 'Ada', role: 'instructor' } as const
let sink: FakeSink

const open = (profile: Profile): Connection => {
  const connection = new Connection('connection', profile, sink, 0)
  connection.join(viewer, 600_000)
  connection.open(new Frame('{"type":"hello"}'))
  connection.watch(new Set(['talk']))
  return connection
}

const windowAt = (to: number, conversation_id = 'talk'): StoredWindow => ({
  conversation_id,
  from: to - 1,
  to,
  messages: [
    {
      id: `message ${to}`,
      conversation_id,
      sender_id: 'ben',
      sender: 'Ben',
      sender_role: 'student',
      kind: 'text',
      state: 'done',
      content: 'hi',
      parts: [],
      reactions: [],
      created_seq: to,
      changed_seq: to,
      timestamp: '2026-11-23T08:00:00.000Z',
    },
  ],
  members: [],
})

const deliveryAt = (to: number, conversation_id = 'talk', now = 0): Delivery => {
  const window = windowAt(to, conversation_id)
  return new Delivery(window, new PlainFrames().framesOf(window), now)
}

beforeEach(() => {
  sink = new FakeSink()
})

describe('a slow reader', () => {
  it('BP1 above 256 KiB gets only the newest head of each conversation, once the line is free', () => {
    const connection = open('lectern.v1')
    connection.deliver(deliveryAt(2))
    sink.buffered = 257 * KIB
    for (let seq = 3; seq < 500; seq++) connection.deliver(deliveryAt(seq))
    connection.deliver(deliveryAt(7, 'other'))
    connection.offer(new Frame('{"type":"typing"}'))
    connection.pong()
    expect(sink.values.map(({ type }) => type)).toEqual(['hello', 'changes'])
    sink.drain()
    expect(sink.values.slice(2)).toEqual([
      { type: 'head', conversation_id: 'talk', seq: 499 },
      { type: 'head', conversation_id: 'other', seq: 7 },
    ])
    connection.deliver(deliveryAt(500))
    expect(sink.values.at(-1)).toMatchObject({ type: 'changes', to: 500 })
  })

  it('BP1 gets no change before its pending heads, though there is space again', () => {
    const connection = open('lectern.v1')
    sink.buffered = 257 * KIB
    connection.deliver(deliveryAt(2))
    sink.buffered = 1
    connection.deliver(deliveryAt(3))
    expect(sink.values.map(({ type }) => type)).toEqual(['hello'])
    sink.drain()
    expect(sink.values.slice(1)).toEqual([{ type: 'head', conversation_id: 'talk', seq: 3 }])
  })

  it('BP1 is closed with 4003 above 1 MiB, and after 20 s', () => {
    const large = open('lectern.v1')
    sink.write = () => void (sink.buffered = 1025 * KIB)
    large.deliver(deliveryAt(2))
    expect(sink.codes).toEqual([CLOSE.slow_consumer])

    sink = new FakeSink()
    const long = open('lectern.v1')
    sink.buffered = 300 * KIB
    long.deliver(deliveryAt(2, 'talk', 1_000))
    long.heard(20_000)
    long.sweep(20_999)
    expect(sink.codes).toEqual([])
    long.sweep(21_000)
    expect(sink.codes).toEqual([CLOSE.slow_consumer])
    long.deliver(deliveryAt(3, 'talk', 21_000))
    expect(sink.frames).toHaveLength(1)
  })

  it('of the plain profile is closed, because it could not see a gap', () => {
    const connection = open('plain')
    sink.buffered = 257 * KIB
    connection.deliver(deliveryAt(2))
    expect(sink.codes).toEqual([CLOSE.slow_consumer])
    expect(sink.frames).toEqual([])
  })
})

describe('a silent line', () => {
  it('is probed after 30 s and closed with 4004 after 50 s', () => {
    const connection = open('plain')
    connection.sweep(29_999)
    expect(sink.probes).toBe(0)
    connection.sweep(30_000)
    expect(sink.probes).toBe(1)
    connection.sweep(49_999)
    expect(sink.codes).toEqual([])
    connection.sweep(50_000)
    expect(sink.codes).toEqual([CLOSE.heartbeat])
  })

  it('is kept alive by any frame', () => {
    const connection = open('plain')
    for (let now = 0; now <= 300_000; now += 25_000) {
      connection.heard(now)
      connection.sweep(now + 24_999)
    }
    expect(sink).toMatchObject({ probes: 0, codes: [] })
  })
})

it('announces once that its token expires, and again for the next one', () => {
  const connection = open('lectern.v1')
  const warnings = () => sink.values.filter(({ type }) => type === 'auth_expiring')
  for (const now of [539_999, 540_000, 541_000]) {
    connection.heard(now)
    connection.sweep(now)
  }
  expect(warnings()).toEqual([{ type: 'auth_expiring', in_ms: 60_000 }])
  connection.renew(viewer, 1_200_000)
  for (const now of [1_140_000, 1_141_000]) {
    connection.heard(now)
    connection.sweep(now)
  }
  expect(warnings()).toHaveLength(2)
})

it('closes once, whatever else goes wrong', () => {
  const connection = open('lectern.v1')
  connection.close(CLOSE.drain)
  connection.close(CLOSE.protocol)
  connection.sweep(1_000_000)
  expect(sink.codes).toEqual([CLOSE.drain])
  expect(connection.state).toEqual({ is: 'closed' })
})
