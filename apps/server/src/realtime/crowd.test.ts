// Rules for large conversations: signals of all to all are no longer relayed.
import { beforeEach, describe, expect, it } from 'vitest'
import { LIMITS, type Role } from '@lectern/protocol'
import type { StoredWindow } from '../records/stored.ts'
import { entriesOf } from '../testing/holdings.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { Connection } from './connection.ts'
import { Frame } from './frame.ts'
import { Hub } from './hub.ts'
import { Presence } from './presence.ts'
import { relayReceipt } from './receipts.ts'
import { FakeSink } from './testing/fake-sink.ts'
import { Typing } from './typing.ts'

const CROWD = LIMITS.typing_listeners + 10

let clock: ManualClock
let hub: Hub
let presence: Presence
let typing: Typing

beforeEach(() => {
  clock = new ManualClock()
  hub = new Hub(() => clock.now())
  presence = new Presence(hub, clock)
  typing = new Typing(hub, clock)
})

const arrive = async (
  user_id: string,
  { role = 'student' as Role, watches = true } = {},
): Promise<FakeSink> => {
  const sink = new FakeSink()
  const connection = new Connection(`connection of ${user_id}`, 'lectern.v1', sink, clock.now())
  hub.add(connection)
  connection.join({ user_id, session_id: user_id, name: user_id, role }, clock.now() + 600_000)
  await hub.enter(connection, user_id, {
    read: async () => ({ heads: new Map([['course', 1]]) }),
    welcome: () => connection.open(new Frame('{"type":"hello"}')),
  })
  if (watches) connection.watch(new Set(['course']))
  presence.enter(user_id, connection)
  return sink
}

const arriveMany = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => arrive(`student ${index}`)))

const ofType = (sink: FakeSink, type: string) => sink.values.filter((frame) => frame.type === type)

const change: StoredWindow = { conversation_id: 'course', from: 1, to: 2, messages: [], members: [] }

it('gives the same frame to all', async () => {
  const sinks = await arriveMany(CROWD)
  hub.deliver(change)
  const frames = new Set(sinks.map(({ frames }) => frames.at(-1)))
  expect(frames.size).toBe(1)
  expect(JSON.parse([...frames][0]!.text)).toEqual({ type: 'changes', ...change })
})

describe('typing', () => {
  const typed = { conversation_id: 'course', user_id: 'student 1', on: true }

  it('reaches up to fifty watchers, and no larger group', async () => {
    const few = await arriveMany(LIMITS.typing_listeners)
    typing.relay(typed)
    expect(few.map((sink) => ofType(sink, 'typing').length)).toEqual(
      few.map((_, index) => (index === 1 ? 0 : 1)),
    )
    await arrive('one too many')
    typing.relay(typed)
    expect(ofType(few[0]!, 'typing')).toHaveLength(1)
  })

  it('EP2 ends by itself', async () => {
    typing.relay({ conversation_id: 'course', user_id: 'quick', on: true })
    expect(entriesOf(typing)).toEqual({ '#until': 1 })
    clock.advance(LIMITS.typing_ttl_ms)
    typing.sweep(clock.now())
    expect(entriesOf(typing)).toEqual({ '#until': 0 })
    await arriveMany(2)
    typing.relay(typed)
    expect(typing.current('course', clock.now() + 5_999)).toHaveLength(1)
    clock.advance(6_000)
    expect(typing.current('course', clock.now())).toEqual([])
    typing.sweep(clock.now())
    expect(typing.current('course', clock.now() - 1_000)).toEqual([])
  })
})

describe('receipts', () => {
  it('reach each device once, including own ones that watch', async () => {
    const [reader, other] = [await arrive('ben'), await arrive('chloe')]
    relayReceipt(hub, { conversation_id: 'course', user_id: 'ben', delivered_seq: 2, read_seq: 1 })
    expect([reader, other].map((sink) => ofType(sink, 'receipt').length)).toEqual([1, 1])
  })

  it('reach staff and the own devices in a large group', async () => {
    const students = await arriveMany(CROWD)
    const instructor = await arrive('ada', { role: 'instructor' })
    relayReceipt(hub, { conversation_id: 'course', user_id: 'student 3', delivered_seq: 2, read_seq: 1 })
    const told = students.map((sink) => ofType(sink, 'receipt').length)
    expect(told).toEqual(students.map((_, index) => (index === 3 ? 1 : 0)))
    expect(ofType(instructor, 'receipt')).toHaveLength(1)
  })
})

describe('presence', () => {
  it('of a class coming in together is few frames, and above fifty members only for watchers', async () => {
    const absent = await arrive('not looking', { watches: false })
    const watcher = await arrive('looking')
    clock.advance(100)
    const before = [absent, watcher].map(({ frames }) => frames.length)
    await arriveMany(CROWD)
    clock.advance(100)
    const [toAbsent, toWatcher] = [absent, watcher].map(({ frames }, index) => frames.length - before[index]!)
    expect({ toAbsent, toWatcher }).toEqual({ toAbsent: 0, toWatcher: 1 })
    const [told] = watcher.values.slice(-1)
    expect(Object.keys((told as { users: object }).users)).toHaveLength(CROWD)
  })

  it('follows the conversations of the connection that stays', async () => {
    await arrive('two devices')
    await arrive('two devices')
    const watcher = await arrive('looking')
    const [first, second] = [...hub.ofUser('two devices')]
    presence.leave('two devices', second!)
    hub.leave(second!, 'two devices')
    first!.idle = true
    presence.review('two devices')
    clock.advance(100)
    expect(ofType(watcher, 'presence').at(-1)).toEqual({ type: 'presence', users: { 'two devices': 'away' } })
  })
})

it('leaves nothing behind when all have gone', async () => {
  await arriveMany(CROWD)
  for (const connection of [...hub.connections]) {
    const user_id = connection.viewer!.user_id
    presence.leave(user_id, connection)
    hub.leave(connection, user_id)
  }
  clock.advance(10_000)
  presence.sweep(clock.now())
  expect(hub.connections.size).toBe(0)
  expect(hub.listeners('course').size).toBe(0)
  expect(presence.stateOf('student 1')).toBe('offline')
  clock.advance(100)
  for (const held of [hub, presence])
    expect(Object.values(entriesOf(held)).filter((entries) => entries > 0)).toEqual([])
})
