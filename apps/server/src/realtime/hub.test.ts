import { expect, test } from 'vitest'
import { LIMITS, type PlainFrame } from '@lectern/protocol'
import type { StoredWindow } from '../records/stored.ts'
import { Connection } from './connection.ts'
import { Frame } from './frame.ts'
import { Hub } from './hub.ts'
import { FakeSink } from './testing/fake-sink.ts'

const viewer = { user_id: 'ada', session_id: 'session', name: 'Ada', role: 'instructor' } as const

const joining = (id: number): Connection => {
  const connection = new Connection(`connection ${id}`, 'lectern.v1', new FakeSink(), 0)
  connection.join(viewer, 600_000)
  return connection
}

test('S14 connections beyond the limit are refused before the heads are read', async () => {
  const hub = new Hub(() => 0)
  const heads = Promise.withResolvers<{ heads: ReadonlyMap<string, number> }>()
  let reads = 0
  let welcomed = 0
  const readHeads = () => {
    reads++
    return heads.promise
  }
  const all = Array.from({ length: 3 * LIMITS.connections_per_user }, (_, id) => joining(id))
  const entered = all.map((each) =>
    hub.enter(each, viewer.user_id, { read: readHeads, welcome: () => void welcomed++ }),
  )
  expect(reads).toBe(LIMITS.connections_per_user)
  heads.resolve({ heads: new Map() })
  await Promise.all(entered)
  expect(welcomed).toBe(LIMITS.connections_per_user)
  expect(all.filter(({ state }) => state.is === 'closed')).toHaveLength(2 * LIMITS.connections_per_user)
})

test('S14 a place that was taken for nothing is free again', async () => {
  const hub = new Hub(() => 0)
  const failing = () => Promise.reject(new Error('The database is closed.'))
  for (let id = 0; id <= LIMITS.connections_per_user; id++)
    await expect(
      hub.enter(joining(id), viewer.user_id, { read: failing, welcome: () => {} }),
    ).rejects.toThrow('closed')
  let welcomed = 0
  await hub.enter(joining(99), viewer.user_id, {
    read: async () => ({ heads: new Map() }),
    welcome: () => void welcomed++,
  })
  expect(welcomed).toBe(1)
})

test('a plain connection gets the end of an answer that began before it, also if it ends while the connection is made', async () => {
  const hub = new Hub(() => 0)
  const answer = (seq: number, state: 'streaming' | 'done'): StoredWindow => ({
    conversation_id: 'talk',
    from: seq - 1,
    to: seq,
    messages: [{ ...ANSWER, state, content: state === 'done' ? 'Because.' : '', changed_seq: seq }],
    members: [],
  })
  const enter = async (id: string, meantime: () => void) => {
    const sink = new FakeSink()
    const connection = new Connection(id, 'plain', sink, 0)
    connection.join({ ...viewer, user_id: id }, 600_000)
    await hub.enter(connection, id, {
      read: async () => {
        meantime()
        return { heads: new Map([['talk', 7]]), unfinished: [ANSWER.id] }
      },
      welcome: () => connection.open(new Frame('')),
    })
    return sink
  }
  const early = await enter('ada', () => {})
  const late = await enter('ben', () => hub.deliver(answer(8, 'done')))
  hub.deliver(answer(9, 'done'))
  const contentsOf = ({ values }: FakeSink) => values.map((frame) => (frame as unknown as PlainFrame).content)
  expect([early, late].map(contentsOf)).toEqual([['Because.'], ['Because.']])
})

const ANSWER = {
  id: 'answer',
  conversation_id: 'talk',
  sender_id: 'guide',
  sender: 'Guide',
  sender_role: 'assistant',
  kind: 'text',
  state: 'streaming',
  content: '',
  parts: [],
  reactions: [],
  invocation_id: 'invocation',
  created_seq: 5,
  changed_seq: 5,
  timestamp: '2026-11-23T08:00:00.000Z',
} as const satisfies StoredWindow['messages'][number]
